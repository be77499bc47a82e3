import HealEngine
import Testing

@Suite struct ClosestTests {
  @Test(arguments: [
    ("ordered_at", ["order_date", "order_id"], "order_date"),
    ("emial", ["email", "created_at", "first_name"], "email"),
    ("email", ["email_address", "created_at"], "email_address"),
    ("custmer_id", ["customer_id", "order_id"], "customer_id"),
    ("frist_name", ["first_name", "last_name"], "first_name"),
    ("stg_order", ["stg_orders", "stg_payments"], "stg_orders"),
    ("cent_to_dollars", ["cents_to_dollars", "test_unique"], "cents_to_dollars"),
    ("user_name", ["username", "user_id"], "username"),
    ("price_per_kg", ["price_per_kilogram", "price_per_km"], "price_per_kilogram"),
    ("OrderDate", ["order_date", "order_id"], "order_date"),
  ])
  func `the nearest name is chosen`(name: String, list: [String], expected: String) {
    #expect(closest(name, among: list) == expected)
  }

  @Test(arguments: [
    ("total_discounts", ["total_revenue", "order_id"]),
    ("first_name", ["last_name"]),
    ("amount", ["amount_cents"]),
    ("created_at", ["updated_at"]),
    ("is_active", ["is_inactive"]),
    ("amount_1", ["amount_2"]),
    ("order_count", ["last_name", "country_code"]),
    ("order_id", ["order_date"]),
    ("stg_ordrs", ["stg_orders", "stg_ordars"]),
    ("email", []),
  ])
  func `nothing is near enough, or two are`(name: String, list: [String]) {
    #expect(closest(name, among: list) == nil)
  }

  @Test func `a shared word must not be contradicted by another`() {
    #expect(sharesWord("ordered_at", "order_date"))
    #expect(sharesWord("email", "email_address"))
    #expect(!sharesWord("order_id", "order_date"))
    #expect(!sharesWord("total_discounts", "total_revenue"))
    #expect(!sharesWord("price", "price_cents"))
  }
}
