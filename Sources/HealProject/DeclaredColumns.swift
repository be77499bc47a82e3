/// Columns that the project's YAML declares for a model and that its SQL named before a change, but does not any
/// more, sorted.
///
/// - Parameters:
///   - model: its name.
///   - project: as it is after the change.
///   - before: the model's SQL before.
///   - after: the same now.
/// - Returns: their names as the YAML spells them.
package func declaredColumnsLost(
  of model: String, in project: DbtProject, before: String, after: String
) -> [String] {
  let lost = SQLText(Array(before.utf8)).words.subtracting(SQLText(Array(after.utf8)).words)
  guard !lost.isEmpty else { return [] }
  let catalog = ProjectCatalog(project, targetDirectory: project.targetDirectory)
  return (catalog.columns(of: model) ?? []).filter { lost.contains($0.lowercased()) }.sorted()
}
