/// How far the values that a change would give agree with those that a table kept. Only the table's columns that depend on
/// what is changed are in it; only rows of shared keys whose other columns are unchanged.
package struct ValueAgreement: Hashable, Sendable {
  /// The table that kept the values, as dbt names it.
  package var table: String
  package var columns: [Column]
  /// nil where the rows themselves were not compared.
  package var rows: Rows?

  package struct Column: Hashable, Sendable {
    package var name: String
    /// Rows in which the table has a value here, nulls and its most frequent value not counted.
    package var counted: Int
    /// How many of these have the same value with the change.
    package var equal: Int
    /// How many different values the counted rows have.
    package var distinct: Int
    /// Rows in which the table has null, and the change gives a value.
    package var filled: Int
    /// Rows of the table in which the changed column has nothing that shows here, and such rows that are not in the table.
    package var nulls = 0
    package var nullsOfNew = 0
    /// How many different values all rows have with the change.
    package var variety = 0
    /// How many different values the rows have that are not in the table, and how many of these rows lie far outside of the
    /// numbers that the table has: as far again as all of these lie apart.
    package var varietyOfNew = 0
    package var outliers = 0
    /// Rows that have a value with the change, and those of them in which a small step of the changed column shows.
    package var filledNow = 0
    package var shown = 0

    package init(name: String, counted: Int, equal: Int, distinct: Int, filled: Int) {
      self.name = name
      self.counted = counted
      self.equal = equal
      self.distinct = distinct
      self.filled = filled
    }

    /// A single row that contradicts counts: where gifts are rare, payers are nearly all recipients.
    fileprivate var agrees: Bool { equal == counted + filled }

    fileprivate var speaks: Bool {
      counted >= ValueAgreement.leastRows && distinct >= ValueAgreement.leastValues
    }
  }

  /// The table's rows against those that come with the change.
  package struct Rows: Hashable, Sendable {
    /// In the table.
    package var kept: Int
    /// Of these, those that are gone with the change.
    package var gone: Int
    /// That come with the change and are not in the table.
    package var new: Int
    /// Of these, those whose key lies between the table's least and greatest.
    package var newBetween: Int
    /// What the models read, and how many different values the changed column has in it; nil for the latter where a whole
    /// table is read in another one's place.
    package var input: Int
    package var variety: Int?
    /// Whether keys follow each other: a row that comes later then has a greater one.
    package var keysAreOrdered: Bool
    /// Whether the models between leave rows out by a condition.
    package var areFiltered: Bool
    /// Whether the table that is read instead is named after the one that is gone, as a copy would be: `orders_2024`.
    package var hasNameOfCopy = false

    package init(
      kept: Int, gone: Int, new: Int, newBetween: Int, input: Int, variety: Int?, keysAreOrdered: Bool, areFiltered: Bool
    ) {
      (self.kept, self.gone, self.new, self.newBetween) = (kept, gone, new, newBetween)
      (self.input, self.variety) = (input, variety)
      (self.keysAreOrdered, self.areFiltered) = (keysAreOrdered, areFiltered)
    }

    /// A table of other keys than it had.
    fileprivate var isMostlyGone: Bool { 2 * gone > kept }

    /// Whether a whole table is read in another one's place.
    private var isReplaced: Bool { variety == nil }

    private var few: Double { ValueAgreement.fewRows * Double(kept) }

    /// Why the rows are others than they were; a clause, nil where they are not.
    fileprivate var objection: String? {
      let mustStay = areFiltered || isReplaced
      if isMostlyGone || (mustStay && Double(gone) > few) { return "\(gone.grouped) of its \(kept.grouped) rows would be gone" }
      if keysAreOrdered || mustStay, Double(newBetween) > few {
        return "\(newBetween.grouped) rows would come in between its \(kept.grouped)"
      }
      if hasNameOfCopy, new == 0 { return "no row has come since, as in a copy that is kept aside" }
      if isReplaced, new > kept / 2 { return "\(new.grouped) rows would come to its \(kept.grouped)" }
      return nil
    }
  }

  /// What the comparison shows.
  package enum Verdict: Hashable, Sendable {
    case same, other
    /// Too few rows, or too few different values.
    case tooLittle
  }

  package init(table: String, columns: [Column], rows: Rows? = nil) {
    self.table = table
    self.columns = columns
    self.rows = rows
  }

  package static let leastRows = 30
  package static let leastValues = 10
  /// The share of a table's rows that may go, or come in between, as people delete rows and correct them.
  private static let fewRows = 0.01
  /// Of the rows of the input, and of the different values of a column, as much must be in the table to stand for all.
  private static let wholeShare = 0.8
  /// From so many new rows on, the share of nulls in them says something; it may be greater by so much.
  private static let leastNewRows = 5
  private static let mostNewNulls = 0.1
  private static let mostOutliers = 0.1

  /// All columns must agree, and one of them must have enough rows and values to speak.
  package var verdict: Verdict {
    if objection != nil, !columns.isEmpty || (rows?.isMostlyGone ?? false) { return .other }
    guard columns.contains(where: \.speaks) else {
      return columns.contains { 2 * $0.equal < $0.counted + $0.filled } ? .other : .tooLittle
    }
    return columns.allSatisfy(\.agrees) ? .same : .other
  }

  /// Whether the table has a row for each row of the input, so that what it says is not true of sums or of a part alone.
  package var isByRow: Bool {
    guard let rows else { return true }
    return Double(rows.kept - rows.gone + rows.new) >= Self.wholeShare * Double(rows.input)
  }

  /// Whether the table shows the whole column: row by row, and in one of its columns nearly as many different values.
  package var isWhole: Bool {
    guard isByRow else { return false }
    guard let variety = rows?.variety else { return true }
    return columns.contains { column in
      column.speaks && Double(column.variety) >= Self.wholeShare * Double(variety)
        && Double(column.shown) >= Self.wholeShare * Double(column.filledNow)
    }
  }

  /// `9,412 of 9,412 rows equal in customer_orders (first_ordered_on)`; a clause.
  package var clause: String {
    if let objection, verdict == .other, columns.allSatisfy(\.agrees) { return "in `\(table)` \(objection)" }
    guard let shown else { return "no value that `\(table)` kept depends on it" }
    let rows = shown.counted + shown.filled
    let share = "\(shown.equal.grouped) of \(rows.grouped) rows equal in `\(table)` (`\(shown.name)`)"
    return verdict == .tooLittle
      ? "\(share), where \(Self.leastRows) rows with \(Self.leastValues) different values are needed" : share
  }

  private var objection: String? { rows?.objection ?? objectionToNulls ?? objectionToValues }

  /// A column whose new values are unlike all that it had means something else from now on.
  private var objectionToValues: String? {
    guard let rows, rows.new >= Self.leastNewRows else { return nil }
    for column in columns where column.speaks {
      let filled = rows.new - column.nullsOfNew
      if filled >= Self.leastNewRows, column.varietyOfNew == 1 {
        return "`\(column.name)` would have one value in all \(rows.new.grouped) new rows"
      }
      if Double(column.outliers) > Self.mostOutliers * Double(rows.new) {
        return "`\(column.name)` would be far outside of its values in \(column.outliers.grouped) of \(rows.new.grouped) new rows"
      }
    }
    return nil
  }

  /// A column that is filled no more has only the past's values.
  private var objectionToNulls: String? {
    guard let rows, rows.new >= Self.leastNewRows, rows.kept > 0 else { return nil }
    let column = columns.first {
      Double($0.nullsOfNew) / Double(rows.new) > Double($0.nulls) / Double(rows.kept) + Self.mostNewNulls
    }
    return column.map { "`\($0.name)` would be made of nothing in \($0.nullsOfNew.grouped) of \(rows.new.grouped) new rows" }
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
