import HealEngine
import HealLanguage
import YAML

/// What a project and its installed packages hold, by name, as their files tell.
struct ProjectCatalog {
  /// Files by name; a package's path begins with the folder of the packages.
  var models: [String: String] = [:]
  var seeds: [String: String] = [:]
  var snapshots: [String: String] = [:]
  /// `source.table`.
  var sources: Set<String> = []
  /// A package's as `package.macro`.
  var macros: Set<String> = []
  /// Generic tests, dbt's own among them, and the names of singular ones.
  var tests: Set<String> = ["unique", "not_null", "accepted_values", "relationships"]
  /// By the name of the model, seed or snapshot, or by `source.table`; in the order of the YAML.
  private var named: [String: [String]] = [:]
  /// The YAML files of the project itself that describe each, named as in ``named``.
  var declarations: [String: [String]] = [:]
  /// What the warehouse calls the sources' tables, by `source.table`.
  private var identifiers: [String: String] = [:]
  let project: DbtProject

  init(_ project: DbtProject, targetDirectory: String) {
    self.project = project
    var broken = addResources(of: project, prefix: "", package: nil)
    for folder in project.files.folders(in: project.packagesInstallPath) {
      let prefix = project.packagesInstallPath + "/" + folder
      let package = DbtProject.read(directory: ProjectFiles.joined(project.directory, prefix))
      let unread = addResources(of: package, prefix: prefix + "/", package: package.name ?? folder)
      broken.formUnion(unread)
    }
    if !broken.isEmpty { addKnown(from: targetDirectory, for: broken) }
  }

  /// Adds what one project holds; returns the YAML files that could not be read.
  private mutating func addResources(
    of source: DbtProject, prefix: String, package: String?
  ) -> Set<String> {
    let files = source.files
    Self.add(source.modelPaths, [".sql", ".py"], of: files, prefix, to: &models)
    Self.add(source.seedPaths, [".csv"], of: files, prefix, to: &seeds)
    Self.add(source.snapshotPaths, [".sql"], of: files, prefix, to: &snapshots)
    let qualifier = package.map { $0 + "." } ?? ""
    for path in Self.list(source.macroPaths + source.testPaths, [".sql"], of: files) {
      guard let text = files.bytes(path) else { continue }
      let definitions = JinjaDefinitions(text)
      macros.formUnion(definitions.macros.map { qualifier + $0 })
      tests.formUnion(definitions.tests.map { qualifier + $0 })
    }
    if package == nil {
      tests.formUnion(Self.list(source.testPaths, [".sql"], of: files).map(Self.stem))
    }
    return addYAML(of: source, prefix: prefix)
  }

  private mutating func addYAML(of source: DbtProject, prefix: String) -> Set<String> {
    var broken: Set<String> = []
    for path in Self.list(source.resourcePaths, [".yml", ".yaml"], of: source.files) {
      guard let text = source.files.text(path), let document = try? YAMLDocument.parse(text) else {
        broken.insert(prefix + path)
        continue
      }
      if let root = document.root { add(root, path: prefix + path) }
    }
    return broken
  }

  private mutating func add(_ root: YAMLNode, path: String) {
    for section in ["models", "seeds", "snapshots"] {
      for entry in root[section]?.items ?? [] {
        guard let name = entry["name"]?.text else { continue }
        addColumns(entry, of: name)
        declarations[name, default: []].append(path)
        // Since dbt 1.9 a snapshot may be YAML alone.
        if section == "snapshots", snapshots[name] == nil { snapshots[name] = path }
      }
    }
    for source in root["sources"]?.items ?? [] {
      guard let name = source["name"]?.text else { continue }
      for table in source["tables"]?.items ?? [] {
        guard let tableName = table["name"]?.text else { continue }
        sources.insert(name + "." + tableName)
        addColumns(table, of: name + "." + tableName)
        declarations[name + "." + tableName, default: []].append(path)
        identifiers[name + "." + tableName] = table["identifier"]?.text ?? tableName
      }
    }
  }

  private mutating func addColumns(_ entry: YAMLNode, of relation: String) {
    let columns = (entry["columns"]?.items ?? []).compactMap { $0["name"]?.text }
    guard !columns.isEmpty else { return }
    named[relation] = ((named[relation] ?? []) + columns).uniqued()
  }

  /// What the last manifest took from files that are broken now.
  private mutating func addKnown(from targetDirectory: String, for broken: Set<String>) {
    let path = ProjectFiles.joined(targetDirectory, "manifest.json")
    let bytes = ProjectFiles.artifact(at: path, limit: .manifest)
    guard let manifest = bytes.flatMap({ Manifest($0) }) else { return }
    for id in manifest.sourceIDs {
      guard let entry = manifest.entry(id), let file = entry.file, broken.contains(file) else {
        continue
      }
      let relation = id.split(separator: ".").suffix(2).joined(separator: ".")
      sources.insert(relation)
      if named[relation] == nil, !entry.columns.isEmpty { named[relation] = entry.columns }
    }
    for id in manifest.nodeIDs
    where ["model", "seed", "snapshot"].contains(String(id.prefix { $0 != "." })) {
      guard let entry = manifest.entry(id), named[entry.name] == nil, !entry.columns.isEmpty
      else { continue }
      named[entry.name] = entry.columns
    }
  }
}

