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
  /// Requests that wait for an analysis.
  private var waiting: [Waiting] = []
  /// The analysis that is being made, by its source and edition.
  private var underWay: (name: String, edition: Int)?
  /// The diagnostics that the client has, by source, as they were written.
  private var published: [String: String] = [:]
  private let version: String

  private enum Phase { case new, ready, shutDown }

  private struct Waiting {
    var id: JSON
    var name: String
    var edition: Int
    var request: JSON
    var isLens: Bool
  }

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
      guard let result = try answer(method, message.params, id: id) else { return [] }
      return [Message.answer(to: id, result)]
    } catch {
      return [Message.refusal(of: id, error)]
    }
  }

  /// nil where the answer comes later.
  private mutating func answer(
    _ method: String, _ params: JSON, id: JSON
  ) throws(Refusal) -> JSON? {
    switch (phase, method) {
    case (.new, "initialize"): return initialize(params)
    case (.new, _): throw Refusal(.notInitialized, "`initialize` comes first")
    case (.shutDown, _): throw Refusal(.invalidRequest, "the server has been shut down")
    case (.ready, "initialize"): throw Refusal(.invalidRequest, "the server is ready already")
    case (.ready, "shutdown"):
      phase = .shutDown
      return .null
    case (.ready, "textDocument/codeAction"): return wait(id, params, isLens: false)
    case (.ready, "textDocument/codeLens"): return wait(id, params, isLens: true)
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
    case "$/cancelRequest": return cancel(params["id"] ?? .null)
    default: return []
    }
    return refuseStale()
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
    return .object([
      ("capabilities", Self.capabilities),
      ("serverInfo", .object([("name", .text("heal")), ("version", .text(version))])),
    ])
  }

  /// Whether the client tells of files that others change, when asked.
  private var watchesFiles = false

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

  private mutating func wait(_ id: JSON, _ params: JSON, isLens: Bool) -> JSON? {
    guard let uri = params[["textDocument", "uri"]]?.string else { return .list([]) }
    let name = workspace.name(of: uri)
    guard workspace.documents[name] != nil else { return .list([]) }
    if let analysis = analyses[name], analysis.edition == workspace.edition {
      return result(of: params, isLens: isLens, analysis)
    }
    waiting.append(
      Waiting(id: id, name: name, edition: workspace.edition, request: params, isLens: isLens))
    return nil
  }

  private mutating func result(of request: JSON, isLens: Bool, _ analysis: Analysis) -> JSON {
    isLens ? lenses(analysis) : actions(request, analysis)
  }

  /// The next thing to work out beside the conversation; nil when nothing is, or one is under way.
  package mutating func nextTask() -> AnalysisTask? {
    guard phase == .ready, underWay == nil else { return nil }
    let open = waiting.map(\.name) + workspace.documents.keys.sorted()
    guard
      let name = open.first(where: { name in
        workspace.documents[name] != nil && analyses[name]?.edition != workspace.edition
      })
    else { return nil }
    underWay = (name, workspace.edition)
    return AnalysisTask(
      name: name, edition: workspace.edition, sources: workspace.sources,
      compilation: workspace.compilation())
  }

  /// Takes over what was found, unless the texts have changed since.
  package mutating func receive(_ analysis: Analysis) -> [JSON] {
    underWay = nil
    guard analysis.edition == workspace.edition else { return [] }
    analyses[analysis.name] = analysis
    let ready = waiting.filter { $0.name == analysis.name }
    waiting.removeAll { $0.name == analysis.name }
    return ready.map { request in
      Message.answer(
        to: request.id, result(of: request.request, isLens: request.isLens, analysis))
    } + settle()
  }

  /// Requests about texts that have changed since are refused: their places would be wrong.
  private mutating func refuseStale() -> [JSON] {
    let stale = waiting.filter { $0.edition != workspace.edition }
    waiting.removeAll { $0.edition != workspace.edition }
    return stale.map {
      Message.refusal(of: $0.id, Refusal(.contentModified, "the text has changed since"))
    }
  }

  private mutating func cancel(_ id: JSON) -> [JSON] {
    let cancelled = waiting.filter { $0.id.rendered() == id.rendered() }
    waiting.removeAll { $0.id.rendered() == id.rendered() }
    return cancelled.map { Message.refusal(of: $0.id, Refusal(.cancelled, "cancelled")) }
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
    published[name] = written
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
