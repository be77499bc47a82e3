import HealLanguage
import HealServer

extension FuzzTarget {
  static let server = [frames, requests]

  /// Bytes of a client, as `heal server` takes them in.
  private static let frames = FuzzTarget("frames") { bytes in
    let bodies = bodies(in: [bytes[...]])
    let middle = bytes.count / 2
    try hold(
      bodies == Self.bodies(in: [bytes[..<middle], bytes[middle...]]),
      "messages depend on where the bytes are cut")
    var server = LanguageServer(world: FuzzWorld(), version: "1")
    for body in bodies where server.exitStatus == nil {
      try send(server.receive(body))
      try send(server.settle())
    }
  }

  /// An open document, changes to it and requests about it. The first line has numbers: of a method, then a line and
  /// a character; the rest is the text.
  private static let requests = FuzzTarget("requests") { bytes in
    let parts = bytes.parts(2)
    let numbers = parts[0].split { !(0x30...0x39).contains($0) }
      .map { Int(String(decoding: $0.prefix(6), as: UTF8.self)) ?? 0 }
    var server = LanguageServer(world: FuzzWorld(), version: "1")
    var id = 0
    let document: JSON = .object([("uri", .text("file:///shop/rules/a.heal"))])
    func ask(_ method: String, _ params: [(String, JSON)], isNotice: Bool = false) throws {
      id += 1
      let number = isNotice ? [] : [("id", JSON.int(id))]
      let message: JSON = .object(
        number + [("method", .text(method)), ("params", .object(params))])
      try send(server.receive(message.rendered()))
    }
    try ask("initialize", [("rootUri", .text("file:///shop"))])
    let opened: JSON = .object([
      ("uri", .text("file:///shop/rules/a.heal")), ("version", .int(1)),
      ("text", .text(parts[1].asText)),
    ])
    try ask("textDocument/didOpen", [("textDocument", opened)], isNotice: true)
    for start in stride(from: 0, to: min(numbers.count, 12) - 2, by: 3) {
      let position: JSON = .object([
        ("line", .int(numbers[start + 1])), ("character", .int(numbers[start + 2])),
      ])
      let range: JSON = .object([("start", position), ("end", position)])
      let method = methods[numbers[start] % methods.count]
      if method == "didChange" {
        let change: JSON = .object([("range", range), ("text", .text(parts.last?.asText ?? ""))])
        try ask(
          "textDocument/didChange",
          [("textDocument", document), ("contentChanges", .list([change]))], isNotice: true)
      } else {
        try ask(
          "textDocument/" + method,
          [
            ("textDocument", document), ("position", position), ("range", range),
            ("newName", .text("other_name")), ("context", .object([])),
          ])
      }
    }
    try send(server.settle())
  }

  private static let methods = [
    "hover", "completion", "definition", "references", "documentHighlight", "prepareRename",
    "rename", "documentSymbol", "formatting", "codeAction", "codeLens", "didChange",
  ]

  private static func bodies(in chunks: [ArraySlice<UInt8>]) -> [String] {
    var framing = Framing()
    var bodies: [String] = []
    for chunk in chunks {
      framing.append(chunk)
      while let body = framing.next() { bodies.append(body) }
    }
    return bodies
  }

  private static func send(_ messages: [JSON]) throws {
    for message in messages {
      var framing = Framing()
      framing.append(Framing.frame(message).utf8)
      let body = framing.next()
      try hold(body.flatMap { JSON(parsing: $0) } != nil, "an answer is no frame with JSON")
    }
  }
}

/// One rule file beside those of the client.
private struct FuzzWorld: RuleWorld {
  func sources(for folders: [String]) -> [Source] {
    [
      Source(
        name: "/shop/rules/b.heal",
        text: """
          category DATABASE "A database"
          rule b.missing {
            category DATABASE
            match "no such table <name>"
            advise "Look for ${name}."
          }
          """)
    ]
  }

  func canonical(_ path: String) -> String { path }
  func recordings(for folders: [String]) -> [String: Int] { ["b.missing": 2] }
}
