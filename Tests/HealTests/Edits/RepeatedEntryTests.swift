import HealEngine
import HealLanguage
import Testing

@Suite("What stands twice, and what is gone")
struct RepeatedEntryTests {
  private func edited(_ text: String, _ name: OperationName, _ arguments: [String], path: String) throws -> String {
    let request = EditRequest.correction(name, arguments)
    return apply(try request.edits(in: text, path: path, adapter: "duckdb"), to: text)
  }

  @Test("the second of two equal keys goes, with its comment")
  func equalKeys() throws {
    let text = "models:\n  - name: orders\n    description: all\n    # again\n    description: all\n"
    #expect(
      try edited(text, .removeRepeated, ["description"], path: "models/a.yml")
        == "models:\n  - name: orders\n    description: all\n")
  }

  @Test("two that differ are left to a person")
  func differentKeys() {
    let text = "models:\n  - name: orders\n    description: all\n    description: some\n"
    #expect(throws: EditRefusal.self) { try edited(text, .removeRepeated, ["description"], path: "models/a.yml") }
  }

  @Test("an alias comes back where nothing else of the item has changed")
  func alias() throws {
    let committed = "select id, sum(price) as total from orders group by 1"
    #expect(
      try edited("select id, sum(price) from orders group by 1", .restoreAlias, ["total", committed], path: "models/a.sql")
        == committed)
    #expect(throws: EditRefusal.self) {
      try edited("select id, sum(price) as paid from orders group by 1", .restoreAlias, ["total", committed], path: "models/a.sql")
    }
  }

  @Test("an output is cast, and a cast gets the other type")
  func castOutput() throws {
    #expect(
      try edited("select id, count(*) as n from orders group by 1", .castOutput, ["n", "integer"], path: "models/a.sql")
        == "select id, cast(count(*) as integer) as n from orders group by 1")
    #expect(
      try edited("select cast(n as bigint) as n from orders", .castOutput, ["n", "integer"], path: "models/a.sql")
        == "select cast(n as integer) as n from orders")
  }

  @Test("what comes as a text is read anew in SQL and in what macros are given")
  func reread() throws {
    let text = "with source as (select * from {{ source('shop', 'orders') }}) select day, {{ cents('price') }} as price from source"
    #expect(
      try edited(text, .rereadRetyped, ["day=cast(strptime({}, '%d.%m.%Y') as date)", "price=cast({} as integer)"], path: "models/a.sql")
        == "with source as (select * from {{ source('shop', 'orders') }}) select cast(strptime(day, '%d.%m.%Y') as date) as day, "
        + "{{ cents(\"cast(price as integer)\") }} as price from source")
  }
}
