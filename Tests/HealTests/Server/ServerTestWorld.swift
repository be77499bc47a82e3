import HealLanguage
import HealServer

/// Rule files in memory for a language server.
struct ServerTestWorld: RuleWorld {
  var files: [Source] = []
  var counts: [String: Int] = [:]

  func sources(for folders: [String]) -> [Source] { files }
  func canonical(_ path: String) -> String { path }
  func recordings(for folders: [String]) -> [String: Int] { counts }
}

/// A conversation with a language server, the work beside it done at once.
struct ServerSession {
  var server: LanguageServer
  private var lastID = 0
  /// What the server sent by itself.
  var notices: [JSON] = []

  init(_ world: ServerTestWorld = ServerTestWorld(), folder: String = "/shop") {
    server = LanguageServer(world: world, version: "test")
    _ = ask("initialize", .object([("rootUri", .text("file://" + folder))]))
    tell("initialized", .object([]))
  }

  /// The answer to a request: its result or its error.
  mutating func ask(_ method: String, _ params: JSON) -> JSON {
    lastID += 1
    let id = lastID
    send([
      ("id", .int(id)), ("method", .text(method)), ("params", params),
    ])
    let index = notices.firstIndex { message in
      if case .int(id)? = message["id"] { true } else { false }
    }
    guard let index else { return .null }
    let answer = notices.remove(at: index)
    return answer["result"] ?? answer["error"] ?? .null
  }

  mutating func tell(_ method: String, _ params: JSON) {
    send([("method", .text(method)), ("params", params)])
  }

  private mutating func send(_ members: [(String, JSON)]) {
    let body = JSON.object([("jsonrpc", .text("2.0"))] + members).rendered()
    notices += server.receive(body) + server.settle()
    while let task = server.nextTask() { notices += server.receive(task.run()) }
  }

  // MARK: Documents

  mutating func open(_ text: String, as uri: String = "file:///shop/rules/a.heal") {
    tell(
      "textDocument/didOpen",
      .object([
        (
          "textDocument",
          .object([
            ("uri", .text(uri)), ("languageId", .text("heal")), ("version", .int(1)),
            ("text", .text(text)),
          ])
        )
      ]))
  }

  mutating func ask(
    _ method: String, at position: (line: Int, character: Int),
    of uri: String = "file:///shop/rules/a.heal", _ more: [(String, JSON)] = []
  ) -> JSON {
    ask(
      method,
      .object(
        [
          ("textDocument", .object([("uri", .text(uri))])),
          (
            "position",
            .object([("line", .int(position.line)), ("character", .int(position.character))])
          ),
        ] + more))
  }

  /// Gives the open document another text, whole.
  mutating func change(to text: String, of uri: String = "file:///shop/rules/a.heal") {
    tell(
      "textDocument/didChange",
      .object([
        ("textDocument", .object([("uri", .text(uri)), ("version", .int(2))])),
        ("contentChanges", .list([.object([("text", .text(text))])])),
      ]))
  }

  /// The codes of the last diagnostics that were published for a document.
  func problems(of uri: String = "file:///shop/rules/a.heal") -> [String] {
    let last = notices.last { message in
      guard let params = message["params"], params["diagnostics"] != nil else { return false }
      return params["uri"]?.rendered() == JSON.text(uri).rendered()
    }
    guard case .list(let items)? = last?["params"]?["diagnostics"] else { return [] }
    return items.map { $0["code"]?.rendered() ?? "" }
  }
}
