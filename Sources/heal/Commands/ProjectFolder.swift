import ArgumentParser
import HealProject

/// The folder of the dbt project, the named one or the nearest from here upwards; ends the command with
/// exit code 2 where there is none.
func projectFolder(named name: String?) throws -> String {
  if let folder = DbtProject.find(from: name ?? ".") { return folder }
  throw fail(
    "there is no dbt_project.yml in `\(name ?? ".")` or above it",
    help: "go to the project, or name it with --project-dir")
}
