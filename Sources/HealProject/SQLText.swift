import HealEngine
import HealLanguage

/// A model's SQL, looked through for names; nothing in it is understood.
struct SQLText {
  private let code: [UInt8]

  init(_ bytes: [UInt8]) { code = Self.withoutComments(bytes) }

  /// All names in it, in lower case; those in strings and in Jinja too, for these may be columns. What Jinja completes,
  /// `{{ method }}_amount`, is no name yet.
  var words: Set<String> {
    let words = code.split { !Self.isWord($0) }
    return Set(words.filter { !isCompletedByJinja($0) }.map { $0.text.lowercased() })
  }

  private func isCompletedByJinja(_ word: ArraySlice<UInt8>) -> Bool {
    code[..<word.startIndex].last == UInt8(ascii: "}") || code[word.endIndex...].first == UInt8(ascii: "{")
  }

  /// What it reads by `ref('model')` and `source('source', 'table')`, in their order, each once.
  var inputs: [String] {
    var found: [(Int, String)] = []
    for function in ["ref", "source"] {
      var rest = code[...]
      while let range = rest.firstRange(of: function) {
        let before = code[..<range.lowerBound].last
        rest = rest[range.upperBound...]
        guard before.map({ !Self.isWord($0) }) ?? true, let names = Self.arguments(rest)
        else { continue }
        // `ref('package', 'model')` names the package first.
        let input = function == "ref" ? names.last : names.joined(separator: ".")
        if let input { found.append((range.lowerBound, input)) }
      }
    }
    return found.sorted { $0.0 < $1.0 }.map(\.1).uniqued()
  }

  /// How it calls a macro of a package: `dbt_utils.star` of `star`, each once.
  func calls(of macro: String) -> [String] {
    var found: [String] = []
    var rest = code[...]
    while let range = rest.firstRange(of: "." + macro) {
      let start = code[..<range.lowerBound].lastIndex { !Self.isWord($0) }.map { $0 + 1 } ?? 0
      let package = code[start..<range.lowerBound]
      rest = rest[range.upperBound...]
      if !package.isEmpty, rest.first.map({ !Self.isWord($0) }) ?? true { found.append("\(package.text).\(macro)") }
    }
    return found.uniqued()
  }

  /// The texts in the parentheses that stand next; nil where they hold anything else.
  private static func arguments(_ rest: ArraySlice<UInt8>) -> [String]? {
    let opened = rest.drop { isSpace($0) }
    guard opened.first == UInt8(ascii: "("), let end = opened.firstIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let parts = opened[opened.startIndex..<end].dropFirst().split(separator: UInt8(ascii: ","))
    let names = parts.map { $0.filter { !isSpace($0) } }.compactMap { part -> String? in
      guard part.count > 2, let quote = part.first, quote == part.last,
        quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"")
      else { return nil }
      return part.dropFirst().dropLast().text
    }
    return names.isEmpty ? nil : names
  }

  /// Comments of SQL and of Jinja made blanks. What looks like one in a string stays.
  static func withoutComments(_ bytes: [UInt8]) -> [UInt8] {
    let comments: [(open: String, close: [UInt8])] = [
      ("--", [0x0A]), ("/*", Array("*/".utf8)), ("{#", Array("#}".utf8)),
    ]
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var quote: UInt8?
    var rest = bytes[...]
    while let byte = rest.first {
      let mayOpen = quote == nil && "-/{".utf8.contains(byte)
      if mayOpen, let comment = comments.first(where: { rest.starts(with: $0.open.utf8) }) {
        let end = rest.firstRange(of: comment.close[...].text)?.upperBound ?? rest.endIndex
        rest = rest[end...]
        result.append(comment.close == [0x0A] ? 0x0A : UInt8(ascii: " "))
        continue
      }
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      } else if byte == 0x0A {
        // An apostrophe that opens no string must not hide the rest of the file.
        quote = nil
      }
      result.append(byte)
      rest = rest.dropFirst()
    }
    return result
  }

  static func isWord(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte.isBlank || byte == 0x0A || byte == 0x0D
  }
}
