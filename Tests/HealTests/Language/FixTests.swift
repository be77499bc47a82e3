import HealLanguage
import Testing

/// What a fix can do at worst is read off its operations, and nothing out of a log gets into them.
@Suite struct FixTests {
  private func compiled(_ operation: String, match: String = "'<column> of <rest:line>'")
    -> (fix: Fix?, codes: [Problem.Code])
  {
    let source = Source(
      name: "a.heal",
      text: """
        category A "A."
        rule a.b {
          category A
          match \(match)
          let near = closest(column, ["id"])
          fix "Do it" {
            \(operation)
            confidence 50%
          }
        }
        """)
    let compilation = compile([source])
    let errors = compilation.problems.filter { $0.severity == .error }
    return (compilation.rules.rules.first?.fixes.first, errors.map(\.code))
  }

  @Test(arguments: [
    ("retry after 500ms", Risk.safe),
    ("run dbt deps", .safe),
    ("run dbt --quiet deps", .safe),
    ("run dbt deps --upgrade", .review),
    ("run dbt parse --no-partial-parse", .safe),
    ("run dbt clean", .review),
    ("run dbt seed --select ${node.name}", .review),
    ("run dbt seed --full-refresh", .destructive),
    ("run dbt seed --full-refresh --select ${node.name}", .review),
    ("run dbt build -f", .destructive),
    ("run dbt run --full-refresh --select ${node.name}", .destructive),
    ("run dbt run-operation drop_all", .destructive),
    ("run rm -rf target", .review),
    ("edit node.file with rename_column(column, to: near)", .review),
    ("edit \"tests/assert_total.sql\" with delete_match(/where .*/)", .destructive),
    ("edit \"tests/${node.name}.sql\" with delete_match(/where .*/)", .destructive),
    ("edit node.file with replace(\"materialized='table'\", with: \"\")", .destructive),
    ("edit node.file with insert_after(/config\\(/, \"post_hook='x', \")", .destructive),
    ("ask \"Has it gone?\"", .manual),
    ("retry after 5s; run dbt deps; edit node.file with rename_ref(column, to: near)", .review),
  ])
  func `risk is inferred`(operation: String, risk: Risk) {
    let (fix, codes) = compiled(operation)
    #expect(codes == [])
    #expect(fix?.risk == risk)
  }

  @Test(arguments: [
    "run dbt run --select ${rest}",
    "run dbt run \"--vars={x: ${rest}}\"",
    "edit rest with rename_column(column, to: near)",
    "edit \"models/${rest}.sql\" with rename_column(column, to: near)",
    "edit node.file with rename_column(rest, to: near)",
    "edit node.file with rename_column(column, to: lower(rest))",
    "edit node.file with replace(column, with: rest)",
    "edit node.file with replace(column, with: \"a ${rest}\")",
    "edit node.file with replace(column, with: join(split(rest, \",\"), \" \"))",
    "edit node.file with insert_before(/select/, message)",
  ])
  func `text out of a log reaches no file and no command`(operation: String) {
    #expect(compiled(operation).codes == [.unsafeText])
  }

  @Test(arguments: [
    "run dbt run --select ${node.name}+ ${column}",
    "run dbt run '--vars={a: 1}'",
    "edit \"models/${node.name}.sql\" with rename_column(column, to: near)",
    "edit node.file with replace(rest, with: column)",
    "edit node.file with replace(column, with: \"coalesce(${column}, 0)\", all: true)",
    "edit node.file with rename_column(column, to: lower(near))",
    "edit node.file with rename_column(column, to: name(rest))",
    "edit node.file with replace_match('from <x>', with: join([column, near], \", \"))",
  ])
  func `names and constants may be used`(operation: String) {
    let (fix, codes) = compiled(operation)
    #expect(codes == [])
    #expect(fix != nil)
  }

  @Test func `the words of a command end with the clause`() throws {
    let (fix, codes) = compiled("run dbt run -s \"a b\" ${node.name} # all; of it")
    #expect(codes == [])
    guard case .run(let words) = fix?.operations.first else {
      Issue.record("no command")
      return
    }
    #expect(words.map(\.constant) == ["dbt", "run", "-s", "a b", nil])
  }

  @Test func `a line is put back by its number`() {
    #expect(compiled("edit node.file with restore_line(line)").codes == [])
    #expect(compiled("edit node.file with restore_line(node.name)").codes == [.typeMismatch])
    #expect(compiled("edit node.file with restore_line()").codes == [.wrongArguments])
    #expect(
      compiled("edit node.file with restore_line(line, all: true)").codes == [.wrongArguments])
  }

  @Test(arguments: [
    #"append("a.tags", "late")"#, #"remove("a[b].c")"#, #"move("a.b", under: "")"#,
    #"append("a.${node.name}", line)"#,
  ])
  func `a place in YAML is a key path`(edit: String) {
    #expect(compiled("edit node.file with \(edit)").codes == [])
  }

  @Test func `a key path and a value are no text of a log`() {
    #expect(compiled("edit node.file with remove(message)").codes == [.unsafeText])
    #expect(compiled("edit node.file with append(\"a\", message)").codes == [.unsafeText])
    #expect(compiled("edit node.file with move(\"a\", under: message)").codes == [.unsafeText])
    #expect(compiled("edit node.file with move(\"a\", \"b\")").codes == [.wrongArguments])
  }

  @Test(arguments: [
    (#"remove("models.shop.+schema")"#, true), (#"append("vars.schema.x", "y")"#, false),
    (#"move("models[a].meta.schema", under: "models[a].config")"#, true),
    (#"move("models[a].config.schema", under: "models[a].meta")"#, true),
    (#"move("models[a].tags", under: "models[a].config")"#, false),
  ])
  func `a key path to where dbt writes is closed`(edit: String, isClosed: Bool) {
    let codes = compiled("edit \"models/a.yml\" with \(edit)").codes
    #expect(codes == (isClosed ? [.closedPlace] : []))
  }

  @Test(arguments: [
    (#"remove("models[a].columns[b].tests[unique]")"#, Risk.destructive),
    (#"remove("models[a].config.severity")"#, .destructive),
    (#"append("models[a].data_tests", "unique")"#, .destructive),
    (#"move("models.shop.+enabled", under: "models")"#, .destructive),
    (#"move("models[a].materialized", under: "models[a].config")"#, .destructive),
    (#"remove("models[tests_of_a].tags")"#, .review), (#"append("models[a].tags", "x")"#, .review),
  ])
  func `a key path to a test is destructive`(edit: String, risk: Risk) {
    #expect(compiled("edit \"models/a.yml\" with \(edit)").fix?.risk == risk)
  }
}
