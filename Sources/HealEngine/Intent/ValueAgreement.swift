/// How far the values that a renamed column would give agree with those that a table kept of the old one. Only the
/// table's columns that depend on the renamed one are in it; only rows of shared keys whose other columns are unchanged.
package struct ValueAgreement: Hashable, Sendable {
  /// The table that kept the values, as dbt names it.
  package var table: String
  package var columns: [Column]

  package struct Column: Hashable, Sendable {
    package var name: String
    /// Rows in which the table has a value here, nulls and its most frequent value not counted.
    package var counted: Int
    /// How many of these have the same value under the new name.
    package var equal: Int
    /// How many different values the counted rows have.
    package var distinct: Int
    /// Rows in which the table has null, and the new name gives a value.
    package var filled: Int

    package init(name: String, counted: Int, equal: Int, distinct: Int, filled: Int) {
      self.name = name
      self.counted = counted
      self.equal = equal
      self.distinct = distinct
      self.filled = filled
    }

    fileprivate var agrees: Bool {
      counted + filled == 0
        || Double(equal) >= ValueAgreement.leastShare * Double(counted + filled)
    }

    fileprivate var speaks: Bool {
      counted >= ValueAgreement.leastRows && distinct >= ValueAgreement.leastValues
    }
  }

  /// What the comparison shows.
  package enum Verdict: Hashable, Sendable {
    case same, other
    /// Too few rows, or too few different values.
    case tooLittle
  }

  package init(table: String, columns: [Column]) {
    self.table = table
    self.columns = columns
  }

  package static let leastRows = 30
  package static let leastValues = 10
  package static let leastShare = 0.99

  /// All columns must agree, and one of them must have enough rows and values to speak.
  package var verdict: Verdict {
    guard columns.contains(where: \.speaks) else { return .tooLittle }
    return columns.allSatisfy(\.agrees) ? .same : .other
  }

  /// `9,412 of 9,412 rows equal in customer_orders (first_ordered_on)`; a clause.
  package var clause: String {
    guard let shown else { return "no column of `\(table)` depends on it" }
    let rows = shown.counted + shown.filled
    let share = "\(shown.equal.grouped) of \(rows.grouped) rows equal in `\(table)` (`\(shown.name)`)"
    return verdict == .tooLittle
      ? "\(share), where \(Self.leastRows) rows with \(Self.leastValues) different values are needed" : share
  }

  /// The column that decides: the worst of those that disagree, else the one with the most values.
  private var shown: Column? {
    let disagreeing = columns.filter { !$0.agrees }
    return disagreeing.min { $0.share < $1.share } ?? columns.max { $0.distinct < $1.distinct }
  }
}

extension ValueAgreement.Column {
  fileprivate var share: Double { counted + filled == 0 ? 1 : Double(equal) / Double(counted + filled) }
}

extension Int {
  /// `9,412`
  package var grouped: String {
    var digits = Array(String(magnitude))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return (self < 0 ? "-" : "") + String(digits)
  }
}
