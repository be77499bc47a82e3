/// A file or setting that is closed to automatic fixes, and why.
///
/// Names are compared as a file system that ignores case would compare them, and paths as the system
/// would read them: `./Profiles.yml` is `profiles.yml`.
package struct ClosedPlace: Hashable, Sendable {
  package var owner: Owner
  /// The file, setting or option, as written.
  package var name: String

  package init(_ owner: Owner, _ name: String) {
    self.owner = owner
    self.name = name
  }

  /// Who decides on it. Ordered by how firmly it is closed.
  package enum Owner: Int, CaseIterable, Hashable, Sendable, Comparable {
    /// What CI, containers and hooks run: a person approves each change.
    case automation
    /// Where dbt connects or writes: a person approves each change.
    case connection
    /// heal's policy, rules and notes: no fix ever changes them.
    case heal

    package static func < (left: Owner, right: Owner) -> Bool { left.rawValue < right.rawValue }
  }

  /// One clause: `profiles.yml says where dbt connects or writes`.
  package var clause: String {
    switch owner {
    case .automation: "`\(name)` is run by CI, a build or a hook"
    case .connection: "`\(name)` says where dbt connects or writes"
    case .heal: "`\(name)` belongs to heal's own policy, rules and notes"
    }
  }
}

// MARK: Files

extension ClosedPlace {
  /// - Parameter path: relative to the project; what is not known of it may be any other text.
  /// - Returns: nil for a file that fixes may change.
  package init?(file path: String) {
    let parts = Self.parts(of: path)
    guard let name = parts.last else { return nil }
    guard let owner = Self.owner(of: name, in: parts.dropLast()) else { return nil }
    self.init(owner, path)
  }

  /// In lower case, without what does not matter: `./a//b/../c` is `a/c`.
  package static func parts(of path: String) -> [String] {
    var parts: [String] = []
    for part in path.lowercased().split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(String(part))
      }
    }
    return parts
  }

  private static func owner(of name: String, in folders: ArraySlice<String>) -> Owner? {
    if folders.first == "rules" || folders.contains(where: healFolders.contains)
      || name.hasSuffix(".heal") || healFiles.contains(name)
    {
      return .heal
    }
    let stem = name.split(separator: ".", omittingEmptySubsequences: false).first.map(String.init)
    if folders.contains(where: connectionFolders.contains) || connectionFiles.contains(name)
      || name == ".env" || name.hasPrefix(".env.") || name.hasSuffix(".env")
    {
      return .connection
    }
    if folders.contains(where: automationFolders.contains) || automationFiles.contains(name)
      || automationStems.contains(stem ?? name)
      || automationSuffixes.contains(where: { name.hasSuffix($0) })
      || isNumberedPipeline(name)
    {
      return .automation
    }
    return nil
  }

  /// `azure-pipelines-nightly.yml`, `docker-compose.override.yml`.
  private static func isNumberedPipeline(_ name: String) -> Bool {
    guard name.hasSuffix(".yml") || name.hasSuffix(".yaml") else { return false }
    return ["azure-pipelines", "docker-compose", "compose.", "cloudbuild", "buildspec"]
      .contains { name.hasPrefix($0) }
  }

  private static let healFolders: Set<String> = [".heal", ".claude"]
  private static let healFiles: Set<String> = [
    "execution_mode.yml", "execution_mode.yaml", "agents.md", "claude.md",
  ]
  private static let connectionFolders: Set<String> = [".dbt", ".ssh", ".aws"]
  private static let connectionFiles: Set<String> = [
    "profiles.yml", "profiles.yaml", "dbt_cloud.yml", "dbt_cloud.yaml", "catalogs.yml",
    "catalogs.yaml", ".envrc", ".pgpass", ".netrc", "odbc.ini", ".odbc.ini", "odbcinst.ini",
  ]
  private static let automationFolders: Set<String> = [
    ".github", ".gitlab", ".circleci", ".azure-pipelines", ".azuredevops", ".buildkite",
    ".devcontainer", ".drone", ".forgejo", ".git", ".gitea", ".harness", ".husky", ".semaphore",
    ".teamcity", ".tekton", ".woodpecker",
  ]
  private static let automationFiles: Set<String> = [
    ".gitlab-ci.yml", ".gitlab-ci.yaml", "bitbucket-pipelines.yml", "bitbucket-pipelines.yaml",
    ".pre-commit-config.yaml", ".pre-commit-config.yml", ".pre-commit-hooks.yaml", ".travis.yml",
    ".appveyor.yml", "appveyor.yml", ".drone.yml", ".woodpecker.yml", ".gitmodules",
    ".gitattributes", "makefile", "gnumakefile", "justfile", "taskfile.yml", "taskfile.yaml",
    "tox.ini", "noxfile.py", "skaffold.yaml", "procfile", "lefthook.yml",
  ]
  private static let automationStems: Set<String> = ["dockerfile", "containerfile", "jenkinsfile"]
  private static let automationSuffixes = [".dockerfile", ".mk", ".jenkinsfile"]
}

// MARK: Settings

extension ClosedPlace {
  /// - Parameters:
  ///   - keys: from the top of a YAML file down; items of lists left out.
  ///   - path: the file, where it is known.
  /// - Returns: nil for a setting that fixes may change.
  package init?(setting keys: [String], in path: String? = nil) {
    guard let key = keys.last, Self.isClosed(key) else { return nil }
    let above = keys.dropLast().map { Self.plain($0) }
    // What a source says is where dbt reads, and `meta` means nothing to dbt.
    if above.first == "sources" || above.contains("meta") { return nil }
    self.init(.connection, key)
  }

  /// An argument of `config()`.
  package init?(argument name: String) {
    guard Self.isClosed(name) else { return nil }
    self.init(.connection, name)
  }

  /// A word of a command that says where dbt connects, or names a closed file.
  ///
  /// - Parameters:
  ///   - word: as it stands in the command.
  ///   - isDbt: whether the program is dbt.
  package init?(word: String, isDbt: Bool) {
    let option = word.split(separator: "=", maxSplits: 1).first.map(String.init) ?? word
    if isDbt, Self.options.contains(option) {
      self.init(.connection, option)
    } else if !isDbt {
      let path = word.split(separator: "=", maxSplits: 1).last.map(String.init) ?? word
      self.init(file: path)
    } else {
      return nil
    }
  }

  /// Macros that dbt asks where to write.
  package static let macros = [
    "generate_schema_name", "generate_database_name", "generate_alias_name",
  ]

  /// Whether a key, or an argument of `config()`, says where dbt connects or writes.
  package static func isClosed(_ key: String) -> Bool { settings.contains(plain(key)) }

  /// `+Target-Schema` is `target_schema`.
  private static func plain(_ key: String) -> String {
    String(key.lowercased().drop { $0 == "+" }.map { $0 == "-" ? "_" : $0 })
  }

  package static let settings: Set<String> = [
    "target", "profile", "outputs", "schema", "database", "dataset", "catalog", "project",
    "target_schema", "target_database", "catalog_name", "location", "location_root",
  ]

  private static let options: Set<String> = ["--target", "-t", "--profile", "--profiles-dir"]
}
