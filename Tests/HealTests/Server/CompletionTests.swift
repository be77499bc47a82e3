import HealLanguage
import HealServer
import Testing

/// What may be written at the cursor, `|`, in text that is mostly unfinished.
@Suite struct CompletionTests {
  static let head = """
    category SCHEMA "Shapes differ."
    rule shop.first {
      category SCHEMA
      adapter duckdb
      match 'a <column> of <n:int>'
      let near = closest(column, names(message))

    """

  private func labels(_ text: String) -> [String] {
    var session = ServerSession()
    let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    session.open(parts.joined())
    let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
    let answer = session.ask(
      "textDocument/completion", at: (lines.count - 1, lines.last?.utf16.count ?? 0))
    guard case .list(let items)? = answer["items"] else { return [] }
    return items.compactMap { if case .text(let label)? = $0["label"] { label } else { nil } }
  }

  @Test(arguments: [
    ("", ["rule", "category", "disable"], ["match"]),
    ("rule a.b {\n  |\n}", ["match", "fix", "let"], ["confidence", "rule"]),
    ("rule a.b {\n  fix \"x\" {\n    |", ["edit", "confidence", "retry"], ["match"]),
    ("rule a.b {\n  test \"x\" {\n    |", ["failure", "expect", "given"], ["match"]),
    ("rule a.b {\n  match any {\n    |", [], ["match"]),
    ("disable |", ["rule"], ["match"]),
  ])
  func `clauses are those of the block`(text: String, wanted: [String], unwanted: [String]) {
    let found = labels(text.contains("|") ? text : text + "|")
    #expect(Set(wanted).isSubset(of: found), "\(found)")
    #expect(Set(unwanted).isDisjoint(with: found), "\(found)")
  }

  @Test(arguments: [
    ("  where |", ["column", "n", "near", "node.name", "closest", "not"], ["SCHEMA", "fix"]),
    ("  where similarity(col|", ["column", "closest"], ["fix"]),
    ("  where near == column and\n    |", ["column"], ["fix"]),
    ("  where (\n    near == |", ["column"], ["fix"]),
    ("  let x = { \"a\": \"b\" }\n  |", ["match", "fix"], ["confidence"]),
    ("  let x = lookup({\n    \"a\": \"b\",\n  }, |", ["column", "near"], ["fix"]),
    ("  where near == lookup({ \"a\": \"b\" }, column) and |", ["column"], ["fix"]),
    ("  let x = node.|", ["node.name", "node.file"], []),
    ("  overrides |", ["shop.first"], ["column"]),
    ("  overrides shop.first, |", ["shop.first"], []),
    ("  category |", ["SCHEMA"], ["column"]),
    ("  adapter |", ["duckdb"], ["column"]),
    ("  match in |", ["log", "message", "sql"], ["column"]),
    ("  match |", ["any", "in"], []),
    ("  match 'a <b:|'", ["int", "line", "path"], ["column"]),
    ("  match 'a <b|", [], ["int"]),
    ("  match /a|/", [], ["column"]),
    ("  advise \"${|", ["column", "near"], ["int"]),
    ("  advise \"${near} |", [], ["column"]),
    ("  fix \"x\" {\n    edit node.file with |", ["rename_column", "set"], ["retry"]),
    ("  fix \"x\" {\n    edit |", ["node.file"], []),
    ("  fix \"x\" {\n    edit node.file with rename_column(|", ["column"], ["retry"]),
    ("  fix \"x\" {\n    confidence 90% |", ["when"], ["column"]),
    ("  fix \"x\" {\n    confidence 90% when |", ["column", "lower"], ["when"]),
    ("  fix \"x\" {\n    run dbt run --select ${|}", ["node.name"], []),
    ("  test \"x\" {\n    expect |", ["match", "no", "fix", "capture"], ["column"]),
    ("  test \"x\" {\n    expect no |", ["match", "fix"], ["file"]),
    ("  test \"x\" {\n    expect capture |", ["column", "n"], ["near"]),
    ("  test \"x\" {\n    given |", ["node.name", "columns"], ["lower"]),
    ("  # heal:allow |", ["missing-test"], ["column"]),
    ("  # heal:|", [], ["missing-test"]),
  ])
  func `words are those that may stand there`(
    text: String, wanted: [String], unwanted: [String]
  ) {
    let found = labels(Self.head + text + "\n}\n")
    #expect(Set(wanted).isSubset(of: found), "\(found)")
    #expect(Set(unwanted).isDisjoint(with: found), "\(found)")
  }

  @Test func `a rule below does not disturb the one that is typed`() {
    let rest = "\n}\n\nrule shop.second {\n  category SCHEMA\n  match 'x <other> y'\n}\n"
    let found = labels(Self.head + "  where lower(|" + rest)
    #expect(found.contains("column"))
    #expect(!found.contains("other"))
  }
}
