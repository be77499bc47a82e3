extension Regex {
  /// How much one search may cost. PCRE2 has no clock; it counts.
  package struct Limits: Hashable, Sendable {
    /// Backtracking steps from one starting point; also how deeply they may nest. A million take
    /// 2 ms in machine code, 15 ms in the interpreter.
    package var steps: UInt32
    /// Memory that the interpreter may take to go back to, in KiB.
    package var heap: UInt32

    package init(steps: UInt32 = 1_000_000, heap: UInt32 = 20_480) {
      self.steps = steps
      self.heap = heap
    }
  }

  /// Why a search ended without an answer.
  package enum Limit: Hashable, Sendable {
    case steps, depth, heap
    /// Any other refusal of PCRE2, by its number.
    case other(Int32)
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
