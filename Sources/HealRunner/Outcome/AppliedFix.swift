/// A fix that was applied, as a report shows it.
package struct AppliedFix: Codable, Hashable, Sendable {
  package var rule: String
  package var title: String
  /// The title as the rule's author wrote it; nil in what an earlier heal has written.
  package var titleTemplate: String?
  /// nil when no finding named one.
  package var category: String?
  /// From 0 to 1.
  package var confidence: Double
  /// The attempt that it was meant to turn green.
  package var attempt: Int
  /// Names of the nodes that failed, where they are known.
  package var nodes: [String]
  package var files: [ChangedFile]
  package var commands: [[String]]
  package var reasons: [String]
  /// Who said yes to it; nil when nobody was asked.
  package var approvedBy: String?

  package struct ChangedFile: Codable, Hashable, Sendable {
    /// Relative to the project.
    package var path: String
    /// Lines that changed, 1-based, as they are counted after the change.
    package var lines: [Int]
    /// Unified, with three lines of context.
    package var diff: String
  }
}

/// A fix that was applied and put back.
package struct PutBack: Codable, Hashable, Sendable {
  package var fix: AppliedFix
  /// One clause: `its failure was still there`.
  package var reason: String
  /// Whether nobody saw the fix fail: it was reverted because something else kept the run from ending green.
  package var isWithdrawn = false
}

/// A fix that heal knew and did not apply.
package struct Refusal: Codable, Hashable, Sendable {
  package var rule: String
  package var title: String
  package var reason: String
}
