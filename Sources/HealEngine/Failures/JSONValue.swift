/// A JSON value, as dbt's logs and artifacts hold them.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// As written.
  case number(String)
  case string(String)
  case array([JSONValue])
  /// The last of several equal keys counts.
  case object([String: JSONValue])

  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members[key]
  }

  /// nil unless this is a string.
  package var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// nil unless this is a number.
  package var number: Double? {
    guard case .number(let digits) = self else { return nil }
    return Double(digits)
  }

  package var array: [JSONValue]? {
    guard case .array(let items) = self else { return nil }
    return items
  }

  package var object: [String: JSONValue]? {
    guard case .object(let members) = self else { return nil }
    return members
  }
}
