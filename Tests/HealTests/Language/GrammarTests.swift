import FoundationEssentials
import Testing

@testable import HealLanguage

/// The parser and `grammar/heal.ebnf` are one language.
@Suite struct GrammarTests {
  /// `HEAL_FUZZ=100000 swift test --filter GrammarTests` looks longer.
  static let count =
    ProcessInfo.processInfo.environment["HEAL_FUZZ"].flatMap { Int($0) } ?? 400

  @Test func `sentences made from the grammar parse`() throws {
    let grammar = Grammar(try Repository.text("grammar/heal.ebnf"))
    var maker = SentenceMaker(grammar, seed: 1)
    for number in 0..<Self.count {
      // Two of three are a single clause: the longer a sentence, the less of it is in its depths.
      let sentence =
        switch number % 3 {
        case 0: maker.sentence()
        case 1: "rule a.b {\n\(maker.sentence("Clause"))\n}"
        default: "remedy a.b {\n\(maker.sentence("RemedyClause"))\n}"
        }
      let (file, problems) = Syntax.read(Source(name: "a.heal", text: sentence))
      #expect(problems.map(\.title) == [], "sentence \(number):\n\(sentence)")
      expectLossless(file, sentence)
      guard problems.isEmpty else { return }
    }
    for number in 0..<Self.count {
      let sentence = maker.sentence("Expectations")
      let (_, problems) = Parser.parseExpectations(Source(name: "expect.heal", text: sentence))
      #expect(problems.map(\.title) == [], "sentence \(number):\n\(sentence)")
      guard problems.isEmpty else { return }
    }
    let starts = ["File", "Expectations"]
    let unused = grammar.rules.keys.filter {
      !maker.covered.contains(.name($0)) && !starts.contains($0)
    }
    #expect(unused == [], "no sentence used these rules")
  }

  @Test func `sentences that were spoilt never crash and lose no byte`() throws {
    let grammar = Grammar(try Repository.text("grammar/heal.ebnf"))
    var maker = SentenceMaker(grammar, seed: 2)
    var mutator = Mutator(seed: 3)
    for number in 0..<Self.count {
      var text = maker.sentence("Rule")
      for _ in 0...number % 4 { text = mutator.spoil(text) }
      expectSurvives(text)
    }
  }

  @Test func `any bytes give a tree and problems`() {
    var random = SeededRandom(seed: 4)
    let words = [
      "rule", "a.b", "{", "}", "fix", "\"t\"", "match", "'", "\"", "\"\"\"", "'''", "/", "///",
      "${", "$",
      "(", ")", "[", "]", ";", "\n", "run", "test", "expect", "no", "##", "#", "\\", "category",
      "any",
      "and", "not", "5s", "95%", ",", ":", "=", "==", "\u{0}", "é", "“", "\r\n", "edit", "with",
      "let",
    ]
    for _ in 0..<Self.count {
      let count = Int.random(in: 1...60, using: &random)
      let text = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }
      expectSurvives(text.joined(separator: Bool.random(using: &random) ? " " : ""))
    }
  }

  @Test(arguments: [
    "(", "[", "not ", "a and ", "\"${", "${", "\"\"\"${\"", "f(", "a == (", "{", "/", "$",
  ])
  func `no nesting exhausts the stack or takes for ever`(piece: String) {
    let nested = String(repeating: piece, count: 30_000 / piece.utf8.count)
    let clauses = ["where \(nested)\n}\n", "fix \"x\" {\n  run \(nested)\n}\n}\n"]
    for clause in clauses {
      let text = "rule a.b {\n  \(clause)"
      let (file, problems) = Syntax.read(Source(name: "a.heal", text: text))
      #expect(!problems.isEmpty || clause.hasPrefix("fix"))
      expectLossless(file, text)
    }
  }

  private func expectSurvives(_ text: String) {
    let source = Source(name: "a.heal", text: text)
    _ = RecordingExpectation.read(source, categories: [])
    expectLossless(Syntax.read(source).file, text)
    let compilation = compile([source])
    for label in compilation.problems.flatMap(\.labels) {
      #expect(label.location.range.upperBound <= text.utf8.count, "\(label) in\n\(text)")
    }
    _ = compilation.problems.rendered([source])
  }

  private func expectLossless(_ file: Syntax.File, _ text: String) {
    let bytes = Array(text.utf8)
    var offset = 0
    for token in file.tokens {
      #expect(token.range.lowerBound == offset, "a gap before \(token) in\n\(text)")
      offset = token.range.upperBound
    }
    #expect(offset == bytes.count, "the end is missing of\n\(text)")
  }
}

/// Spoils texts: drops, doubles, moves and inserts.
struct Mutator {
  private var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  mutating func spoil(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    guard scalars.count > 2 else { return text }
    let start = Int.random(in: 0..<scalars.count, using: &random)
    let end = min(scalars.count, start + Int.random(in: 1...12, using: &random))
    switch Int.random(in: 0..<4, using: &random) {
    case 0: scalars.removeSubrange(start..<end)
    case 1: scalars.insert(contentsOf: scalars[start..<end], at: start)
    case 2:
      scalars.insert(
        contentsOf: Array("{}()[]\"'/$;#\n\\,".unicodeScalars).shuffled(using: &random).prefix(2),
        at: start)
    default: scalars.removeSubrange(start...)
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
