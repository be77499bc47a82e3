import HealLanguage
import YAML

/// The packages that a project asks for.
enum DeclaredPackages {
  /// Names as macros are called by, as far as the entry tells: the last part of the hub's name, the
  /// repository or the folder. nil where neither file can be read or one is broken.
  static func names(in files: ProjectFiles) -> [String]? {
    var names: [String]?
    for file in ["packages.yml", "dependencies.yml"] where files.exists(file) {
      guard let entries = entries(of: file, in: files) else { return nil }
      names = (names ?? []) + entries.compactMap { name($0) }
    }
    if names == nil, files.exists(DbtProject.fileName) { return [] }
    return names?.uniqued().sorted()
  }

  /// The `local:` folders of one file that lie in the project and hold no dbt project. nil where the
  /// file cannot be read.
  static func lost(in file: String, of files: ProjectFiles) -> [String]? {
    entries(of: file, in: files)?.compactMap { $0["local"]?.text }.filter { path in
      !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
        && !files.exists(path + "/" + DbtProject.fileName)
    }
  }

  /// Folders that hold a dbt project, at most four deep. Hidden ones and those that dbt writes do not count.
  static func projects(in folder: String, of project: DbtProject, depth: Int = 4) -> [String] {
    guard depth > 0 else { return [] }
    return project.files.folders(in: folder).flatMap { name -> [String] in
      let path = folder == "." ? name : folder + "/" + name
      guard path != project.packagesInstallPath, path != "target" else { return [] }
      let isProject = project.files.exists(path + "/" + DbtProject.fileName)
      return isProject ? [path] : projects(in: path, of: project, depth: depth - 1)
    }
  }

  private static func entries(of file: String, in files: ProjectFiles) -> [YAMLNode]? {
    guard let text = files.text(file), let document = try? YAMLDocument.parse(text) else {
      return nil
    }
    return document.root?["packages"]?.items ?? []
  }

  private static func name(_ entry: YAMLNode) -> String? {
    let keys = ["name", "package", "git", "local", "tarball"]
    guard let text = keys.lazy.compactMap({ entry[$0]?.text }).first else { return nil }
    let last = text.split(separator: "/").last.map(String.init) ?? text
    return last.hasSuffix(".git") ? String(last.dropLast(4)) : last
  }
}
