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
    (column(counted: 2000, equal: 2000, distinct: 50), .same),
    (column(counted: 2000, equal: 1999, distinct: 50), .other),
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

  /// Of a table with 200 rows that the input has too.
  private static func rows(
    gone: Int = 0, new: Int = 0, between: Int = 0, input: Int? = nil, variety: Int? = 90, ordered: Bool = true,
    filtered: Bool = false, copy: Bool = false
  ) -> ValueAgreement.Rows {
    var rows = ValueAgreement.Rows(
      kept: 200, gone: gone, new: new, newBetween: between, input: input ?? 200 - gone + new, variety: variety,
      keysAreOrdered: ordered, areFiltered: filtered)
    rows.hasNameOfCopy = copy
    return rows
  }

  private static func agreement(
    _ rows: ValueAgreement.Rows, nullsOfNew: Int = 0, variety: Int = 90, shown: Int = 200
  ) -> ValueAgreement {
    var column = column(counted: 200, equal: 200, distinct: 90)
    (column.nullsOfNew, column.variety, column.filledNow, column.shown) = (nullsOfNew, variety, 200, shown)
    return ValueAgreement(table: "orders", columns: [column], rows: rows)
  }

  @Test(arguments: [
    (rows(), nil as String?),
    (rows(new: 40), nil),
    (rows(gone: 30), nil),
    (rows(gone: 30, filtered: true), "in `orders` 30 of its 200 rows would be gone"),
    (rows(gone: 101), "in `orders` 101 of its 200 rows would be gone"),
    (rows(new: 74, between: 74), "in `orders` 74 rows would come in between its 200"),
    (rows(new: 74, between: 74, ordered: false), nil),
    (rows(new: 74, between: 74, ordered: false, filtered: true), "in `orders` 74 rows would come in between its 200"),
    (rows(new: 399, variety: nil), "in `orders` 399 rows would come to its 200"),
    (rows(variety: nil), nil), (rows(new: 1, variety: nil, copy: true), nil),
    (rows(variety: nil, copy: true), "in `orders` no row has come since, as in a copy that is kept aside"),
    (rows(gone: 3, variety: nil), "in `orders` 3 of its 200 rows would be gone"),
  ])
  func `rows that go or come in between are others`(_ rows: ValueAgreement.Rows, _ objection: String?) {
    let agreement = Self.agreement(rows)
    #expect(agreement.verdict == (objection == nil ? .same : .other))
    if let objection { #expect(agreement.clause == objection) }
  }

  @Test func `a column that new rows leave empty is a thing of the past`() {
    let agreement = Self.agreement(Self.rows(new: 60), nullsOfNew: 60)
    #expect(agreement.verdict == .other)
    #expect(agreement.clause == "in `orders` `placed_on` would be made of nothing in 60 of 60 new rows")
    #expect(Self.agreement(Self.rows(new: 60), nullsOfNew: 6).verdict == .same)
    #expect(Self.agreement(Self.rows(new: 4), nullsOfNew: 4).verdict == .same)
  }

  @Test func `new values that are unlike all others mean something else`() {
    var agreement = Self.agreement(Self.rows(new: 20))
    agreement.columns[0].varietyOfNew = 1
    #expect(agreement.clause == "in `orders` `placed_on` would have one value in all 20 new rows")
    agreement.columns[0].varietyOfNew = 9
    #expect(agreement.verdict == .same)
    agreement.columns[0].outliers = 5
    #expect(agreement.verdict == .other)
    #expect(agreement.clause == "in `orders` `placed_on` would be far outside of its values in 5 of 20 new rows")
  }

  @Test func `only a table with all rows and all values shows the whole column`() {
    #expect(Self.agreement(Self.rows()).isWhole)
    #expect(!Self.agreement(Self.rows(input: 1000)).isWhole, "sums, or a part")
    #expect(!Self.agreement(Self.rows(), variety: 12).isWhole, "months")
    #expect(!Self.agreement(Self.rows(), shown: 0).isWhole, "months of what are months already")
    #expect(Self.agreement(Self.rows(variety: nil)).isWhole, "a table in another one's place")
  }

  @Test func `a few rows can contradict, though they can prove nothing`() {
    let few = ValueAgreement(table: "products", columns: [Self.column(counted: 5, equal: 1, distinct: 5)])
    #expect(few.verdict == .other)
    let less = ValueAgreement(table: "products", columns: [Self.column(counted: 5, equal: 4, distinct: 5)])
    #expect(less.verdict == .tooLittle)
  }

  @Test func `the clause has the numbers`() {
    let agreement = ValueAgreement(
      table: "orders", columns: [Self.column(counted: 9412, equal: 9412, distinct: 200)])
    #expect(agreement.clause == "9,412 of 9,412 rows equal in `orders` (`placed_on`)")
    let few = ValueAgreement(table: "orders", columns: [Self.column(counted: 6, equal: 6, distinct: 2)])
    #expect(
      few.clause
        == "6 of 6 rows equal in `orders` (`placed_on`), where 30 rows with 10 different values are needed")
    #expect(ValueAgreement(table: "orders", columns: []).clause == "no value that `orders` kept depends on it")
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1500, "-1,500")])
  func `thousands are told apart`(_ number: Int, _ text: String) { #expect(number.grouped == text) }
}
