package import HealLanguage

/// One fix of one rule, worked out for one failure: exactly what would be done.
package struct Candidate: Hashable, Sendable {
  /// The name of the rule, or of the remedy.
  package var rule: String
  package var title: String
  /// The title as the rule's author wrote it, the same in every run: see ``FixName``.
  package var titleTemplate: String
  /// From 0 to 1.
  package var confidence: Double
  /// The rule's inferred risk, raised where the edit turns out to touch a test, hook or `materialized`, or a
  /// ``closedPlace``.
  package var risk: Risk
  package var actions: [Action]
  /// Why the confidence is what it is, a sentence each.
  package var reasons: [String]
  /// By what right it may be applied without a person.
  package var proof: Proof
  /// The fix's place among those of its rule, from 0; nil where that is not known.
  package var fix: Int?
  /// Whether the project or its notes wrote the rule or the remedy, which goes before the standard ones.
  package var isOwn = false
  /// What a remedy heals by it; nil for a rule's own fix.
  package var fault: FaultInstance?

  package init(
    rule: String, title: String, titleTemplate: String? = nil, confidence: Double, risk: Risk,
    actions: [Action], reasons: [String] = [], proof: Proof = .notNeeded, fix: Int? = nil,
    fault: FaultInstance? = nil
  ) {
    self.rule = rule
    self.title = title
    self.titleTemplate = titleTemplate ?? title
    self.confidence = confidence
    self.risk = risk
    self.actions = actions
    self.reasons = reasons
    self.proof = proof
    self.fix = fix
    self.fault = fault
  }

  /// An unproven fix counts for no more than this, whatever its rule says; from 0 to 1.
  package static let mostUnproven = 0.5

  package enum Action: Hashable, Sendable {
    /// Seconds to wait before running again.
    case wait(Double)
    /// Word by word, never through a shell.
    case run([String])
    case change(FileChange)
    case ask(String)
  }

  /// Whether it changes nothing: it only waits.
  package var isRetryOnly: Bool {
    !actions.isEmpty && actions.allSatisfy { if case .wait = $0 { true } else { false } }
  }

  package var changes: [FileChange] {
    actions.compactMap { if case .change(let change) = $0 { change } else { nil } }
  }
}

/// The exact edits to one file.
package struct FileChange: Hashable, Sendable {
  /// Relative to the project.
  package var path: String
  /// The whole text that the edits were made for; the file must still be this when they are applied.
  package var before: String
  /// Sorted by offset; they do not overlap.
  package var edits: [TextEdit]
  /// Whether the edits only make work again what dbt could not read or find: nothing that keeps a
  /// pipeline honest can get lost by them.
  package var givesBack: Bool
  /// Whether the edits bring back what the file said before.
  package var isRevert: Bool

  package init(
    path: String, before: String, edits: [TextEdit], givesBack: Bool = false,
    isRevert: Bool = false
  ) {
    self.path = path
    self.before = before
    self.edits = edits
    self.givesBack = givesBack
    self.isRevert = isRevert
  }
}
