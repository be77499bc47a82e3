import FoundationEssentials
import HealLanguage
import Testing

@testable import HealServer

/// Spoilt rules through the lexer, the parser, the checker, the formatter and the language server: nothing
/// may crash, hang, lose a byte or point outside of the text. `HEAL_FUZZ_SECONDS` says for how long,
/// `HEAL_FUZZ_SEED` starts elsewhere, `HEAL_FUZZ_INPUT` is what the names of the files begin with that
/// hold the texts at work.
@Suite struct FuzzTests {
  static let environment = ProcessInfo.processInfo.environment
  static let seconds = environment["HEAL_FUZZ_SECONDS"].flatMap(Double.init) ?? 2
  static let seed = environment["HEAL_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1

  /// The standard rules, item by item, so that a text is small and its faults are near each other.
  private func items() throws -> [String] {
    try RuleTexts.all().flatMap { source -> [String] in
      let bytes = Array(source.text.utf8)
      return Syntax.read(source).file.items.map { item in
        let span: Syntax.Span
        switch item {
        case .rule(let rule): span = rule.span
        case .fallback(let block): span = block.rules.first?.span ?? block.span
        case .category(let category): span = category.span
        case .pattern(let pattern): span = pattern.span
        case .fault(let fault): span = fault.span
        case .disable(let disable): span = disable.span
        }
        return String(decoding: bytes[span.bytes], as: UTF8.self)
      }
    }
  }

  private func spoilt(
    _ items: [String], _ mutator: inout Mutator, _ random: inout SeededRandom
  ) -> String {
    let count = Int.random(in: 1...3, using: &random)
    var text = (0..<count).map { _ in items.randomElement(using: &random) ?? "" }
      .joined(separator: "\n\n")
    for _ in 0..<Int.random(in: 1...4, using: &random) { text = mutator.spoil(text) }
    return text
  }

  /// Calls `body` with one spoilt text after another until the time is up.
  private func fuzz(_ seed: UInt64, _ body: (String, inout SeededRandom) -> Void) throws {
    let items = try items()
    var random = SeededRandom(seed: Self.seed &+ seed)
    var mutator = Mutator(seed: Self.seed &+ seed &+ 1)
    let clock = ContinuousClock()
    let end = clock.now + .seconds(Self.seconds)
    var rounds = 0
    while clock.now < end {
      let text = spoilt(items, &mutator, &random)
      if let path = Self.environment["HEAL_FUZZ_INPUT"] {
        try Data(text.utf8).write(to: URL(filePath: "\(path).\(seed).heal"))
      }
      let start = clock.now
      body(text, &random)
      #expect(clock.now - start < .seconds(10), "this took too long:\n\(text)")
      rounds += 1
    }
    #expect(rounds > 0)
  }

  @Test func `the compiler survives spoilt rules`() throws {
    try fuzz(100) { text, _ in
      let source = Source(name: "a.heal", text: text)
      let file = Syntax.read(source).file
      #expect(file.tokens.last?.range.upperBound == text.utf8.count, "\(text)")
      let compilation = compile([source])
      for label in compilation.problems.flatMap(\.labels) {
        #expect(label.location.range.upperBound <= text.utf8.count, "\(label) in\n\(text)")
      }
      _ = compilation.problems.rendered([source])
    }
  }

  @Test func `the formatter survives spoilt rules`() throws {
    try fuzz(200) { text, _ in
      let once = format(Source(name: "a.heal", text: text))
      #expect(format(Source(name: "a.heal", text: once)) == once, "\(text)")
    }
  }

  @Test func `the language server survives spoilt rules and any request`() throws {
    var session = ServerSession()
    session.open("")
    let methods = [
      "hover", "completion", "definition", "references", "documentHighlight", "prepareRename",
      "rename", "documentSymbol", "formatting", "codeAction", "codeLens",
    ]
    try fuzz(300) { text, random in
      session.notices = []
      session.change(to: text)
      for _ in 0..<4 {
        let line = Int.random(in: -1...40, using: &random)
        let character = Int.random(in: -1...90, using: &random)
        let method = methods.randomElement(using: &random) ?? "hover"
        _ = session.ask(
          "textDocument/" + method, at: (line, character), [("newName", .text("other_name"))])
      }
    }
  }
}
