import HealProject
import Synchronization
import Testing

@testable import HealRunner

/// How the warehouse is asked, and what is made of its answers.
@Suite struct WarehouseTests {
  private final class Asked: Sendable {
    let calls = Mutex<[[String]]>([])
    var count: Int { calls.withLock(\.count) }
  }

  private func warehouse(_ answer: String?, _ asked: Asked = Asked()) -> Warehouse {
    let folder = TemporaryFolder()
    return Warehouse(folder: folder.path + "/probe", target: folder.path) { words, _ in
      asked.calls.withLock { $0.append(words) }
      return answer.map { Array($0.utf8) }
    }
  }

  static let answer = """
    01:02:03  Registered adapter: duckdb
    heal-probe:{"all": true, "rows": [["placed"], ["shipped"]], "relations": [
      {"id": "model.shop.orders", "name": "orders", "names": ["orders", "orders_v2", "main.orders_v2"],
       "columns": [["Order_ID", "INTEGER"], ["status", "VARCHAR"]], "counts": [10, 10, 7]},
      {"id": "source.shop.raw.orders", "name": "raw.orders", "names": ["raw.orders", "orders", "raw.orders"],
       "columns": [["id", "INTEGER"]], "counts": []}]}
    select 1 as heal_probe
    """

  @Test func `one probe answers for every relation of a small project`() throws {
    let asked = Asked()
    let warehouse = warehouse(Self.answer, asked)
    let orders = try #require(warehouse.relation("orders_v2"))
    #expect(orders.columns.map(\.name) == ["Order_ID", "status"])
    #expect(orders.rows == 10 && orders.nulls == [0, 3])
    #expect(warehouse.relation("raw.orders")?.columns.map(\.type) == ["INTEGER"])
    #expect(warehouse.relation(#""lab"."main"."orders_v2""#)?.id == "model.shop.orders")
    #expect(warehouse.relation("nothing") == nil)
    #expect(warehouse.relation("orders") == nil, "two are called so")
    #expect(asked.count == 1)
    warehouse.forget()
    _ = warehouse.relation("orders_v2")
    #expect(asked.count == 2, "dbt has built since")
  }

  @Test func `names that are expected are asked for with the first`() throws {
    let asked = Asked()
    let warehouse = warehouse(Self.answer.replacing("\"all\": true", with: "\"all\": false"), asked)
    warehouse.expect(["orders_v2", "raw.orders"], broken: [])
    #expect(warehouse.relation("orders_v2")?.id == "model.shop.orders")
    #expect(warehouse.relation("raw.orders")?.id == "source.shop.raw.orders")
    #expect(asked.count == 1)
    _ = warehouse.relation("customers")
    #expect(asked.count == 2, "nobody expected that")
  }

  @Test func `a probe writes where no retry looks, and is called as the user calls dbt`() throws {
    let asked = Asked()
    _ = warehouse(Self.answer, asked).relation("orders")
    let calls = asked.calls.withLock(\.self)
    let words = try #require(calls.first)
    #expect(words.first == "compile")
    let target = try #require(words.firstIndex(of: "--target-path"))
    #expect(words[target + 1].hasSuffix("/probe/target"))
    #expect(words.contains("--log-path") && words.contains("--inline"))
  }

  @Test func `a warehouse that does not answer is unknown, and not asked for ever`() {
    let asked = Asked()
    let warehouse = warehouse(nil, asked)
    for name in ["a", "b", "c", "d"] { #expect(warehouse.relation(name) == nil) }
    #expect(warehouse.relation("a") == nil)
    #expect(asked.count == 2)
    let broken = self.warehouse("heal-probe:{\"all\": tr", asked)
    #expect(broken.relation("a") == nil)
  }

  @Test func `what dbt cannot read is not asked`() {
    let asked = Asked()
    let warehouse = warehouse(Self.answer, asked)
    warehouse.isAway = true
    #expect(warehouse.relation("orders") == nil && asked.count == 0)
    warehouse.isAway = false
    #expect(warehouse.relations(["orders"])?.count == 2)
  }

  @Test func `values and rows are texts`() {
    let one = """
      heal-probe:{"all": false, "rows": [["placed"], ["shipped"]], "relations": [
      {"id": "model.shop.orders", "name": "orders", "names": ["orders"],
       "columns": [["status", "VARCHAR"]], "counts": [1]}]}
      """
    #expect(warehouse(one).values(of: "STATUS", in: "orders") == ["placed", "shipped"])
    #expect(warehouse(one).values(of: "gone", in: "orders") == nil)
    #expect(warehouse(one).rows("select status from orders") == ["placed", "shipped"])
  }

  @Test(arguments: [
    "drop table x", "select 1; drop table x", "", "insert into x select 1", "update x set a = 1",
  ]) func `only a select is run`(query: String) {
    let asked = Asked()
    #expect(warehouse(Self.answer, asked).rows(query) == nil)
    #expect(asked.count == 0)
  }

  @Test func `no name can end what it stands in`() {
    for name in ["a') }}", "a%}", #"a" b"#, "a;b", "", "a\nb"] {
      #expect(Probe(.values(relation: "orders", column: name)) == nil, "\(name)")
      #expect(Probe(.relations([name], broken: [])) == nil, "\(name)")
    }
    let probe = Probe(.rows(#"select '{{ x }}' as "a\b" %}"#))
    #expect(probe?.inline.contains(#"select '{{ x }}' as \"a\\b\" %}"#) == true)
  }
}
