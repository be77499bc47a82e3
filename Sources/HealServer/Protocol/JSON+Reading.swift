import HealLanguage

extension JSON {
  /// nil when it is no text.
  var string: String? { if case .text(let text) = self { text } else { nil } }

  /// nil when it is no whole number.
  var integer: Int? { if case .int(let int) = self { int } else { nil } }

  /// nil when it is no list.
  var items: [JSON]? { if case .list(let items) = self { items } else { nil } }

  /// nil when it is neither true nor false.
  var flag: Bool? { if case .bool(let flag) = self { flag } else { nil } }

  var isNull: Bool { if case .null = self { true } else { false } }

  /// The value at the end of a path of members; nil where one of them is missing.
  subscript(path: [String]) -> JSON? {
    var value: JSON? = self
    for key in path { value = value?[key] }
    return value
  }
}