extension ProjectCatalog {
  /// The columns of a model, seed or snapshot by its name, or of a source's table by `source.table`,
  /// quoted or not. nil where the project names none.
  func columns(of relation: String) -> [String]? {
    let parts = Self.parts(of: relation)
    guard let last = parts.last else { return nil }
    if parts.count >= 2, let columns = named[parts.suffix(2).joined(separator: ".")] {
      return columns
    }
    if let header = seedHeader(last) { return header }
    if let columns = named[last] { return columns }
    let tables = named.keys.filter { $0.hasSuffix("." + last) }
    return tables.count == 1 ? tables.first.flatMap { named[$0] } : nil
  }

  /// The one YAML file that describes it; nil where none or several do, or a package's does.
  func declaration(of node: String) -> String? {
    guard let paths = declarations[node]?.uniqued(), paths.count == 1, let path = paths.first,
      !path.hasPrefix(project.packagesInstallPath + "/")
    else { return nil }
    return path
  }

  /// Sorted; a source's name alone stands for all of its tables.
  func readers(of input: String) -> [String] {
    (Array(models.keys) + Array(snapshots.keys)).uniqued().sorted().filter { name in
      guard let sql = sql(of: name) else { return false }
      return SQLText(sql).inputs.contains { $0 == input || $0.hasPrefix(input + ".") }
    }
  }

  /// The one source's table that the warehouse calls so, which may say it in upper case; nil where none or several are.
  func source(of relation: String) -> String? {
    let name = Self.parts(of: relation).last?.lowercased()
    let found = identifiers.filter { $0.value.lowercased() == name }.keys
    return found.count == 1 ? found.first : nil
  }

  /// What the warehouse calls a source's table, named `source.table`; nil for one that is not declared.
  func identifier(ofSource source: String) -> String? { identifiers[source] }

  /// nil where there is no such seed.
  func seedHeader(_ seed: String) -> [String]? {
    guard let path = seeds[seed], let text = text(of: path) else { return nil }
    return CSVHeader.columns(text)
  }

  /// The columns of all that the node reads by `ref` and `source`. nil where none are known.
  func upstreamColumns(of node: String, columns: (String) -> [String]?) -> [String]? {
    guard let sql = sql(of: node) else { return nil }
    let known = SQLText(sql).inputs.compactMap(columns)
    return known.isEmpty ? nil : known.flatMap(\.self).uniqued()
  }

  /// The project's own SQL files that a node's table comes from: its own, those of all that it reads, and every
  /// macro's. Sorted.
  func filesBehind(_ node: String) -> [String] {
    var names: Set<String> = []
    var open = [node]
    while let name = open.popLast() {
      guard names.insert(name).inserted, let sql = sql(of: name) else { continue }
      open += SQLText(sql).inputs
    }
    let files = names.compactMap { models[$0] ?? snapshots[$0] }
    let macros = Self.list(project.macroPaths, [".sql"], of: project.files)
    return (files + macros).filter {
      $0.hasSuffix(".sql") && !$0.hasPrefix(project.packagesInstallPath + "/")
    }.sorted()
  }

  /// The words of a node's SQL, in lower case; those in comments do not count.
  func words(of node: String) -> Set<String>? { sql(of: node).map { SQLText($0).words } }

  func sql(of node: String) -> [UInt8]? {
    let name = node.split(separator: ".").count > 2 ? Self.parts(of: node)[2] : node
    guard let path = models[name] ?? snapshots[name], path.hasSuffix(".sql") else { return nil }
    return text(of: path)
  }

  /// A package may be a link into the project's own folders, so its files are read from its folder.
  func text(of path: String) -> [UInt8]? {
    let install = project.packagesInstallPath + "/"
    guard path.hasPrefix(install) else { return project.files.bytes(path) }
    let inside = path.dropFirst(install.count)
    guard let slash = inside.firstIndex(of: "/") else { return nil }
    let root = ProjectFiles.joined(project.directory, install + inside[..<slash])
    return ProjectFiles(root: root).bytes(String(inside[inside.index(after: slash)...]))
  }

  /// `"lab"."main"."orders"` in its parts.
  private static func parts(of relation: String) -> [String] {
    relation.split(separator: ".").map { part in
      String(part.drop { "\"`[".contains($0) }.prefix { !"\"`]".contains($0) })
    }
  }

  private static func add(
    _ folders: [String], _ endings: [String], of files: ProjectFiles, _ prefix: String,
    to found: inout [String: String]
  ) {
    for path in list(folders, endings, of: files) where found[stem(path)] == nil {
      found[stem(path)] = prefix + path
    }
  }

  private static func list(
    _ folders: [String], _ endings: [String], of files: ProjectFiles
  ) -> [String] {
    folders.flatMap { files.list(under: $0, endings: endings) }.uniqued()
  }

  private static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.split(separator: ".").first ?? name)
  }
}
