import FoundationEssentials
import Testing

@testable import HealEngine

/// What nobody can read, and what heal only does not know.
@Suite struct ReadabilityTests {
  @Test(arguments: [
    ("select coalesce a, b) as c from t", 1), ("select sum(a\nfrom t", 1),
    ("select a\nfrom t where x = 1 y = 2", 2), ("select a,, b from t", 1),
    ("selct a from t", 1), ("select a from t wher x = 1", 1),
    ("select case when a then 1 as b from t", 1), ("select a from t group a", 1),
    ("select coalesce(a 0) as b from t", 1), ("select 'a from t", 1),
    ("select a from t where x = ", 1), ("select o.id o.status, o.x from o", 1),
    ("select a from {{ ref('a' }}", 1), ("select a from {{ ref('a') }", 1),
    ("{% if a %} select 1", 1), ("select 1 {% endfor %}", 1),
    ("{% fi a %} select 1 {% endif %}", 1),
    ("select a from t where x in ('a' 'b')", 1),
  ])
  func `a broken query is unreadable where it breaks`(text: String, line: Int) {
    for adapter in ["duckdb", "postgres", "snowflake", "bigquery"] {
      let found = readability(of: Array(text.utf8), path: "models/a.sql", adapter: adapter)
      guard case .unreadable(line, _, _) = found else {
        Issue.record("\(adapter): \(found)")
        continue
      }
    }
  }

  /// Constructs that one dialect or another has; heal need not know them.
  @Test(arguments: [
    "select * from t pivot (sum(a) for m in ('x', 'y')) as p",
    "select a from t match_recognize (order by b measures x as y pattern (p) define p as a > 1)",
    "select a:b.c::string as d, e[0]:f as g from t",
    "select json_query(a, 'lax $.b' omit quotes) as c from t",
    "select a from t sample (10)", "select top 10 a from t",
    "select a from t lateral view explode(b) as c",
    "select a from t for system_time as of current_timestamp()",
    "select a from t, unnest(b) as c with offset as d", "select as struct 1 as a, 2 as b",
    "select struct<a int64, b string>(1, 'x') as c", "select a from t left join b where c = 1",
    "select listagg(a, ',' on overflow truncate) within group (order by a) as b from t",
    "select array_agg(a ignore nulls order by b limit 3) as c from t",
    "select {{ dbt_utils.star(ref('a')) }} from t {{ dbt_utils.group_by(3) }}",
    "{{ config(post_hook='a\nb', meta={'x': 'y' 'z'}) }} select 1",
    "select transform(a, x -> x + 1) as b from t", "select .5 as a",
    "create temp function f(x int64) as (x); select f(1)", "select a\u{A0}from t",
    "select * exclude (a) replace (b as c) from t", "from t select a", "",
    "{% macro a() %} select {% endmacro %}",
  ])
  func `what heal does not know is never called unreadable`(text: String) {
    for adapter in ["duckdb", "postgres", "snowflake", "bigquery", "databricks", nil] {
      let found = readability(of: Array(text.utf8), path: "models/a.sql", adapter: adapter)
      #expect(!found.isUnreadable, "\(adapter ?? "–"): \(found)")
    }
  }

  @Test func `files of other kinds are not read`() {
    for path in ["seeds/a.csv", "models/a.py"] {
      #expect(!readability(of: Array("a (".utf8), path: path, adapter: nil).isUnreadable)
    }
  }

  @Test(arguments: [
    ("models:\n  - name: a\n    columns: [", false), ("models:\n  - name: a\n\tb: c\n", false),
    ("models:\n  - name: a\n", true),
  ])
  func `YAML is read, too`(text: String, isReadable: Bool) {
    let found = readability(of: Array(text.utf8), path: "models/schema.yml", adapter: nil)
    #expect(found.isReadable == isReadable && found.isUnreadable != isReadable, "\(found)")
  }

  /// The benchmark's projects, the examples and, below `HEAL_SQL_CORPUS`, folders named after their adapter.
  @Test func `no file of a healthy project is unreadable`() throws {
    let root = Repository.root
    var folders = [("\(root)/Tests/Healbench/projects", "duckdb")]
    if let corpus = ProcessInfo.processInfo.environment["HEAL_SQL_CORPUS"] {
      for adapter in try FileManager.default.contentsOfDirectory(atPath: corpus).sorted() {
        folders.append(("\(corpus)/\(adapter)", adapter))
      }
    }
    for (folder, adapter) in folders {
      var (readable, unknown, unreadable) = (0, 0, [String]())
      for path in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
      where path.hasSuffix(".sql") {
        let text = Array(FileManager.default.contents(atPath: "\(folder)/\(path)") ?? Data())
        let found = readability(of: text, path: path, adapter: adapter)
        switch found {
        case .readable: readable += 1
        case .unknown: unknown += 1
        case .unreadable: unreadable.append("\(path): \(found)")
        }
      }
      print("\(adapter): \(readable) readable, \(unknown) unknown, \(unreadable.count) unreadable")
      #expect(unreadable.isEmpty)
      #expect(adapter != folders[0].1 || readable > 0)
    }
  }
}
