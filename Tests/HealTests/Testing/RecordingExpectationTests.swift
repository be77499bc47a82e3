import HealEngine
import HealLanguage
import Testing

@Suite struct RecordingExpectationTests {
  private func read(_ text: String) -> (RecordingExpectation, [String]) {
    let (expectation, problems) = RecordingExpectation.read(
      Source(name: "expect.heal", text: text), categories: ["SCHEMA", "SYNTAX"])
    return (expectation, problems.map(\.title))
  }

  @Test(arguments: [
    "todo \"a \\\"quoted\\\" word\"\nexpect category SCHEMA, SYNTAX\nexpect rule a.b\n",
    "expect fix 85% \"Read $${x} for \\\\y\"\nexpect file \"models/a.sql\"\nexpect no fix\n",
    "expect capture names [\"a\", \"b\\n\"]\nexpect capture n 3\nexpect advice \"do\"\n",
    "expect no match\n",
    "failure \"orders\" {\n  expect category SCHEMA\n  expect file \"a\" \"b\"\n}\n",
    "expect match\n\nfailure \"a\" {\n  expect match\n}\n\nfailure \"b\" {\n  expect no fix\n}\n",
  ])
  func `what is written reads as it was`(text: String) {
    let (expectation, problems) = read(text)
    #expect(problems == [])
    #expect(expectation.text == text)
  }

  @Test(arguments: [
    ("expect category SCHEMMA", "category `SCHEMMA` is not declared"),
    ("expct match", "`expct` is not a clause of a recording"),
    ("failure \"a\" { match }", "`match` is not a clause of a failure"),
    ("failure \"a\" {\n  expect match\n", "the block of a failure is never closed"),
    ("expect capture a x", "a test states values, it does not compute them"),
    ("expect fix \"${x}\"", "nothing can be interpolated here"),
    ("expect", "expected `category`, `rule`, `match`, `no`, `fix`, `file`, `capture` or `advice`"),
    ("# nothing\n", "this test expects nothing"),
  ])
  func `each mistake has one message`(text: String, title: String) {
    #expect(read(text).1 == [title])
  }

  // MARK: Holding a diagnosis against it

  private let before = "select emial\r\nfrom {{ ref('a') }}"

  private func diagnosis(of node: String = "orders", _ category: String = "SCHEMA") -> Diagnosis {
    let edit = TextEdit(7..<12, "email")
    return Diagnosis(
      failure: Failure(id: "model.shop.\(node)", message: "x", node: Node(name: node)),
      findings: [
        .init(
          rule: "a.b", category: category, captures: ["old": .text("emial"), "n": .int(3)],
          advice: [], offersRetry: false)
      ],
      candidates: [
        Candidate(
          rule: "a.b", title: "Read email", confidence: 0.9, risk: .review,
          actions: [.change(FileChange(path: "models/a.sql", before: before, edits: [edit]))])
      ])
  }

  private func kinds(
    _ text: String, _ diagnoses: [Diagnosis], after: String? = nil
  ) -> [RuleTestResult.Mismatch.Kind] {
    let (expectation, problems) = read(text)
    #expect(problems == [])
    return expectation.mismatches(in: diagnoses) { path in
      path == "models/a.sql" ? after.map { Array($0.utf8) } : nil
    }.map(\.kind)
  }

  @Test func `files are compared byte for byte`() {
    let text = "expect file \"models/a.sql\""
    #expect(kinds(text, [diagnosis()], after: "select email\r\nfrom {{ ref('a') }}") == [])
    #expect(kinds(text, [diagnosis()], after: "select email\nfrom {{ ref('a') }}") == [.wrong])
    #expect(kinds(text, [diagnosis()], after: "select email\r\nfrom {{ ref('a') }}\n") == [.wrong])
    #expect(kinds(text, [diagnosis()]) == [.wrong], "there is no such file in after/")
    #expect(kinds("expect file \"models/b.sql\"", [diagnosis()]) == [.wrong])
    let echo = "expect fix \"Another\"\n" + text
    #expect(kinds(echo, [diagnosis()]) == [.wrong], "a fix that is not offered is one mistake")
  }

  @Test func `category, rule, captures and fix must be as expected`() {
    let right = """
      expect category SYNTAX, SCHEMA; expect rule a.b; expect capture old "emial"; expect capture n "3"
      expect fix 90% "Read email"
      """
    #expect(kinds(right, [diagnosis()]) == [])
    let wrong = """
      expect category SYNTAX; expect rule a.c; expect capture old "mail"; expect fix 91% "Read email"
      expect no fix; expect advice "none"
      """
    #expect(kinds(wrong, [diagnosis()]) == Array(repeating: .wrong, count: 6))
  }

  @Test func `lines hold of one failure, not of parts of several`() {
    let two = [diagnosis(of: "a"), diagnosis(of: "b", "SYNTAX")]
    #expect(kinds("expect category SYNTAX; expect rule a.b", two) == [])
    #expect(kinds("expect category SYNTAX; expect rule a.c", two) == [.wrong])
    #expect(kinds("failure \"b\" { expect category SYNTAX }", two) == [])
    #expect(kinds("failure \"b\" { expect category SCHEMA }", two) == [.wrong])
    #expect(kinds("failure \"c\" { expect match }", two) == [.missing])
  }

  @Test func `silence is broken by any failure that a rule knows`() {
    let unknown = Diagnosis(failure: Failure(id: "x", message: "x"))
    #expect(kinds("expect no match", [unknown]) == [])
    #expect(kinds("expect no match", []) == [])
    #expect(kinds("expect no match", [unknown, diagnosis()]) == [.noisy])
    #expect(kinds("expect match", [unknown]) == [.missing])
    #expect(kinds("expect match", []) == [.missing])
    let undecided = Diagnosis(failure: unknown.failure, inconclusive: ["a.b"])
    #expect(kinds("expect no match", [undecided]) == [.inconclusive])
    #expect(kinds("expect category SCHEMA", [undecided]) == [.inconclusive])
  }

  // MARK: Writing it down

  @Test func `what is made of a diagnosis holds of it`() throws {
    let made = try #require(
      RecordingExpectation.made(from: [diagnosis()], categories: [], isDetailed: true))
    #expect(
      made.text == """
        expect category SCHEMA
        expect rule a.b
        expect capture n 3
        expect capture old "emial"
        expect fix "Read email"
        expect file "models/a.sql"

        """)
    let files = made.filesAfter([diagnosis()])
    #expect(files == ["models/a.sql": "select email\r\nfrom {{ ref('a') }}"])
    #expect(made.mismatches(in: [diagnosis()]) { files[$0].map { Array($0.utf8) } }.isEmpty)
    #expect(RecordingExpectation.made(from: [], categories: []) == nil)
  }

  @Test func `an update keeps the clauses and corrects their values`() throws {
    let (old, _) = read(
      "todo \"x\"\nexpect category SYNTAX\nexpect fix 10% \"Old\"\nexpect capture n 4\n")
    let new = try #require(old.updated(to: [diagnosis()], categories: []))
    #expect(
      new.text == "expect category SCHEMA\nexpect fix 90% \"Read email\"\nexpect capture n 3\n")
  }
}
