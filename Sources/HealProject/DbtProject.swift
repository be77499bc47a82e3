import HealEngine
import HealLanguage
import YAML

/// What `dbt_project.yml` says, with dbt's defaults for what it does not.
package struct DbtProject: Hashable, Sendable {
  package var directory: String
  /// nil where the file does not tell or cannot be read.
  package var name: String?
  package var profile: String?
  package var modelPaths = ["models"]
  package var seedPaths = ["seeds"]
  package var snapshotPaths = ["snapshots"]
  package var macroPaths = ["macros"]
  package var testPaths = ["tests"]
  package var analysisPaths = ["analyses"]
  package var targetPath = "target"
  package var packagesInstallPath = "dbt_packages"
  /// Names of the project's variables, those under a package's name too.
  package var vars: [String] = []
  /// Whether the file is no YAML; all else has its defaults then.
  package var isBroken = false

  package static let fileName = "dbt_project.yml"

  package init(directory: String) { self.directory = directory }

  /// The nearest folder, from this one upwards, that has a `dbt_project.yml`; nil where none has.
  package static func find(from directory: String) -> String? {
    var directory = ProjectFiles(root: directory).root
    while true {
      if ProjectFiles(root: directory).exists(fileName) { return directory }
      guard let slash = directory.lastIndex(of: "/"), directory != "/" else { return nil }
      let parent = String(directory[..<slash])
      directory = parent.isEmpty ? "/" : parent
    }
  }

  /// Reads the project in a folder; a file that is missing or broken gives the defaults.
  package static func read(directory: String) -> DbtProject {
    var project = DbtProject(directory: ProjectFiles(root: directory).root)
    guard let text = ProjectFiles(root: directory).text(fileName) else { return project }
    do {
      let document = try YAMLDocument.parse(text)
      if let root = document.root { project.take(root) }
    } catch {
      project.isBroken = true
    }
    return project
  }

  private mutating func take(_ root: YAMLNode) {
    name = root["name"]?.text
    profile = root["profile"]?.text
    // `source-paths` and `data-paths` are what dbt before 1.0 called them.
    modelPaths = Self.paths(root, ["model-paths", "source-paths"]) ?? modelPaths
    seedPaths = Self.paths(root, ["seed-paths", "data-paths"]) ?? seedPaths
    snapshotPaths = Self.paths(root, ["snapshot-paths"]) ?? snapshotPaths
    macroPaths = Self.paths(root, ["macro-paths"]) ?? macroPaths
    testPaths = Self.paths(root, ["test-paths"]) ?? testPaths
    analysisPaths = Self.paths(root, ["analysis-paths"]) ?? analysisPaths
    targetPath = Self.plainText(root["target-path"]) ?? targetPath
    packagesInstallPath = Self.plainText(root["packages-install-path"]) ?? packagesInstallPath
    vars = Self.names(of: root["vars"], project: name)
  }

  private static func paths(_ root: YAMLNode, _ keys: [String]) -> [String]? {
    for key in keys {
      guard let value = root[key] else { continue }
      if let items = value.items { return items.compactMap { plainText($0) } }
      if let path = plainText(value) { return [path] }
    }
    return nil
  }

  /// nil for what only Jinja could tell.
  private static func plainText(_ node: YAMLNode?) -> String? {
    guard let text = node?.text, !text.isEmpty, !text.contains("{{") else { return nil }
    return text
  }

  /// Below `vars:` stand variables, and mappings of variables under the names of packages.
  private static func names(of vars: YAMLNode?, project: String?) -> [String] {
    var names: [String] = []
    for pair in vars?.pairs ?? [] {
      guard let key = pair.key.text else { continue }
      if let inner = pair.value.pairs, key == project || !inner.isEmpty {
        if key != project { names.append(key) }
        names += inner.compactMap(\.key.text)
      } else {
        names.append(key)
      }
    }
    return names.uniqued()
  }
}

extension DbtProject {
  package var files: ProjectFiles { ProjectFiles(root: directory) }

  /// Where dbt writes its artifacts, in full.
  package var targetDirectory: String { ProjectFiles.joined(directory, targetPath) }

  /// All folders that may hold YAML on nodes, in dbt's order.
  package var resourcePaths: [String] {
    (modelPaths + seedPaths + snapshotPaths + analysisPaths + testPaths + macroPaths).uniqued()
  }

  /// A path as dbt's messages give it, made relative to the project: they leave the model path out.
  /// The path itself where no file is found.
  package func resolved(_ path: String) -> String {
    let files = files
    let path = files.relative(path) ?? path
    if files.exists(path) { return path }
    for folder in resourcePaths {
      let candidate = ProjectFiles.joined(folder, path)
      if files.exists(candidate) { return candidate }
    }
    return path
  }
}
