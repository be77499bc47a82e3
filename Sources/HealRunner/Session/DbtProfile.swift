import HealEngine
import HealLanguage
import HealProject
import YAML

/// The profile that a dbt command connects by.
struct DbtProfile {
  /// Absolute paths of the `profiles.yml` that dbt may read, the one that it takes first.
  let files: [String]
  private let command: DbtCommand
  private let project: DbtProject
  private let environment: [String: String]

  /// - Parameters:
  ///   - command: the user's.
  ///   - project: what `dbt_project.yml` says.
  ///   - environment: the variables that dbt sees.
  ///   - folder: where dbt runs; absolute.
  init(
    _ command: DbtCommand, project: DbtProject, environment: [String: String], folder: String
  ) {
    self.command = command
    self.project = project
    self.environment = environment
    let named = command.profilesDirectory ?? Self.set(environment["DBT_PROFILES_DIR"])
    let folders =
      named.map { [DbtPaths.joined(folder, $0)] }
      ?? [folder, project.directory] + [environment["HOME"].map { $0 + "/.dbt" }].compactMap(\.self)
    files = folders.map { $0 + "/profiles.yml" }
  }

  /// The target of this command; nil where only dbt could tell.
  var target: String? {
    if let target = command.target ?? Self.set(environment["DBT_TARGET"]) { return target }
    guard let file = files.first(where: FileSystem.exists), let bytes = FileSystem.read(file),
      let root = try? YAMLDocument.parse(String(decoding: bytes, as: UTF8.self)).root,
      let name = command.profile ?? Self.set(environment["DBT_PROFILE"]) ?? project.profile,
      let profile = root[rendered(name) ?? name]
    else { return nil }
    guard let target = profile["target"] else { return "default" }
    return target.text.flatMap(rendered)
  }

  /// The text with its `env_var()` looked up; nil where it holds other Jinja, or a variable is not set.
  private func rendered(_ text: String) -> String? {
    guard text.contains("{{") || text.contains("{%") else { return text }
    let inner = text.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
    let plain = text.contains("\"") ? text.split(separator: "\"", omittingEmptySubsequences: false)
      .map(String.init) : inner
    let start = plain[0].filter { $0 != " " }
    let end = plain[plain.count - 1].filter { $0 != " " }
    guard start == "{{env_var(", end == ")}}" else { return nil }
    switch plain.count {
    case 3: return Self.set(environment[plain[1]])
    case 5 where plain[2].filter({ $0 != " " }) == ",": return environment[plain[1]] ?? plain[3]
    default: return nil
    }
  }

  private static func set(_ value: String?) -> String? { value.flatMap { $0.isEmpty ? nil : $0 } }
}

extension Session {
  private var profile: DbtProfile {
    DbtProfile(
      command, project: project, environment: environment,
      folder: ProjectTree.resolved(folder ?? "."))
  }

  /// dbt's target; nil where only dbt could tell.
  var target: String? { profile.target }

  /// What is closed to fixes in this project whatever it is called: heal's policy, rules and notes, and the
  /// profile, wherever they are and whatever links lead to them.
  func closedPlaces(in root: String) -> [String: ClosedPlace.Owner] {
    let here = ProjectTree.resolved(folder ?? ".")
    let notes = settings.notes.path
    let own =
      [settings.file.map { DbtPaths.joined(here, $0) }, root + "/rules"].compactMap(\.self)
      + [DbtPaths.joined(root, notes)] + rulePaths.map { DbtPaths.joined(here, $0) }
    var closed: [String: ClosedPlace.Owner] = [:]
    for (owner, paths) in [(ClosedPlace.Owner.connection, profile.files), (.heal, own)] {
      for path in paths + paths.map(ProjectTree.resolved) where path.hasPrefix(root + "/") {
        closed[String(path.dropFirst(root.utf8.count + 1))] = owner
      }
    }
    return closed
  }
}
