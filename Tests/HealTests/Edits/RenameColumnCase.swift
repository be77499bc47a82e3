import HealEngine
import Testing

/// One SQL text, and what it becomes when a column of its input is called otherwise.
struct RenameColumnCase: CustomTestStringConvertible, Sendable {
  let name: String
  let sql: String
  let old: String
  let new: String
  let adapter: String?
  let expected: Expected

  enum Expected: Sendable {
    case text(String)
    /// Part of the reason.
    case refusal(String)
  }

  var testDescription: String { name }

  /// A case that is renamed; unless told otherwise `ordered_at` to `order_date`.
  init(
    _ name: String, _ sql: String, gives after: String, old: String = "ordered_at",
    new: String = "order_date", adapter: String? = "duckdb"
  ) {
    self.init(name, sql, .text(after), old, new, adapter)
  }

  /// A case that is refused.
  init(
    _ name: String, _ sql: String, refuses reason: String, old: String = "ordered_at",
    new: String = "order_date", adapter: String? = "duckdb"
  ) {
    self.init(name, sql, .refusal(reason), old, new, adapter)
  }

  private init(
    _ name: String, _ sql: String, _ expected: Expected, _ old: String, _ new: String,
    _ adapter: String?
  ) {
    self.name = name
    self.sql = sql
    self.old = old
    self.new = new
    self.adapter = adapter
    self.expected = expected
  }
}

@Suite struct RenameColumnTests {
  @Test(arguments: RenameColumnCase.all)
  func `a renamed column is read, and nothing else changes`(sample: RenameColumnCase) {
    let request = EditRequest.renameColumn(sample.old, to: sample.new)
    let result = Result { () throws(EditRefusal) in
      try request.edits(in: sample.sql, path: "models/m.sql", adapter: sample.adapter)
    }
    switch (sample.expected, result) {
    case (.text(let after), .success(let edits)):
      #expect(apply(edits, to: sample.sql) == after)
    case (.refusal(let part), .failure(let refusal)):
      #expect(refusal.reason.contains(part))
    case (.text, .failure(let refusal)):
      Issue.record("refused: \(refusal.reason)")
    case (.refusal, .success(let edits)):
      Issue.record("not refused: \(apply(edits, to: sample.sql))")
    }
  }

  @Test func `there are enough cases to trust`() {
    #expect(RenameColumnCase.all.count >= 60)
    #expect(Set(RenameColumnCase.all.map(\.name)).count == RenameColumnCase.all.count)
  }

  @Test(arguments: RenameColumnCase.all)
  func `the same holds with CRLF line ends, tabs and a byte order mark`(sample: RenameColumnCase) {
    guard case .text(let after) = sample.expected else { return }
    let disguised = { (text: String) in
      "\u{FEFF}"
        + text.split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: "\r\n\t")
    }
    let before = disguised(sample.sql)
    let edits = try? EditRequest.renameColumn(sample.old, to: sample.new)
      .edits(in: before, path: "models/m.sql", adapter: sample.adapter)
    #expect(edits.map { Array(apply($0, to: before).utf8) } == Array(disguised(after).utf8))
  }
}

extension RenameColumnCase {
  static let all = items + clauses + relations + joins + names + jinja + dialects
}
