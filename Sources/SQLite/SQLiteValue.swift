/// A value that a column holds or a parameter takes.
package enum SQLiteValue: Hashable, Sendable {
  case null
  case integer(Int)
  case real(Double)
  case text(String)

  /// nil becomes NULL.
  package init(_ value: (some SQLiteConvertible)?) { self = value?.sqliteValue ?? .null }
}

/// A Swift type that a column can hold.
package protocol SQLiteConvertible {
  /// nil when the value is of another type.
  init?(sqliteValue: SQLiteValue)
  var sqliteValue: SQLiteValue { get }
}

extension String: SQLiteConvertible {
  package init?(sqliteValue: SQLiteValue) {
    guard case .text(let text) = sqliteValue else { return nil }
    self = text
  }

  package var sqliteValue: SQLiteValue { .text(self) }
}

extension Int: SQLiteConvertible {
  package init?(sqliteValue: SQLiteValue) {
    guard case .integer(let number) = sqliteValue else { return nil }
    self = number
  }

  package var sqliteValue: SQLiteValue { .integer(self) }
}

extension Double: SQLiteConvertible {
  package init?(sqliteValue: SQLiteValue) {
    switch sqliteValue {
    case .real(let number): self = number
    case .integer(let number): self = Double(number)
    case .null, .text: return nil
    }
  }

  package var sqliteValue: SQLiteValue { .real(self) }
}

extension Bool: SQLiteConvertible {
  package init?(sqliteValue: SQLiteValue) {
    guard case .integer(let number) = sqliteValue else { return nil }
    self = number != 0
  }

  package var sqliteValue: SQLiteValue { .integer(self ? 1 : 0) }
}
