import YAML

/// The packages that a project asks for.
enum DeclaredPackages {
  /// Names as macros are called by, as far as the entry tells: the last part of the hub's name, the
  /// repository or the folder. nil where neither file can be read or one is broken.
  static func names(in files: ProjectFiles) -> [String]? {
    var names: [String]?
    for file in ["packages.yml", "dependencies.yml"] where files.exists(file) {
      guard let text = files.text(file), let document = try? YAMLDocument.parse(text)
      else { return nil }
      let entries = document.root?["packages"]?.items ?? []
      names = (names ?? []) + entries.compactMap { name($0) }
    }
    if names == nil, files.exists(DbtProject.fileName) { return [] }
    return names?.uniqued().sorted()
  }

  private static func name(_ entry: YAMLNode) -> String? {
    let keys = ["name", "package", "git", "local", "tarball"]
    guard let text = keys.lazy.compactMap({ entry[$0]?.text }).first else { return nil }
    let last = text.split(separator: "/").last.map(String.init) ?? text
    return last.hasSuffix(".git") ? String(last.dropLast(4)) : last
  }
}
