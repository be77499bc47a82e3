import HealEngine
import Testing

@Suite struct ValueAgreementTests {
  private static func column(
    _ name: String = "placed_on", counted: Int, equal: Int, distinct: Int, filled: Int = 0
  ) -> ValueAgreement.Column {
    .init(name: name, counted: counted, equal: equal, distinct: distinct, filled: filled)
  }

  @Test(arguments: [
    (column(counted: 30, equal: 30, distinct: 10), ValueAgreement.Verdict.same),
    (column(counted: 200, equal: 198, distinct: 50), .same),
    (column(counted: 200, equal: 197, distinct: 50), .other),
    (column(counted: 29, equal: 29, distinct: 29), .tooLittle),
    (column(counted: 3000, equal: 3000, distinct: 9), .tooLittle),
    (column(counted: 100, equal: 100, distinct: 50, filled: 2), .other),
    (column(counted: 0, equal: 0, distinct: 0), .tooLittle),
  ])
  func `enough rows with enough values must agree`(
    _ column: ValueAgreement.Column, _ verdict: ValueAgreement.Verdict
  ) {
    #expect(ValueAgreement(table: "orders", columns: [column]).verdict == verdict)
  }

  @Test func `every column that depends on it must agree`() {
    let columns = [
      Self.column(counted: 100, equal: 100, distinct: 90),
      Self.column("is_late", counted: 4, equal: 1, distinct: 1),
    ]
    let agreement = ValueAgreement(table: "orders", columns: columns)
    #expect(agreement.verdict == .other)
    #expect(agreement.clause == "1 of 4 rows equal in `orders` (`is_late`)")
  }

  @Test func `the clause has the numbers`() {
    let agreement = ValueAgreement(
      table: "orders", columns: [Self.column(counted: 9412, equal: 9412, distinct: 200)])
    #expect(agreement.clause == "9,412 of 9,412 rows equal in `orders` (`placed_on`)")
    let few = ValueAgreement(table: "orders", columns: [Self.column(counted: 6, equal: 6, distinct: 2)])
    #expect(
      few.clause
        == "6 of 6 rows equal in `orders` (`placed_on`), where 30 rows with 10 different values are needed")
    #expect(ValueAgreement(table: "orders", columns: []).clause == "no column of `orders` depends on it")
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1500, "-1,500")])
  func `thousands are told apart`(_ number: Int, _ text: String) { #expect(number.grouped == text) }
}
