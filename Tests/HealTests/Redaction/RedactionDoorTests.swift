import HealLanguage
import Testing

@testable import HealEngine
@testable import HealRunner

/// What was taken out of a message is said by no other text.
@Suite struct RedactionDoorTests {
  private static func diagnosis(
    _ message: String, captures: [String: Value] = [:], advice: [String] = []
  ) -> Diagnosis {
    let failure = Failure(
      id: "model.shop.orders", message: message,
      node: Node(name: "orders", file: "models/orders.sql", uniqueID: "model.shop.orders"))
    return Diagnosis(
      failure: failure,
      findings: [
        .init(rule: "r.r", category: "DATA", captures: captures, advice: advice, offersRetry: false)
      ])
  }

  private func door(after diagnoses: [Diagnosis]) throws -> RedactionDoor {
    let door = RedactionDoor(try Redactor())
    door.learn(from: diagnoses)
    return door
  }

  @Test(arguments: [
    (
      "Conversion Error: Could not convert string 'Mara Lind 1979' to INT64",
      "The text Mara Lind 1979 is no number", "Mara Lind"
    ),
    ("Numeric value 'Mara Lind' is not recognized", "Clean “Mara Lind” in the source", "Mara"),
    ("DETAIL:  Key (email)=(q7) already exists.", "Delete one of the rows with `q7`", "q7"),
    (
      "DETAIL:  Failing row contains (5, null, Mara Lind, 1979).",
      "Row of Mara Lind: column 2 is null", "Mara"
    ),
    ("login failed with password 'Zx9!qpWe'", "Change zx9!qpwe at the vault", "zx9!"),
    ("could not connect to postgresql://etl:Zx9qpWe77@db/dw", "try Zx9qpWe77 by hand", "Zx9qpWe77"),
  ])
  func `a sentence made of a redacted value does not say it`(
    message: String, sentence: String, secret: String
  ) throws {
    let door = try door(after: [Self.diagnosis(message)])
    #expect(!door.redact(message).contains(secret))
    let redacted = door.redact(sentence)
    #expect(!redacted.contains(secret) && redacted.contains("["), "\(redacted)")
    #expect(door.redact(redacted) == redacted)
  }

  @Test func `a part that a rule captured is known too`() throws {
    let door = try door(after: [
      Self.diagnosis(
        "Could not convert string 'Mara Lind 1979' to INT64", captures: ["name": .text("Mara Lind")]
      )
    ])
    #expect(door.redact("ask Mara Lind") == "ask [row value]")
  }

  @Test func `names of the project are no values`() throws {
    let door = try door(after: [
      Self.diagnosis("invalid input syntax for type integer: \"orders\""),
      Self.diagnosis("Could not convert string 'status' to INT64 for column status"),
    ])
    let text = "correct orders.status in models/orders.sql"
    #expect(door.redact(text) == text)
  }

  @Test func `what the standard rules advise says no value`() throws {
    let rules = StandardRules.diagnostician
    for message in [
      "Conversion Error: Could not convert string 'Mara Lind 1979' to INT64",
      "Numeric value 'Mara Lind 07' is not recognized", "Bad int64 value: Mara Lind 08",
      "invalid input syntax for type integer: \"Mara Lind 09\"",
      "DETAIL:  Key (email)=(Mara Lind 10) already exists.",
    ] {
      for adapter in ["duckdb", "snowflake", "bigquery", "postgres", "redshift"] {
        let failure = Failure(
          id: "model.shop.orders",
          message: "Database Error in model orders (models/orders.sql)\n  \(message)",
          adapter: adapter, node: Node(name: "orders"))
        let diagnoses = rules.diagnose([failure], evidence: RecordedEvidence())
        let door = try door(after: diagnoses)
        let texts = diagnoses.flatMap { diagnosis in
          diagnosis.findings.flatMap(\.advice)
            + diagnosis.candidates.flatMap { [$0.title] + $0.reasons }
            + diagnosis.withheld.flatMap { [$0.title, $0.reason] }
        }
        for text in texts { #expect(!door.redact(text).contains("Mara"), "\(adapter): \(text)") }
      }
    }
  }

  @Test(arguments: [
    ("a\u{7}b", "ab"), ("\u{1B}[31mred\u{1B}[0m", "red"), ("\u{1B}]0;title\u{7}text", "text"),
    ("\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"), ("\u{1B}P1$r\u{1B}\\x", "x"),
    ("\u{9B}31mx", "x"),
    ("abc\u{202E}txt.exe", "abctxt.exe"), ("a\u{200B}b\u{FEFF}c\u{2066}d\u{2069}", "abcd"),
    ("a\r\nb\rc", "a\nb\nc"),
    ("\u{1B}", ""), ("\u{1B}[", ""), ("\u{1B}]0;never closed\nnext", "\nnext"),
    ("tab\tand\nline", "tab\tand\nline"),
    ("a\u{0}b\u{8}c\u{7F}", "abc"), ("\u{1B}(B\u{1B}=x", "x"), ("naïve 日本 ünï", "naïve 日本 ünï"),
    ("a\u{E0041}b\u{AD}c", "abc"),
  ])
  func `also seen: nothing steers a terminal or hides`(text: String, expected: String) {
    #expect(text.withoutControls == expected)
    #expect(expected.withoutControls == expected)
  }

  @Test func `what hides within a token does not hide it`() throws {
    let door = RedactionDoor(try Redactor())
    let token = "ghp_" + String(repeating: "aB3", count: 12)
    let hidden = token.prefix(9) + "\u{200B}\u{1B}[0m" + token.dropFirst(9)
    #expect(door.redact("use \(hidden)") == "use [token]")
  }

  @Test func `a title calls nobody and names no issue`() {
    #expect(Markdown.inert("fixes #3 for @jane, a@b.c") == "fixes # 3 for @ jane, a@b.c")
    #expect(Markdown.address("https://x/y") == "https://x/y")
    #expect(Markdown.address("https://x/y)[z](javascript:a") == "`https://x/y)[z](javascript:a`")
  }
}
