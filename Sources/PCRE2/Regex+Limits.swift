extension Regex {
  /// How much one search may cost. PCRE2 has no clock; it counts.
  package struct Limits: Hashable, Sendable {
    /// Backtracking steps from one starting point; also how deeply they may nest. A million take
    /// 2 ms in machine code, 15 ms in the interpreter.
    package var steps: UInt32
    /// Steps of a whole search, over all starting points. Each of them counts as many as it was allowed, which is
    /// more than it took.
    package var total: Int
    /// Memory that the interpreter may take to go back to, in KiB.
    package var heap: UInt32

    package init(steps: UInt32 = 1_000_000, total: Int = 100_000_000, heap: UInt32 = 20_480) {
      self.steps = steps
      self.total = total
      self.heap = heap
    }

    /// What each starting point of a subject may take before the search is looked at more closely.
    func first(for length: Int) -> UInt32 {
      UInt32(clamping: min(Int(steps), max(64, total / max(1, length))))
    }
  }

  /// Why a search ended without an answer.
  package enum Limit: Hashable, Sendable {
    case steps, total, depth, heap
    /// Any other refusal of PCRE2, by its number.
    case other(Int32)
  }

  /// Which limit it was, for people: what follows the name of a pattern.
  package static func words(for limit: Limit) -> String {
    switch limit {
    case .steps: "takes more than 1,000,000 steps from one place of the text"
    case .total: "takes too many steps over the whole text"
    case .depth, .heap: "takes too much memory to search for"
    case .other(let number): "was refused by PCRE2 with \(number)"
    }
  }

  /// Why a pattern is not valid.
  package struct Fault: Error, Hashable, Sendable {
    /// PCRE2's words: `quantifier does not follow a repeatable item`.
    package var message: String
    /// UTF-8 offset in the pattern where PCRE2 noticed, often just after the fault itself.
    package var offset: Int

    package init(message: String, offset: Int) {
      self.message = message
      self.offset = offset
    }
  }
}
