/// One row of an answer.
package struct Row: Hashable, Sendable {
  private var values: [String: SQLiteValue]

  init(_ values: [String: SQLiteValue]) { self.values = values }

  /// The value of a column that is never NULL.
  ///
  /// - Throws: an error of the kind ``SQLiteError/Kind/column`` when there is no such column, or it
  ///   holds NULL or another type.
  package func value<Value: SQLiteConvertible>(
    _ column: String, as type: Value.Type = Value.self
  ) throws(SQLiteError) -> Value {
    guard let value = try optional(column, as: type) else {
      throw SQLiteError(.column, "the column \(column) is NULL")
    }
    return value
  }

  /// The value of a column; nil when it is NULL.
  package func optional<Value: SQLiteConvertible>(
    _ column: String, as type: Value.Type = Value.self
  ) throws(SQLiteError) -> Value? {
    guard let value = values[column] else {
      throw SQLiteError(.column, "there is no column \(column)")
    }
    if value == .null { return nil }
    guard let converted = Value(sqliteValue: value) else {
      throw SQLiteError(.column, "the column \(column) holds no \(Value.self)")
    }
    return converted
  }
}
