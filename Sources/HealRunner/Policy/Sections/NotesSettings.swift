/// The notes that people and heal share.
package struct NotesSettings: Hashable, Sendable {
  /// Relative to the project, or absolute.
  package var path = ".claude/agent-notes.md"
  /// Whether heal adds what it learns.
  package var isWritten = true

  package init() {}
}
