import Testing

@testable import HealProject

/// Names that exclude each other, whatever their values have been.
@Suite struct OtherSideTests {
  @Test(arguments: [
    ("amount_net", "amount_gross"), ("amount_gbp", "amount_local_currency"), ("quantity_ordered", "quantity_shipped"),
    ("recipient_id", "payer_id"), ("planned_on", "actual_day"), ("length_cm", "length_mm"), ("price_cents", "price_dollars"),
    ("is_active", "is_inactive"), ("valid_from", "valid_to"), ("dailyTotal", "weeklyTotal"), ("unit_cost", "unit_price"),
  ])
  func `one is not the other`(old: String, new: String) throws {
    #expect(OtherSide(of: old, in: new) != nil)
    #expect(OtherSide(of: new, in: old) != nil)
  }

  @Test(arguments: [
    ("paid", "settled_at"), ("debtor", "payer_site_id"), ("order_sum", "order_total"), ("updated_at", "modified_on"),
    ("amount_gbp", "amount"), ("shipping_date", "shipped_at"), ("min_price", "minimum_price"), ("prio", "severity_score"),
    ("net_amount", "amount_net"), ("vendor", "supplier_name"), ("day", "observed_day"), ("cancelled", "canceled"),
  ])
  func `other words for the same are none`(old: String, new: String) {
    #expect(OtherSide(of: old, in: new) == nil)
    #expect(OtherSide(of: new, in: old) == nil)
  }

  @Test func `the words are named`() {
    #expect(
      OtherSide(of: "amount_net", in: "amount_gross")?.clause == "by their names they mean different things: net is not gross")
  }
}
