import HealEngine

/// Adds to a failure's node what the project and its artifacts know of it.
struct FailureCompletion {
  let project: DbtProject
  /// This invocation's, or the last one known: names and files outlive a run.
  let manifest: Manifest?
  private let log: EventLog
  private let compiled: [String: String]
  /// Seconds that each node ran before it failed, by unique id.
  private let times: [String: Double]
  private let targetDirectory: String
  private let repeatedHook: String?

  init(project: DbtProject, targetDirectory: String, log: EventLog, results: RunResults?) {
    self.project = project
    self.log = log
    self.targetDirectory = targetDirectory
    let path = ProjectFiles.joined(targetDirectory, "manifest.json")
    manifest = ProjectFiles.artifact(at: path, limit: .manifest).flatMap { Manifest($0) }
    repeatedHook = manifest?.repeatedHook
    compiled = (results?.results ?? []).reduce(into: [:]) { compiled, result in
      compiled[result.uniqueID] = result.compiledCode
    }
    times = (results?.results ?? []).reduce(into: log.executionTimes) { times, result in
      times[result.uniqueID] = result.executionTime ?? times[result.uniqueID]
    }
  }

  func completed(_ failure: Failure) -> Failure {
    var failure = failure
    failure.repeatedHook = repeatedHook
    guard var found = failure.node else { return failure }
    found.kind = found.kind ?? kind(of: found)
    var node = found
    if let model = manifest?.author(ofSQLIn: failure) {
      failure.id = found.uniqueID ?? failure.id
      node = model
    }
    // What ran is the node that dbt names, whoever wrote the SQL.
    if let id = found.uniqueID ?? self.entry(of: found)?.uniqueID {
      failure.isIdempotent = manifest?.isIdempotent(id)
      failure.mayHaveActed = manifest?.mayAct(id) ?? false
      failure.executionTime = times[id]
    }
    let entry = node.uniqueID.map { manifest?.entry($0) } ?? entry(of: node)
    if let entry {
      node.uniqueID = node.uniqueID ?? entry.uniqueID
      node.kind = node.kind ?? entry.kind
      node.package = node.package ?? entry.package
      node.file = node.file ?? file(of: entry)
      node.schema = node.schema ?? entry.schema
      node.materialized = node.materialized ?? entry.materialized
      node.dependsOn = node.dependsOn ?? entry.dependsOn
    }
    node.file = node.file.map { project.resolved($0) } ?? file(named: node)
    if project.name == nil || node.package == nil || node.package == project.name {
      node.rawSQL = node.file.flatMap { $0.hasSuffix(".sql") ? project.files.text($0) : nil }
    }
    node.rawSQL = node.rawSQL ?? entry?.rawCode
    node.compiledSQL = compiledSQL(node, entry)
    failure.node = node
    if !failure.isBeforeRun, node.name == found.name, let id = node.uniqueID {
      failure.id = id
    }
    return failure
  }

  /// A model's or a test's own file tells what it holds; nil for any other. dbt 2 names the file only.
  private func kind(of node: Node) -> String? {
    guard let file = node.file, file.hasSuffix(".sql") || file.hasSuffix(".py") else { return nil }
    let isBelow = { (folders: [String]) in folders.contains { file.hasPrefix($0 + "/") } }
    if isBelow(project.modelPaths) { return "model" }
    let isTest = isBelow(project.testPaths) && !isBelow(project.testPaths.map { $0 + "/generic" })
    return isTest ? "test" : nil
  }

  /// A message on a file may concern no node: only what names a kind is looked up.
  private func entry(of node: Node) -> Manifest.Entry? {
    node.kind == nil ? nil : manifest?.entry(named: node.name, kind: node.kind)
  }

  private func compiledSQL(_ node: Node, _ entry: Manifest.Entry?) -> String? {
    guard let id = node.uniqueID else { return nil }
    if let code = compiled[id] { return code }
    if manifest?.invocationID == log.invocationID, let code = entry?.compiledCode { return code }
    let event = log.events.last { $0.code == "Z026" && $0.uniqueID == id }
    guard let path = event?.data["path"]?.string else { return nil }
    let full = ProjectFiles.joined(project.directory, path)
    return ProjectFiles.artifact(at: full, limit: ProjectFiles.sizeLimit)
      .flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// Seen from the project: a package's files are in the folder of its name.
  private func file(of entry: Manifest.Entry) -> String? {
    guard let file = entry.file, let package = entry.package, package != project.name,
      project.name != nil, !project.files.exists(file)
    else { return entry.file }
    return ProjectFiles.joined(project.packagesInstallPath + "/" + package, file)
  }

  /// For a node that a message names without a file: the one file of that name.
  private func file(named node: Node) -> String? {
    let folders: [String]
    switch node.kind {
    case "model": folders = project.modelPaths
    case "snapshot": folders = project.snapshotPaths
    case "seed": folders = project.seedPaths
    case "test": return project.file(ofGenericTest: node.name)
    default: return nil
    }
    let endings = [".sql", ".py", ".csv"].map { "/" + node.name + $0 }
    let found = folders.flatMap { project.files.list(under: $0, endings: [".sql", ".py", ".csv"]) }
      .filter { path in endings.contains { path.hasSuffix($0) } }
    return found.count == 1 ? found.first : nil
  }
}
