package import HealProject

/// What git and heal's own record tell of a project; the warehouse is not asked.
///
/// - Parameters:
///   - project: whose files are asked about.
///   - environment: heal's own variables, for git.
/// - Returns: evidence that runs git only, and only when it is asked for something.
package func evidenceAtRest(
  of project: DbtProject, environment: [String: String]
) -> some OutsideEvidence {
  let root = ProjectTree.resolved(project.directory)
  let record = GreenRecord(reading: HealFolder(project: root).green)
  let warehouse = Warehouse(folder: root, target: root) { _, _ in nil }
  warehouse.isAway = true
  let git = GitHistory(project: root, greenCommit: record.commit) {
    try? GitRepository(
      of: root, runner: CommandRunner(interruption: Interruption()), environment: environment)
  }
  return RunEvidence(git: git, record: record, warehouse: warehouse)
}
