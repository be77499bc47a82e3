package import HealLanguage

extension Value {
  /// A text, or unknown where there is none.
  static func known(_ text: String?) -> Value { text.map(Value.text) ?? .unknown }

  static func texts(_ texts: [String]) -> Value { .list(texts.map(Value.text)) }

  /// How the value reads inside a text; nil when it is unknown.
  package var shown: String? {
    switch self {
    case .unknown: nil
    case .text(let text): text
    case .int(let number): "\(number)"
    case .number(let number): "\(number)"
    case .bool(let truth): "\(truth)"
    case .duration(let seconds): "\(seconds)s"
    case .list(let items): Self.joined(items.map(\.shown))
    case .map(let values): Self.joined(values.map { key, value in key.shown.flatMap { key in value.shown.map { "\(key): \($0)" } } }.sorted { ($0 ?? "") < ($1 ?? "") })
    }
  }

  /// The texts of a list of texts; nil for anything else.
  package var texts: [String]? {
    guard case .list(let items) = self else { return nil }
    let texts = items.compactMap { if case .text(let text) = $0 { text } else { nil } }
    return texts.count == items.count ? texts : nil
  }

  var asText: String? { if case .text(let text) = self { text } else { nil } }

  var asNumber: Double? {
    switch self {
    case .int(let number): Double(number)
    case .number(let number), .duration(let number): number
    default: nil
    }
  }

  private static func joined(_ items: [String?]) -> String? {
    let known = items.compactMap { $0 }
    return known.count == items.count ? known.joined(separator: ", ") : nil
  }
}

extension Expression.Comparison {
  /// nil when a side is unknown or the two cannot be compared.
  func holds(_ left: Value, _ right: Value) -> Bool? {
    if left == .unknown || right == .unknown { return nil }
    if let left = left.asNumber, let right = right.asNumber { return holds(left, right) }
    if let left = left.asText, let right = right.asText { return holds(left, right) }
    switch self {
    case .equal: return left == right
    case .notEqual: return left != right
    default: return nil
    }
  }

  private func holds<T: Comparable>(_ left: T, _ right: T) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}
