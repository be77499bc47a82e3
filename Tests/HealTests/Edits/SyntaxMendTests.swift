import HealLanguage
import Testing

@testable import HealEngine

/// One slip of the pen in a query that can be read otherwise.
@Suite struct SyntaxMendTests {
  /// Broken text and what it must become; nil where more than one change would do.
  struct Case: CustomTestStringConvertible {
    var name: String
    var broken: String
    var mended: String?
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "select", broken: "selct id, name from {{ ref('a') }}",
      mended: "select id, name from {{ ref('a') }}"),
    Case(
      name: "upper case", broken: "SELECT id FORM a WHERE x = 1",
      mended: "SELECT id FROM a WHERE x = 1"),
    Case(
      name: "from", broken: "select id, b form orders where x = 1",
      mended: "select id, b from orders where x = 1"),
    Case(
      name: "by", broken: "select id, sum(x) as y from orders group yb 1",
      mended: "select id, sum(x) as y from orders group by 1"),
    Case(
      name: "run together", broken: "select id, sum(x) as y from orders groupby 1",
      mended: "select id, sum(x) as y from orders group by 1"),
    Case(
      name: "where", broken: "select id from orders wher status = 'x'",
      mended: "select id from orders where status = 'x'"),
    Case(
      name: "join", broken: "select o.id from orders as o lfet join b on o.id = b.id",
      mended: "select o.id from orders as o left join b on o.id = b.id"),
    Case(
      name: "on", broken: "select o.id from orders as o left join b no o.id = b.id",
      mended: "select o.id from orders as o left join b on o.id = b.id"),
    Case(
      name: "when", broken: "select case wehn a then 1 else 0 end as b from c",
      mended: "select case when a then 1 else 0 end as b from c"),
    Case(
      name: "end", broken: "select case when a then 1 else 0 edn as b from c",
      mended: "select case when a then 1 else 0 end as b from c"),
    Case(
      name: "cast", broken: "select csat(a as date) as b from c",
      mended: "select cast(a as date) as b from c"),
    Case(
      name: "desc", broken: "select a from c order by a decs",
      mended: "select a from c order by a desc"),
    Case(
      name: "union", broken: "select a from c unoin all select a from d",
      mended: "select a from c union all select a from d"),
    Case(
      name: "partition", broken: "select row_number() over (partiton by a order by b) as n from c",
      mended: "select row_number() over (partition by a order by b) as n from c"),
    Case(
      name: "comma in a list", broken: "select\n  o.id\n  o.status,\n  o.x\nfrom o",
      mended: "select\n  o.id,\n  o.status,\n  o.x\nfrom o"),
    Case(
      name: "comma after an alias", broken: "select\n  id as a\n  name as b\nfrom o",
      mended: "select\n  id as a,\n  name as b\nfrom o"),
    Case(
      name: "leading comma", broken: "select\n  a as x\n  , b as y\n  c as z\n  , d\nfrom o",
      mended: "select\n  a as x\n  , b as y\n  , c as z\n  , d\nfrom o"),
    Case(
      name: "comma between common tables",
      broken: "with a as (\n  select 1 as x\n)\n\nb as (\n  select x from a\n)\nselect * from b",
      mended: "with a as (\n  select 1 as x\n),\n\nb as (\n  select x from a\n)\nselect * from b"),
    Case(name: "comma too many", broken: "select a,, b from c", mended: "select a, b from c"),
    Case(
      name: "comma in a call", broken: "select coalesce(a 0) as b from c",
      mended: "select coalesce(a, 0) as b from c"),
    Case(
      name: "bracket of a call",
      broken: "select\n  id,\n  coalesce(sum(amount), 0 as total,\n  count(*) as n\nfrom c",
      mended: "select\n  id,\n  coalesce(sum(amount), 0) as total,\n  count(*) as n\nfrom c"),
    Case(
      name: "bracket of a sum", broken: "select\n  id,\n  sum(amount as total\nfrom c",
      mended: "select\n  id,\n  sum(amount) as total\nfrom c"),
    Case(
      name: "bracket too many", broken: "select\n  round(a),\n  sum(amount)) as total\nfrom c",
      mended: nil),
    Case(
      name: "opening bracket", broken: "select\n  id,\n  count *) as total\nfrom c",
      mended: "select\n  id,\n  count (*) as total\nfrom c"),
    Case(
      name: "bracket of a common table",
      broken: "with a as (\n  select x from y\n\n, b as (\n  select x from a\n)\nselect * from b",
      mended: "with a as (\n  select x from y)\n\n, b as (\n  select x from a\n)\nselect * from b"),
    Case(name: "product or sum", broken: "select (a + b * c as x from d", mended: nil),
    Case(name: "product or sum, too many", broken: "select a + b) * c as x from d", mended: nil),
    Case(name: "one line, three names", broken: "select a b c, d from e", mended: nil),
    Case(
      name: "quote at the end", broken: "select a from c where status = 'part paid\n  and b = 'x'",
      mended: "select a from c where status = 'part paid'\n  and b = 'x'"),
    Case(
      name: "quote at the start", broken: "select a from c where status = part paid'",
      mended: "select a from c where status = 'part paid'"),
    Case(
      name: "quote in a list", broken: "select a from c where status in ('a', 'b, 'c')", mended: nil
    ),
    Case(
      name: "two words",
      broken: "select case when a = 'bank transfer then 1 else 0 end as b from c",
      mended: "select case when a = 'bank transfer' then 1 else 0 end as b from c"),
    Case(
      name: "by is missing", broken: "select a, sum(b) as c from d group a",
      mended: "select a, sum(b) as c from d group by a"),
    Case(
      name: "mixed case", broken: "SELECT EXlRACT(year FROM d) AS y FROM t",
      mended: "SELECT EXTRACT(year FROM d) AS y FROM t"),
    Case(
      name: "a capital in a lower-case query", broken: "select a Form t where x = 1",
      mended: "select a from t where x = 1"),
    Case(
      name: "a word put in among upper-case ones", broken: "SELECT a, SUM(b) AS c FROM d GROUP a",
      mended: "SELECT a, SUM(b) AS c FROM d GROUP BY a"),
    Case(name: "no single change", broken: "select a frm b whre c as d grup by", mended: nil),
  ]

  @Test(arguments: cases) func `a slip is mended, or left alone`(of example: Case) {
    for dialect in [Dialect.duckdb, .postgres] {
      let edits = try? SyntaxMend(dialect: dialect).edits(in: Array(example.broken.utf8))
      let mended = edits.map { apply($0, to: example.broken) }
      #expect(mended == example.mended, "\(dialect)")
    }
  }

  /// Broken text that two changes make readable, each with another meaning.
  @Test(arguments: [
    "select coalesce a, b) + 1 as c from t",
    "select sum(amount * (1 - discount) as x from t",
    "select a, b from t where x = 1 y = 2",
    "select case when a = 1 then 1 2 end as x from t",
    "select 'it's' as x from t",
    "select a from t where status = completed'",
    "select a b c, d from e",
    "select a from t where (x = 1 or y = 2",
    "select sumamount) as x from t",
  ])
  func `what can be read in two ways is left alone`(text: String) {
    for dialect in [Dialect.duckdb, .postgres, .snowflake, .bigquery] {
      do throws(EditRefusal) {
        let edits = try SyntaxMend(dialect: dialect).edits(in: Array(text.utf8))
        Issue.record("\(dialect): \(apply(edits, to: text))")
      } catch {
        #expect(error.reason.hasPrefix("it can be read in two ways: “"), "\(error.reason)")
      }
    }
  }

  @Test func `a comma before from is too many only where the engine says so`() throws {
    let text = Array("select\n  a,\n  b,\nfrom c".utf8)
    let edits = try SyntaxMend(dialect: .postgres).edits(in: text)
    #expect(edits == [TextEdit(15..<16, "")])
    #expect(throws: EditRefusal.self) { try SyntaxMend(dialect: .duckdb).edits(in: text) }
  }
}
