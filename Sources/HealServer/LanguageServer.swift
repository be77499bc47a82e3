package import HealLanguage

/// A language server for `.heal` files (LSP 3.17): messages in, messages out. Who owns it reads and writes
/// the bytes, and runs what takes longer beside the conversation.
///
/// Whatever a client sends, it goes on: what cannot be understood is refused.
package struct LanguageServer {
  var workspace: Workspace
  private var phase = Phase.new
  /// What is known of the sources as they are now, by name.
  private(set) var analyses: [String: Analysis] = [:]
  /// The analysis that is being made, by its source and edition.
  private var underWay: (name: String, edition: Int)?
  /// How the tests of rules came out, by the rule's text.
  var testCounts: [String: TestCount] = [:]
  /// The diagnostics that the client has, by source, as they were written.
  private var published: [String: String] = [:]
  private let version: String

  private enum Phase { case new, ready, shutDown }

  /// How the process ends after `exit`; nil before it.
  package private(set) var exitStatus: Int32?

  package init(world: any RuleWorld, version: String) {
    workspace = Workspace(world: world)
    self.version = version
  }

  // MARK: Messages

  /// Takes one message and gives what is to be sent at once.
  package mutating func receive(_ body: String) -> [JSON] {
    guard let json = JSON(parsing: body) else {
      return [Message.refusal(of: .null, Refusal(.parseError, "this is not JSON"))]
    }
    guard let message = Message(json) else {
      return [Message.refusal(of: .null, Refusal(.invalidRequest, "this is no request"))]
    }
    guard let method = message.method else { return [] }
    guard let id = message.id else { return notice(method, message.params) }
    do throws(Refusal) {
      return [Message.answer(to: id, try answer(method, message.params))]
    } catch {
      return [Message.refusal(of: id, error)]
    }
  }

  private mutating func answer(_ method: String, _ params: JSON) throws(Refusal) -> JSON {
    switch (phase, method) {
    case (.new, "initialize"): return initialize(params)
    case (.new, _): throw Refusal(.notInitialized, "`initialize` comes first")
    case (.shutDown, _): throw Refusal(.invalidRequest, "the server has been shut down")
    case (.ready, "initialize"): throw Refusal(.invalidRequest, "the server is ready already")
    case (.ready, "shutdown"):
      phase = .shutDown
      return .null
    case (.ready, _): return try feature(method, params)
    }
  }

  private mutating func notice(_ method: String, _ params: JSON) -> [JSON] {
    if method == "exit" {
      exitStatus = phase == .shutDown ? 0 : 1
      return []
    }
    guard phase == .ready else { return [] }
    let document = params["textDocument"]
    let uri = document?["uri"]?.string
    switch method {
    case "initialized": return registrations
    case "textDocument/didOpen":
      guard let uri, let text = document?["text"]?.string else { return [] }
      let version = document?["version"]?.integer
      workspace.open(Document(uri: uri, version: version, text: text))
    case "textDocument/didChange":
      guard let uri, let changes = params["contentChanges"]?.items else { return [] }
      workspace.change(uri, version: document?["version"]?.integer, changes)
    case "textDocument/didClose":
      if let uri { workspace.close(uri) }
    case "workspace/didChangeWatchedFiles", "textDocument/didSave": workspace.readDisk()
    case "workspace/didChangeWorkspaceFolders":
      changeFolders(params["event"] ?? .null)
    default: break
    }
    return []
  }

  // MARK: Beginning

  private mutating func initialize(_ params: JSON) -> JSON {
    phase = .ready
    let named = params["workspaceFolders"]?.items?.compactMap { $0["uri"]?.string } ?? []
    let root = params["rootUri"]?.string
    let folders = named.isEmpty ? [root].compactMap(\.self) : named
    workspace.folders = folders.compactMap(DocumentURI.path).map(workspace.world.canonical)
    workspace.readDisk()
    watchesFiles =
      params[["capabilities", "workspace", "didChangeWatchedFiles", "dynamicRegistration"]]?
      .flag ?? false
    refreshesLenses =
      params[["capabilities", "workspace", "codeLens", "refreshSupport"]]?.flag ?? false
    return .object([
      ("capabilities", Self.capabilities),
      ("serverInfo", .object([("name", .text("heal")), ("version", .text(version))])),
    ])
  }

  /// Whether the client tells of files that others change, when asked.
  private var watchesFiles = false
  /// Whether the client asks for lenses again, when asked.
  private var refreshesLenses = false

  private var registrations: [JSON] {
    guard watchesFiles else { return [] }
    let watcher: JSON = .object([("globPattern", .text("**/*.heal"))])
    let registration: JSON = .object([
      ("id", .text("heal-files")), ("method", .text("workspace/didChangeWatchedFiles")),
      ("registerOptions", .object([("watchers", .list([watcher]))])),
    ])
    return [
      .object([
        ("jsonrpc", .text("2.0")), ("id", .text("heal-1")),
        ("method", .text("client/registerCapability")),
        ("params", .object([("registrations", .list([registration]))])),
      ])
    ]
  }

  private mutating func changeFolders(_ event: JSON) {
    let paths = { (list: JSON?) in
      (list?.items ?? []).compactMap { $0["uri"]?.string }.compactMap(DocumentURI.path)
    }
    let removed = paths(event["removed"]).map(workspace.world.canonical)
    workspace.folders.removeAll { removed.contains($0) }
    workspace.folders += paths(event["added"]).map(workspace.world.canonical)
    workspace.readDisk()
  }

  // MARK: What takes longer

  /// The next thing to work out beside the conversation; nil when nothing is, or one is under way.
  package mutating func nextTask() -> AnalysisTask? {
    guard phase == .ready, underWay == nil else { return nil }
    guard
      let name = workspace.documents.keys.sorted().first(where: { name in
        workspace.holdsRules(name) && analyses[name]?.edition != workspace.edition
      })
    else { return nil }
    underWay = (name, workspace.edition)
    return AnalysisTask(
      name: name, edition: workspace.edition, sources: workspace.sources,
      compilation: workspace.compilation(), world: workspace.world, folders: workspace.folders,
      recordings: workspace.recordings)
  }

  /// Takes over what was found, unless the texts have changed since.
  package mutating func receive(_ analysis: Analysis) -> [JSON] {
    underWay = nil
    let counted = workspace.recordings
    workspace.keep(analysis)
    let isNew = workspace.recordings != counted && !(workspace.recordings?.isEmpty ?? true)
    if analysis.edition == workspace.edition { analyses[analysis.name] = analysis }
    return settle() + (isNew && refreshesLenses ? [refreshment] : [])
  }

  /// Asks the client to ask for its lenses again: there are recordings to tell of.
  private var refreshment: JSON {
    .object([
      ("jsonrpc", .text("2.0")), ("id", .text("heal-lenses")),
      ("method", .text("workspace/codeLens/refresh")),
    ])
  }

  // MARK: Diagnostics

  /// The diagnostics that are others than those the client has. Called when no message waits, so that
  /// fast typing is checked once.
  package mutating func settle() -> [JSON] {
    guard phase == .ready else { return [] }
    analyses = analyses.filter { $0.value.edition == workspace.edition }
    var found = Dictionary(grouping: workspace.compilation().problems) {
      $0.labels.first?.location.source ?? ""
    }
    for (name, analysis) in analyses { found[name] = analysis.problems }
    found.merge(workspace.expectationProblems()) { _, expected in expected }
    let names = Set(found.keys).union(published.keys).union(workspace.documents.keys)
    return names.filter(workspace.isOwn).sorted().compactMap { publish($0, found[$0] ?? []) }
      + withdrawn(names)
  }

  private mutating func publish(_ name: String, _ problems: [Problem]) -> JSON? {
    let places = workspace.places(of: name)
    let diagnostics = JSON.list(
      problems.map { problem in problem.diagnostic(places) { location($0) } })
    let written = diagnostics.rendered()
    guard published[name] ?? "[]" != written || published[name] == nil && isOpen(name) else {
      return nil
    }
    // Of a closed file without problems the client has nothing.
    published[name] = written == "[]" && !isOpen(name) ? nil : written
    return publication(name, diagnostics)
  }

  private func isOpen(_ name: String) -> Bool { workspace.documents[name] != nil }

  /// What was said of files that are no business of the client's any more.
  private mutating func withdrawn(_ names: Set<String>) -> [JSON] {
    names.filter { !workspace.isOwn($0) }.sorted().compactMap { name in
      guard let before = published.removeValue(forKey: name), before != "[]" else { return nil }
      return publication(name, .list([]))
    }
  }

  private func publication(_ name: String, _ diagnostics: JSON) -> JSON {
    var members: [(String, JSON)] = [("uri", .text(workspace.uri(of: name)))]
    if let version = workspace.documents[name]?.version {
      members.append(("version", .int(version)))
    }
    members.append(("diagnostics", diagnostics))
    return Message.notification("textDocument/publishDiagnostics", .object(members))
  }

  func location(_ location: Location) -> JSON {
    .object([
      ("uri", .text(workspace.uri(of: location.source))),
      ("range", workspace.places(of: location.source).json(location.range)),
    ])
  }
}
