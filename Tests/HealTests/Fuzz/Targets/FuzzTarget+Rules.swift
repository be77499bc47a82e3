import HealEngine
import HealLanguage

extension FuzzTarget {
  static let rules = [compiler, formatter, linter]

  /// Lexer, parser and checker, and the problems as each format shows them.
  private static let compiler = FuzzTarget("rules") { bytes in
    let text = bytes.asText
    let source = Source(name: "rules/a.heal", text: text)
    let file = Syntax.read(source).file
    try hold(file.tokens.last?.range.upperBound == text.utf8.count, "tokens are missing")
    let problems = compile([source]).problems
    try holdPlaces(problems, text)
    _ = problems.rendered([source])
    _ = problems.json([source]).rendered()
    _ = problems.sarif([source], version: "1.0.0").rendered()
  }

  private static let formatter = FuzzTarget("format") { bytes in
    for name in ["a.heal", "notes.md"] {
      let once = format(Source(name: name, text: bytes.asText))
      try hold(format(Source(name: name, text: once)) == once, "formatting is not idempotent")
    }
  }

  private static let linter = FuzzTarget("lint") { bytes in
    let text = bytes.asText
    let source = Source(name: "a.heal", text: text)
    let problems = lint([source], options: LintOptions(includesStyle: true))
    try holdPlaces(problems, text)
    for remedy in problems.flatMap(\.remedies) {
      try hold(remedy.edits.applied(to: source) != nil, "a fix of lint cannot be applied")
    }
  }

  private static func holdPlaces(_ problems: [Problem], _ text: String) throws {
    for label in problems.flatMap(\.labels) {
      try hold(label.location.range.upperBound <= text.utf8.count, "a problem is outside the text")
    }
  }
}
