import HealEngine
import HealProject
import Testing

/// Whose SQL it was that failed under another node's name.
@Suite struct SQLAuthorTests {
  private static let manifest = """
    {"metadata": {"invocation_id": "i", "adapter_type": "duckdb"},
     "nodes": {
      "model.shop.orders": {"name": "orders", "resource_type": "model", "package_name": "shop",
        "original_file_path": "models/orders.sql", "raw_code": "select total from {{ ref('costs') }}",
        "config": {"materialized": "table"}, "depends_on": {"nodes": ["model.shop.costs"]}},
      "model.shop.costs": {"name": "costs", "resource_type": "model", "package_name": "shop",
        "original_file_path": "models/costs.sql", "raw_code": "select carrier.total from carriers",
        "config": {"materialized": "ephemeral"}, "depends_on": {"nodes": []}}},
     "unit_tests": {
      "unit_test.shop.orders.adds_up": {"name": "adds_up", "resource_type": "unit_test",
        "package_name": "shop", "original_file_path": "models/_orders.yml",
        "depends_on": {"nodes": ["model.shop.orders"]}}}}
    """

  private func node(of id: String, saying message: String) throws -> HealEngine.Node? {
    let project = try ProjectFolder([
      "dbt_project.yml": "name: shop\n", "models/orders.sql": "select 1\n",
      "models/costs.sql": "select 2\n", "target/manifest.json": Self.manifest,
      "logs/dbt.log": #"{"data": {}, "info": {"code": "A001", "invocation_id": "i", "msg": "m"}}"#
        + "\n",
      "target/run_results.json": """
      {"metadata": {"invocation_id": "i"}, "results": [
        {"unique_id": "\(id)", "status": "error", "message": "\(message)"}]}
      """,
    ])
    let failure = try #require(readRun(project.run(.code(1))).failures.first)
    #expect(failure.id == id)
    return failure.node
  }

  @Test func `an ephemeral model is named where only it says the name`() throws {
    let found = try node(
      of: "model.shop.orders", saying: #"Binder Error: Referenced table \"carrier\" not found!"#)
    #expect(found?.name == "costs")
    #expect(found?.file == "models/costs.sql")
    #expect(found?.rawSQL == "select 2\n")
  }

  @Test func `a name that the node says itself is its own`() throws {
    let found = try node(
      of: "model.shop.orders", saying: #"Binder Error: Referenced column \"total\" not found!"#)
    #expect(found?.name == "orders")
  }

  @Test func `a unit test that cannot run its model's SQL names the model`() throws {
    let wrapper = "An error occurred during execution of unit test 'adds_up'. "
    let id = "unit_test.shop.orders.adds_up"
    let broken = #"Runtime Error Binder Error: Referenced column \"total\" not found!"#
    #expect(try node(of: id, saying: wrapper + broken)?.name == "orders")
    let deeper = #"Runtime Error Binder Error: Referenced table \"carrier\" not found!"#
    #expect(try node(of: id, saying: wrapper + deeper)?.name == "costs")
    #expect(try node(of: id, saying: "actual differs from expected")?.kind == "unit_test")
  }
}
