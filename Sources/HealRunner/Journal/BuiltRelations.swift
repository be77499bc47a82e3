/// The tables and views that a run has built from what its fixes made of the project.
package struct BuiltRelations: Codable, Hashable, Sendable {
  /// As dbt selects them, in the order of their names; at least one.
  package var names: [String]
  /// Those among them to which dbt adds: only a full refresh takes out what is in them.
  package var incremental: [String]
  /// Builds them again.
  package var command: [String]

  /// What they hold once the files are what they were, and how to build them anew.
  package var sentence: String {
    let again = "\(Self.list(names)) still \(names.count == 1 ? "holds" : "hold") what the fix built. "
      + "To rebuild from the reverted text: \(command.joined(separator: " "))"
    guard !incremental.isEmpty else { return again }
    return again
      + "\nWhat was added to \(Self.list(incremental)) meanwhile stays in it without --full-refresh, or a correction by hand."
  }

  private static func list(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
}
