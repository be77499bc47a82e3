import HealLanguage
import Testing

@testable import HealServer

/// A language server asked as editors ask it.
@Suite struct LanguageServerTests {
  static let rules = """
    category SCHEMA "Shapes differ."
    category SYNTAX "Cannot be read."

    ## A column is gone.
    rule shop.gone {
      category SCHEMA
      match 'Column "<column>" of 🙂 <table> is gone'
      let near = closest(column, names(message))

      fix "Write ${near} for ${column}" {
        edit node.file with rename_column(column, to: near)
        confidence 70% when similarity(column, near) >= 0.5
      }

      advise "Look at ${table}"
    }

    rule shop.other {
      category SYNTAX
      overrides shop.gone
      match 'another <column> altogether'
      advise "See ${column}"
    }

    """

  private func session(_ text: String = rules) -> ServerSession {
    var session = ServerSession()
    session.open(text)
    return session
  }

  /// The place of the n-th occurrence of a word, a number of units behind its beginning.
  private func place(_ word: String, _ number: Int = 0, behind: Int = 0) -> (Int, Int) {
    var left = number
    for (line, text) in Self.rules.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      for start in text.indices where text[start...].hasPrefix(word) {
        if left == 0 { return (line, text[..<start].utf16.count + behind) }
        left -= 1
      }
    }
    preconditionFailure("no `\(word)`")
  }

  // MARK: Diagnostics

  @Test func `problems come while typing and go`() {
    var session = session("rule a.b {\n  category X\n  match 'the till is offline'\n}\n")
    #expect(session.problems().contains("\"undefined-category\""))
    session.tell(
      "textDocument/didChange",
      .object([
        (
          "textDocument",
          .object([("uri", .text("file:///shop/rules/a.heal")), ("version", .int(2))])
        ),
        (
          "contentChanges",
          .list([
            .object([
              ("range", range(0, 0, 0, 0)), ("text", .text("category X \"🙂\"\n")),
            ])
          ])
        ),
      ]))
    #expect(session.problems() == ["\"missing-test\""])
  }

  @Test func `a file that is not open is checked with the others`() {
    let closed = Source(
      name: "/shop/rules/b.heal", text: "rule b.c {\n  category SCHEMA\n  match 'a b'\n}\n")
    var session = ServerSession(ServerTestWorld(files: [closed]))
    #expect(session.problems(of: "file:///shop/rules/b.heal").contains("\"undefined-category\""))
    session.open(Self.rules)
    #expect(!session.problems(of: "file:///shop/rules/b.heal").contains("\"undefined-category\""))
  }

  // MARK: Reading

  @Test(arguments: [
    ("shop.gone", 0, "A column is gone."), ("SCHEMA", 1, "Shapes differ."),
    ("closest", 0, "unknown on a tie"), ("rename_column", 0, "Risk: review"),
    ("column, names", 0, "Capture `column`: a name"), ("near = ", 0, "let near = closest"),
    ("near}", 0, "let near"), ("node.file", 0, "a path"), ("Column", 0, "Tried only where"),
    ("confidence", 0, "How sure"), ("match", 0, "Must be found"),
  ])
  func `hovering tells what a name is`(word: String, number: Int, said: String) {
    var session = session()
    let answer = session.ask("textDocument/hover", at: place(word, number, behind: 1))
    #expect(answer.rendered().contains(said), "\(answer.rendered())")
  }

  @Test func `definition and references are those of the rule's own name`() {
    var session = session()
    let at = place("${column}", 0, behind: 3)
    let definition = session.ask("textDocument/definition", at: at)
    guard case .list(let places) = definition else { return #expect(Bool(false)) }
    #expect(places.count == 1)
    let (line, character) = place("<column>", 0, behind: 1)
    #expect(
      places.first?["range"]?["start"]?.rendered()
        == "{\"line\":\(line),\"character\":\(character)}")
    let references = session.ask("textDocument/references", at: at)
    guard case .list(let all) = references else { return #expect(Bool(false)) }
    #expect(all.count == 5)
  }

  @Test func `columns behind an emoji are counted in UTF-16`() {
    var session = session()
    let answer = session.ask("textDocument/definition", at: place("${table}", 0, behind: 3))
    let (line, character) = place("<table>", 0, behind: 1)
    #expect(answer.rendered().contains("{\"line\":\(line),\"character\":\(character)}"))
  }

  @Test func `the outline has rules, lets, fixes and tests`() {
    var session = session()
    let answer = session.ask("textDocument/documentSymbol", at: (0, 0)).rendered()
    for name in ["SCHEMA", "shop.gone", "near", "Write ${near} for ${column}", "shop.other"] {
      #expect(answer.contains("\"name\":\"\(name)\""), "\(name)")
    }
  }

  // MARK: Changing

  @Test func `renaming reaches every place and nothing else`() throws {
    for (word, number, name, count) in [
      ("<column>", 0, "field", 5), ("let near", 0, "nearest", 4),
      ("rule shop.gone", 0, "shop.went", 2),
      ("category SYNTAX", 1, "SPELLING", 2),
    ] {
      var session = session()
      let behind = word.hasPrefix("<") ? 1 : word.split(separator: " ")[0].count + 1
      let answer = session.ask(
        "textDocument/rename", at: place(word, number, behind: behind),
        [("newName", .text(name))])
      guard case .object(let changes)? = answer["changes"],
        case .list(let edits)? = changes.first?.1
      else {
        Issue.record("\(answer.rendered())")
        continue
      }
      #expect(edits.count == count, "\(word): \(answer.rendered())")
    }
  }

  @Test(arguments: [
    ("<column>", 1, "near"), ("<column>", 1, "9x"), ("<column>", 1, "a.b"), ("<column>", 1, "not"),
    ("rule shop.gone", 5, "shop.other"), ("rule shop.gone", 5, "Shop"), ("closest", 1, "x"),
    ("node.file", 1, "x"),
  ])
  func `a name that cannot be is refused`(word: String, behind: Int, name: String) {
    var session = session()
    let answer = session.ask(
      "textDocument/rename", at: place(word, 0, behind: behind), [("newName", .text(name))])
    #expect(answer["code"] != nil, "\(answer.rendered())")
  }

  @Test func `formatting is what heal fmt does, as one small edit`() {
    var session = session(Self.rules.replacing("  category SYNTAX", with: "   category   SYNTAX"))
    let answer = session.ask("textDocument/formatting", at: (0, 0))
    guard case .list(let edits) = answer else { return #expect(Bool(false)) }
    #expect(edits.count == 1)
    #expect(edits[0]["newText"]?.rendered() == #""  category SYNTAX\n""#)
  }

  @Test func `a code action is the remedy that lint has tried`() {
    var session = session(Self.rules.replacing("category SYNTAX\n", with: "category SYNTAXX\n"))
    let answer = session.ask(
      "textDocument/codeAction",
      .object([
        ("textDocument", .object([("uri", .text("file:///shop/rules/a.heal"))])),
        ("range", range(0, 0, 99, 0)), ("context", .object([("diagnostics", .list([]))])),
      ]))
    #expect(answer.rendered().contains(#""title":"Write `SYNTAX`""#), "\(answer.rendered())")
    #expect(answer.rendered().contains(#""newText":"SYNTAX""#))
  }

  @Test func `a lens says how the tests come out`() {
    let test = "\n  test \"a\" {\n    failure 'b c'\n    expect match\n  }\n"
    let rule = { (name: String, tests: String) in
      "rule \(name) {\n  category A\n  match 'b c'\n\(tests)}\n"
    }
    let text =
      "category A \"a\"\n" + rule("a.none", "") + rule("a.good", test)
      + rule("a.bad", test + test.replacing("expect match", with: "expect no match"))
    var session = ServerSession(ServerTestWorld(counts: ["a.good": 3]))
    session.open(text)
    let answer = session.ask("textDocument/codeLens", at: (0, 0)).rendered()
    for title in [
      "no tests · 0 recordings", "1 test passes · 3 recordings",
      "1 of 2 tests pass · 0 recordings",
    ] {
      #expect(answer.contains(title), "\(answer)")
    }
  }

  // MARK: Conversation

  @Test func `what is no request is refused, and the server goes on`() {
    var server = LanguageServer(world: ServerTestWorld(), version: "test")
    let code = { (server: inout LanguageServer, body: String) in
      server.receive(body).first?["error"]?["code"]?.rendered() ?? "none"
    }
    #expect(code(&server, "{") == "-32700")
    #expect(code(&server, "[]") == "-32600")
    #expect(code(&server, #"{"id":1,"method":"textDocument/hover"}"#) == "-32002")
    #expect(code(&server, #"{"id":1,"method":"initialize","params":{}}"#) == "none")
    #expect(code(&server, #"{"id":2,"method":"what/ever"}"#) == "-32601")
    #expect(code(&server, #"{"method":"what/ever"}"#) == "none")
    #expect(code(&server, #"{"id":3,"method":"textDocument/hover"}"#) == "-32602")
    #expect(code(&server, #"{"id":4,"method":"shutdown"}"#) == "none")
    #expect(code(&server, #"{"id":5,"method":"textDocument/hover"}"#) == "-32600")
    #expect(server.exitStatus == nil)
    _ = server.receive(#"{"method":"exit"}"#)
    #expect(server.exitStatus == 0)
  }

  @Test func `what was linted counts only while no text has changed`() {
    var server = LanguageServer(world: ServerTestWorld(), version: "test")
    _ = server.receive(#"{"id":1,"method":"initialize","params":{}}"#)
    let document = #""textDocument":{"uri":"file:///a.heal","version":1,"text":"rule"}"#
    _ = server.receive(#"{"method":"textDocument/didOpen","params":{\#(document)}}"#)
    let first = server.settle()
    #expect(first.count == 1)
    let task = server.nextTask()
    let other = server.nextTask()
    #expect(other?.name == nil)
    let change = #"{\#(document),"contentChanges":[{"text":"category A \"a\""}]}"#
    _ = server.receive(#"{"method":"textDocument/didChange","params":\#(change)}"#)
    let second = server.settle()
    #expect(second.first?.rendered().contains(#""diagnostics":[]"#) ?? false)
    let late = task.map { server.receive($0.run()) }
    #expect(late?.isEmpty == true)
    let again = server.nextTask()
    #expect(again?.name == "/a.heal")
  }

  private func range(_ line: Int, _ character: Int, _ endLine: Int, _ end: Int) -> JSON {
    let position = { (line: Int, character: Int) in
      JSON.object([("line", .int(line)), ("character", .int(character))])
    }
    return .object([("start", position(line, character)), ("end", position(endLine, end))])
  }
}
