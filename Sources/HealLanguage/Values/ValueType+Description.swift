extension ValueType {
  /// As messages say it: `a name`, `a list of names`.
  package var description: String {
    switch self {
    case .text: "text"
    case .name: "a name"
    case .path: "a path"
    case .int: "a whole number"
    case .number: "a number"
    case .bool: "true or false"
    case .duration: "a duration"
    case .list(let element): "a list of \(element.plural)"
    case .map(let key, let value): "a map of \(key.plural) to \(value.plural)"
    }
  }

  private var plural: String {
    switch self {
    case .text: "texts"
    case .name: "names"
    case .path: "paths"
    case .int: "whole numbers"
    case .number: "numbers"
    case .bool: "truth values"
    case .duration: "durations"
    case .list: "lists"
    case .map: "maps"
    }
  }

  /// Whether values of both types may be compared for being equal.
  func isComparable(with other: ValueType) -> Bool {
    if isTextual, other.isTextual { return true }
    if case .list(let mine) = self, case .list(let theirs) = other {
      return mine.isComparable(with: theirs)
    }
    return fits(other) || other.fits(self)
  }

  /// The type that values of both may be used as; nil when there is none.
  func common(with other: ValueType) -> ValueType? {
    if fits(other) { return other }
    if other.fits(self) { return self }
    return isTextual && other.isTextual ? .text : nil
  }

  /// Text, or a kind of it.
  var isTextual: Bool { self == .text || self == .name || self == .path }

  /// Whether it has an order: `<` and `>` are about amounts, never about spelling.
  var isOrdered: Bool { self == .int || self == .number || self == .duration }

  /// Whether it may stand in `${…}`.
  var isPrintable: Bool { isTextual || self == .int || self == .number }
}
