import HealEngine
import HealLanguage
import Testing

/// Maps of constants, and what is looked up in them.
@Suite struct MapTests {
  private func compiled(_ clauses: String) -> Compilation {
    compile([
      Source(
        name: "x.heal",
        text: """
          category SCHEMA "Columns."
          rule x.r {
            category SCHEMA
            match 'Column <column> of <rest:line>'
            \(clauses)
          }
          """)
    ])
  }

  private func errors(_ clauses: String) -> [Problem.Code] {
    compiled(clauses).problems.filter { $0.severity == .error }.map(\.code)
  }

  @Test(arguments: [
    #"let m = { "a": "b" }"#, #"let m = { "a": 1, "b": 0.5, }"#, "let m = {\n\"a\":\n80%\n,\n'b'\n: 5%}",
    #"let m = { 1: 5s, 2: 1m }"#, #"let m = { true: "a", false: "b" }"#, #"where lookup({ "a": true }, rest)"#,
    #"let m = { "a": "b" }; let n = lookup(m, "${rest}"); where n == "b""#, #"let m = [lookup({ "a": "b" }, column), "c"]"#,
    #"advise "${lookup({ "a": "b" }, column)} and ${lookup({ "}": "{" }, rest)}""#,
    #"where lookup({ "8": "x" }, line) == "x""#,
  ])
  func `a map is a value`(clauses: String) { #expect(errors(clauses) == []) }

  @Test(arguments: [
    (#"let m = { }"#, Problem.Code.syntaxError), (#"let m = { "a" }"#, .syntaxError), (#"let m = { "a": }"#, .syntaxError),
    (#"let m = { "a": "b" "c": "d" }"#, .syntaxError), (#"let m = { "a": { }, "b": { "c": "d" } }"#, .syntaxError),
    (#"let m = { "a": "b" ] }"#, .syntaxError), ("let m = { \"a\": \"b\",\nwhere true", .syntaxError),
    (#"let m = { "a": rest }"#, .constantNeeded), (#"let m = { lower("A"): "b" }"#, .constantNeeded),
    (#"let m = { "a": ["b"] }"#, .constantNeeded), (#"let m = { "a": { "b": "c" } }"#, .constantNeeded),
    (#"let m = { "a": "${rest}" }"#, .interpolationNotAllowed), (#"let m = { "a": 1, "b": "c" }"#, .typeMismatch),
    (#"let m = { "a": 1, 2: 3 }"#, .typeMismatch), (#"let m = { 1: 2, 1: 2 }"#, .duplicateKey),
    (#"where lookup("a", "b") == "c""#, .typeMismatch), (#"where lookup({ 1: "a" }, rest) == "c""#, .typeMismatch),
    (#"where contains({ "a": "b" }, "a")"#, .typeMismatch), (#"advise "${{ "a": "b" }}""#, .typeMismatch),
    (#"where lookup({ "a": "b" })"#, .wrongArguments),
  ])
  func `one mistake in a map gives one message`(clauses: String, code: Problem.Code) {
    #expect(errors(clauses) == [code])
    // What stands below is read: its own mistake is told.
    let isSyntax = code == .syntaxError
    let below = errors(clauses + "\n" + (isSyntax ? "bogus 1" : "where nothing"))
    #expect(Set(below) == [code, isSyntax ? .unknownClause : .undefinedName])
  }

  @Test func `what is looked up is trusted whatever the key, and what is not is not`() {
    let fix = { (value: String) in
      "let m = { \"a\": \"models/a.sql\" }\nfix \"x\" { edit \(value) with set(\"a\", to: \(value)); run dbt run -s ${\(value)}; confidence 50% }"
    }
    #expect(errors(fix("lookup(m, rest)")) == [])
    #expect(errors(fix(#"lookup({ "a": "b" }, lower(rest))"#)) == [])
    #expect(errors(fix("rest")).allSatisfy { $0 == .unsafeText })
  }

  @Test func `a closed place in a constant is found behind a map, too, when it is applied`() {
    #expect(errors(#"fix "x" { edit "profiles.yml" with set(lookup({ "a": "b" }, rest), to: "c"); confidence 50% }"#) == [.closedPlace])
  }

  @Test func `the tests of a rule look up`() {
    let compilation = compiled(
      #"""
      let m = { "id": "order_id", "8": "eight" }
      advise "Read ${lookup(m, column)}"
      advise "Nothing is known of ${column}"
      test "there" { failure 'Column id of orders'; expect advice "Read order_id" }
      test "a number" { failure 'Column 8 of orders'; expect advice "Read eight" }
      test "not there" { failure 'Column name of orders'; expect advice "Nothing is known of name" }
      """#)
    #expect(compilation.problems.filter { $0.severity == .error } == [])
    for (column, advice) in [("id", "Read order_id"), ("name", "Nothing is known of name")] {
      let failure = Failure(id: "x", message: "Column \(column) of orders")
      let found = Diagnostician(compilation.rules).diagnose([failure], evidence: RecordedEvidence())
      #expect(found.first?.findings.first?.advice.first == advice)
    }
  }

  @Test func `a map of many keys is read in no time, and no text grows by it`() {
    let pairs = (0..<20_000).map { "\"k\($0)\": \"v\"" }.joined(separator: ", ")
    #expect(errors("let m = { \(pairs) }\nadvise \"${lookup(m, column)}\"") == [])
    let chain = (1...60).map { "let v\($0) = \"${v\($0 - 1)}${v\($0 - 1)}\"" }.joined(separator: "\n")
    #expect(errors("let v0 = lookup({ \"a\": \"b\" }, rest)\n\(chain)\nadvise \"${v60}\"").contains(.textTooLong))
  }
}

