/// What kind of dbt file a YAML file is, by its name.
enum DbtFile: Hashable {
  case project, packages, profiles, properties
  /// One whose keys heal does not know.
  case other

  init(path: String) {
    switch path.split(separator: "/").last.map(String.init) ?? path {
    case "dbt_project.yml", "dbt_project.yaml": self = .project
    case "packages.yml", "dependencies.yml": self = .packages
    case "profiles.yml": self = .profiles
    case "selectors.yml", "package-lock.yml", "dbt_cloud.yml": self = .other
    default: self = .properties
    }
  }

  var shape: YAMLShape {
    switch self {
    case .project: .project
    case .packages: .packages
    case .profiles: .profiles
    case .properties: .properties
    case .other: .anything
    }
  }

  /// Whether dbt gives the key a meaning somewhere in such a file.
  func knows(key: String) -> Bool { Self.keys[self]?.contains(key) ?? false }

  private static let keys: [DbtFile: Set<String>] = {
    var keys: [DbtFile: Set<String>] = [:]
    for file in [DbtFile.project, .packages, .profiles, .properties] {
      keys[file] = file.shape.keys
    }
    keys[.properties]?.formUnion(YAMLShape.testsWithArguments)
    keys[.profiles]?.formUnion(["path", "threads", "schema", "host", "user", "port", "dbname"])
    return keys
  }()

  /// Every key that dbt gives a meaning in some file.
  static let allKeys: Set<String> = keys.values.reduce(into: []) { $0.formUnion($1) }
}
