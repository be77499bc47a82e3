/// A column as a rule names it, perhaps with the relation it belongs to.
struct ColumnName: Hashable {
  var qualifier: String?
  var name: String

  /// Reads `a`, `o.a` or `schema.orders.a`, whose last two parts count.
  init(_ written: String) {
    var parts: [String] = [""]
    var quote: Character?
    for character in written {
      if let open = quote {
        if character == open { quote = nil } else { parts[parts.count - 1].append(character) }
      } else if character == "\"" || character == "`" {
        quote = character
      } else if character == "." {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    name = parts.removeLast()
    qualifier = parts.last
  }
}

extension Dialect {
  /// Whether a name in a query is the one that is called `name`.
  func isSame(_ lexeme: Lexeme, _ name: String) -> Bool {
    switch lexeme.kind {
    case .word:
      guard !SQLWord.isReserved(lexeme.text) else { return false }
      return lexeme.text == name.lowercased()
    case .quotedName:
      return quotedNamesAreExact
        ? lexeme.text == name : lexeme.text.lowercased() == name.lowercased()
    default: return false
    }
  }

  /// A name as it must be written where a quoted or plain one stood.
  func spelled(_ name: String, like lexeme: Lexeme, in bytes: [UInt8]) -> String {
    if lexeme.kind == .quotedName {
      let open = String(decoding: bytes[lexeme.range.prefix(1)], as: UTF8.self)
      return quoted(name, open, open == "[" ? "]" : open)
    }
    guard isPlain(name) else { return quoted(name, nameQuotes.open, nameQuotes.close) }
    // Snowflake says plain names in upper case, and reads them in any: the file's own is kept.
    let isUpper = { (byte: UInt8) in (65...90).contains(byte) }
    let isLower = lexeme.kind == .word && !bytes[lexeme.range].contains(where: isUpper)
    return self == .snowflake && isLower && name == name.uppercased() ? name.lowercased() : name
  }

  private func quoted(_ name: String, _ open: String, _ close: String) -> String {
    let pieces = name.split(separator: close, omittingEmptySubsequences: false)
    return open + pieces.joined(separator: close + close) + close
  }

  private func isPlain(_ name: String) -> Bool {
    guard let first = name.utf8.first, !first.isDigit, first != UInt8(ascii: "$") else {
      return false
    }
    let isUpper = { (byte: UInt8) in (65...90).contains(byte) }
    if foldsPlainNamesToLowerCase, name.utf8.contains(where: isUpper) { return false }
    return name.utf8.allSatisfy(\.isWordByte) && !SQLWord.isReserved(name.lowercased())
  }
}
