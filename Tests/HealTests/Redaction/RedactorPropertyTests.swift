import HealEngine
import HealProject
import Testing

/// Planted secrets never come out, and what dbt says stays what it is.
@Suite struct RedactorPropertyTests {
  @Test func `there are more than thirty kinds of secrets`() {
    #expect(SecretKind.all.count > 30)
  }

  @Test(arguments: SecretKind.all.map(\.name))
  func `a planted secret never comes out`(kindNamed: String) throws {
    let kind = try #require(SecretKind.all.first { $0.name == kindNamed })
    var chance = Chance(seed: UInt64(kindNamed.utf8.reduce(7) { $0 &* 31 &+ Int($1) }.magnitude))
    let redactor = try Redactor()
    for round in 0..<150 {
      let secret = kind.secret(&chance)
      let form = kind.forms[round % kind.forms.count]
      let planted = form.split(separator: "§", omittingEmptySubsequences: false).joined(
        separator: secret)
      let text = Self.output(around: planted, &chance)
      let redacted = redactor.redact(text)
      #expect(!redacted.contains(secret), "\(form): \(secret)\n\(text)\n→ \(redacted)")
      let half = secret.suffix(max(6, secret.count / 2))
      #expect(!redacted.contains(half), "\(form): half of \(secret)\n\(text)\n→ \(redacted)")
      #expect(redactor.redact(redacted) == redacted, "not the same twice: \(text)\n→ \(redacted)")
    }
  }

  /// Found by `make fuzz`.
  @Test(arguments: [
    "ETM \(Self.long) /user:etl Zx9Qw7x9Qw7Zx9Qw7",
    "A\(Self.long)(x9Qw7Zx9Qw7Zx9Qw7Zx9Qw7\\n  Zx9Q[w8Zx9Qw7Zx9Qw7Zx9Qw7Zx==",
    "key=\(Self.long) \(Self.long) and 0a1b2c3d4e5f60718293",
  ])
  func `what is left beside a secret is the same twice`(text: String) throws {
    let redactor = try Redactor()
    let once = redactor.redact(text)
    #expect(once != text)
    #expect(redactor.redact(once) == once)
  }

  @Test func `the mark of a secret does not make one of the next word`() throws {
    let text = "\(Self.long) /user:etl Zx9Qw7x9Qw7Zx9Qw7"
    #expect(try Redactor().redact(text) == "[secret] /user:etl Zx9Qw7x9Qw7Zx9Qw7")
  }

  static let long = String(repeating: "Zx9Qw7", count: 10)

  /// What is as long as the width of a terminal is broken there.
  @Test(arguments: [
    "GitHub", "AWS access key", "Google API key", "Databricks", "npm", "Stripe", "dbt Cloud",
  ])
  func `a token that a line end splits does not come out`(kindNamed: String) throws {
    let kind = try #require(SecretKind.all.first { $0.name == kindNamed })
    var chance = Chance(seed: 11)
    let redactor = try Redactor()
    for _ in 0..<100 {
      let secret = Array(kind.secret(&chance))
      let place = Int.random(in: 9..<(secret.count - 1), using: &chance)
      let (head, tail) = (String(secret[..<place]), String(secret[place...]))
      let redacted = redactor.redact("12:00:01  using \(head)\n  \(tail) now")
      #expect(!redacted.contains(tail), "\(redacted)")
    }
  }

  /// A line of dbt's output with the text somewhere in it.
  private static func output(around text: String, _ chance: inout Chance) -> String {
    let isOneLine = !text.contains("\n")
    var line = text
    if isOneLine, chance.once(in: 3) {
      line = chance.pick(["\"§\"", "'§'", "(§)", "[§]", "`§`", "§,", "§.", "{§}", "<§>"])
        .split(separator: "§", omittingEmptySubsequences: false).joined(separator: text)
    }
    if isOneLine, chance.once(in: 4) { line = "\u{1B}[31m\(line)\u{1B}[0m" }
    let before = chance.pick([
      "", "12:00:01  ", "Runtime Error in model orders (models/orders.sql)\n  ",
      "  Database Error\n    ",
      "[2026-11-22T12:00:01Z] ERROR ", "profiles: ", "12:00:01.123456 [error] [MainThread]: ",
    ])
    let after = chance.pick([
      "", "\n", "\n12:00:02  Done. PASS=1 ERROR=1", " at line 3", "\r\n  compiled code at x",
    ])
    let whole = before + line + after
    return isOneLine && chance.once(in: 5) ? inJSON(whole) : whole
  }

  private static func inJSON(_ text: String) -> String {
    var message = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": message += "\\\(scalar)"
      case "\n": message += "\\n"
      case "\r": message += "\\r"
      case "\u{1B}": message += "\\u001b"
      default: message.unicodeScalars.append(scalar)
      }
    }
    return #"{"info": {"level": "error", "msg": "\#(message)"}, "data": {"node": "orders"}}"#
  }
}
