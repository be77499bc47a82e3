import Testing

@testable import HealEngine

/// What is taken back from the text as it was, and what kind of difference that is.
@Suite struct RestorationTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var before: String
    var now: String
    var word = ""
    /// nil where nothing is taken back.
    var after: String?
    var kind: DifferenceKind?
    var testDescription: String { now }
  }

  static let cases = [
    // Only the bracket; what else the line says stays.
    Case(
      before: "select coalesce(a, b) + 1 as c from t", now: "select coalesce a, b) + 2 as c from t",
      after: "select coalesce(a, b) + 2 as c from t", kind: .punctuation(now: "", before: "(")),
    // The filter was meant.
    Case(
      before: "select coalesce(a, b) as c\nfrom t\nwhere x > 1\n",
      now: "select coalesce a, b) as c\nfrom t\n",
      after: "select coalesce(a, b) as c\nfrom t\n", kind: .punctuation(now: "", before: "(")),
    // The text as it was decides between two readings.
    Case(
      before: "select sum(amount * (1 - discount)) as x from t",
      now: "select sum(amount * (1 - discount) as x from t",
      after: "select sum(amount * (1 - discount)) as x from t",
      kind: .punctuation(now: "", before: ")")),
    Case(
      before: "select a from t where b = 'x' and c = 'y'",
      now: "select a from t where b = 'x and c = 'z'",
      after: "select a from t where b = 'x' and c = 'z'", kind: .punctuation(now: "", before: "'")),
    Case(
      before: "select sum(amount) as total from c", now: "select sum(net as total from c",
      after: "select sum(net) as total from c", kind: .punctuation(now: "", before: ")")),
    Case(
      before: "SELECT a FROM b WHERE c = 1", now: "SELECT a FRM b WHERE c = 2",
      after: "SELECT a FROM b WHERE c = 2", kind: .keyword(now: "FRM", before: "FROM")),
    Case(
      before: "select a from b group by a", now: "select a from b groupby a",
      after: "select a from b group by a", kind: .keyword(now: "groupby", before: "group by")),
    Case(
      before: "select a from {{ ref('b') }} where c = 1",
      now: "select a from {{ ref('b) }} where c = 2",
      after: "select a from {{ ref('b') }} where c = 2", kind: .punctuation(now: "", before: "'")),
    Case(
      before: "select order_date from t where x = 1", now: "select ordered_at from t where x = 2",
      word: "ordered_at", after: "select order_date from t where x = 2",
      kind: .name(now: "ordered_at", before: "order_date")),
    Case(
      before: "select a from {{ ref('stg_orders') }}", now: "select a from {{ ref('stg_ordrs') }}",
      word: "stg_ordrs", after: "select a from {{ ref('stg_orders') }}",
      kind: .name(now: "stg_ordrs", before: "stg_orders")),
    // May all have been meant.
    Case(
      before: "select a + b as c from t", now: "select a - b as c from t",
      after: "select a + b as c from t", kind: .other("“-” was “+”")),
    Case(
      before: "select a from t where x = 'paid'", now: "select a from t where x = 'void'",
      after: "select a from t where x = 'paid'",
      kind: .other("a literal or a comment differs")),
    Case(before: "select a,\nb\nfrom d\n", now: "select a,\nb,\nc,\nd,\ne\nfrom d\n"),
  ]

  @Test(arguments: cases) func `one difference is taken back, and named`(of example: Case) {
    let restoration = Restoration(
      committed: example.before, word: example.word, path: "a.sql", dialect: .duckdb)
    let step = try? restoration.step(in: Array(example.now.utf8))
    #expect(step.map { apply($0.edits, to: example.now) } == example.after)
    #expect(step?.kind == example.kind)
  }

  @Test func `a line gives back no more than what makes the text readable`() throws {
    let before = "select\n  coalesce(a, b) + 1 as c\nfrom t\n"
    let now = "select\n  coalesce a, b) + 2 as c\nfrom t\n"
    let step = try LineRestoration(2, of: before).step(in: now, path: "a.sql", adapter: "duckdb")
    #expect(apply(step.edits, to: now) == "select\n  coalesce(a, b) + 2 as c\nfrom t\n")
    #expect(step.kind == .punctuation(now: "", before: "("))
  }

  @Test func `a readable line is given back whole, and may have been meant`() throws {
    let before = "select\n  a + 1 as c\nfrom t\n"
    let now = "select\n  a + 2 as c\nfrom t\n"
    let step = try LineRestoration(2, of: before).step(in: now, path: "a.sql", adapter: "duckdb")
    #expect(apply(step.edits, to: now) == before)
    guard case .other = step.kind else {
      Issue.record("\(step.kind)")
      return
    }
  }
}
