/// Reads names as engines print them: quoted, dotted, in lists.
enum Name {
  /// The text as a name, quotes around its dotted parts taken off; nil where it is none.
  static func read(_ text: String) -> String? {
    var scanner = NameScanner(text.trimmed)
    guard let name = scanner.name(), scanner.isAtEnd, !name.isEmpty else { return nil }
    return name
  }

  /// The names in a hint: all quoted ones where there are any, else the comma-separated ones.
  static func list(in text: String) -> [String] {
    var scanner = NameScanner(text)
    let quoted = scanner.quotedNames()
    if !quoted.isEmpty { return quoted }
    return text.parts(between: ",").compactMap { read($0.withoutBrackets) }
  }
}

extension String {
  fileprivate var withoutBrackets: String {
    var text = trimmed[...]
    while let first = text.first, "[({".contains(first) { text = text.dropFirst() }
    while let last = text.last, "])}.".contains(last) { text = text.dropLast() }
    return String(text)
  }
}
