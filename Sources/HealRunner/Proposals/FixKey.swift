package import HealEngine

/// Names what a fix would do, wherever in its file that stands: lines added above it make no other fix of it.
package struct FixKey: Hashable, Sendable, CustomStringConvertible {
  /// Sixteen hexadecimal digits.
  package let description: String

  package init(_ candidate: Candidate) {
    let deeds = candidate.actions.flatMap { action -> [String] in
      switch action {
      case .wait: ["wait"]
      case .run(let words): ["run \(words)"]
      case .ask(let question): ["ask \(question)"]
      case .change(let change): Self.deeds(of: change)
      }
    }
    let text = Set(deeds).sorted().joined(separator: "\n")
    description = String(SHA256.hex(Array(text.utf8)).prefix(16))
  }

  /// Each text that is replaced with what replaces it.
  private static func deeds(of change: FileChange) -> [String] {
    let bytes = Array(change.before.utf8)
    return change.edits.map { edit in
      let old = String(decoding: bytes[edit.range.clamped(to: bytes.indices)], as: UTF8.self)
      return "change \([change.path, old, edit.replacement])"
    }
  }
}
