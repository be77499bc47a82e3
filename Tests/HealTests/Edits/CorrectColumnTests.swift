import HealEngine
import Testing

/// `correct_column`: the old name was a slip, and no output keeps it.
@Suite struct CorrectColumnTests {
  private func corrected(_ text: String) throws -> String {
    let edits = try EditRequest.correctColumn("order_idd", to: "order_id")
      .edits(in: text, path: "models/orders.sql", adapter: "duckdb")
    return apply(edits, to: text)
  }

  @Test(arguments: [
    (
      "select order_idd, status from {{ ref('raw') }}",
      "select order_id, status from {{ ref('raw') }}"
    ),
    (
      "with source as (select * from {{ ref('raw') }})\r\nselect order_idd -- order_idd\r\nfrom source",
      "with source as (select * from {{ ref('raw') }})\r\nselect order_id -- order_idd\r\nfrom source"
    ),
    (
      "select count(o.order_idd) as n from {{ ref('raw') }} as o",
      "select count(o.order_id) as n from {{ ref('raw') }} as o"
    ),
    (
      "select 'order_idd' as label, order_idd from raw where order_idd > 1",
      "select 'order_idd' as label, order_id from raw where order_id > 1"
    ),
  ])
  func `the slip is gone and no alias keeps it`(before: String, after: String) throws {
    #expect(try corrected(before) == after)
  }

  @Test(arguments: [
    "select order_id, order_idd from {{ ref('raw') }}",
    "with a as (select id as order_idd from {{ ref('raw') }}) select order_idd from a",
    "select status from {{ ref('raw') }}",
  ])
  func `what may be no slip is refused`(text: String) {
    #expect(throws: EditRefusal.self) { try corrected(text) }
  }
}
