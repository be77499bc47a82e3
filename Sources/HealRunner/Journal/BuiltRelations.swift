/// The tables and views that a run has built from what its fixes made of the project.
package struct BuiltRelations: Codable, Hashable, Sendable {
  /// As dbt selects them, in the order of their names; at least one.
  package var names: [String]
  /// Those among them to which dbt adds: only a full refresh takes out what is in them.
  package var incremental: [String]
  /// Builds them again.
  package var command: [String]
}
