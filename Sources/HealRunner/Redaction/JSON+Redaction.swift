import HealLanguage

extension JSON {
  /// The value with every text passed through; the names of members stay.
  func redacted(by redact: (String) -> String) -> JSON {
    switch self {
    case .text(let text): .text(redact(text))
    case .list(let items): .list(items.map { $0.redacted(by: redact) })
    case .object(let members): .object(members.map { ($0.0, $0.1.redacted(by: redact)) })
    case .null, .bool, .int, .number: self
    }
  }
}
