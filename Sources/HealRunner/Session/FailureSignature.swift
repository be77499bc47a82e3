import HealEngine

/// What makes two failures of different runs the same one: where it is and what it complains about.
///
/// Numbers are left out: line numbers, counts and times differ from run to run.
struct FailureSignature: Hashable, Sendable {
  var id: String
  /// The node's name; nil where none is known.
  var node: String?
  /// The first line of the message that says more than the kind of error and the node.
  var complaint: String
  /// The name that it complains of, quoted there; nil when there is none.
  var subject: String?
  /// Whether it came before any node could run.
  var isBeforeRun: Bool

  init(_ failure: Failure) {
    let line = Self.line(of: failure)
    id = failure.id
    node = failure.node?.name
    let words = line.drop { $0 == " " }.unicodeScalars.filter { !$0.isDigit }
    complaint = String(String.UnicodeScalarView(words))
    subject = Self.subject(in: line, of: failure.node)
    isBeforeRun = failure.isBeforeRun
  }

  /// The complaint as dbt printed it.
  static func line(of failure: Failure) -> Substring {
    let lines = failure.message.split(whereSeparator: \.isNewline)
    return lines.first { !isHeader($0) } ?? lines.first ?? ""
  }

  /// `Runtime Error in model orders (models/orders.sql)`, `Compilation Error`.
  private static func isHeader(_ line: Substring) -> Bool {
    line.contains(" Error in ") || line.drop { $0 == " " }.hasSuffix(" Error")
      || line.hasPrefix("Failure in ")
  }

  /// Of several quoted names the one that the word before says is it: `Table "o" does not have a column named
  /// "emial"`, `Model 'model.shop.a' depends on a node named 'b'`. The failing node's own comes last.
  private static func subject(in line: Substring, of node: Node?) -> String? {
    let quoted = quotedNames(in: line)
    if let named = quoted.first(where: \.isNamed) { return named.name }
    let others = quoted.filter { $0.name != node?.uniqueID && $0.name != node?.name }
    return (others.first ?? quoted.first)?.name ?? plainName(in: line)
  }

  /// `"raw"."orders"` is one name.
  private static func quotedNames(in line: Substring) -> [(name: String, isNamed: Bool)] {
    var names: [(name: String, isNamed: Bool)] = []
    var rest = line
    while let open = rest.firstIndex(where: { quotes.contains($0) }) {
      let before = rest[..<open]
      let inside = rest[rest.index(after: open)...]
      // An apostrophe: `doesn't`.
      let isApostrophe = rest[open] == "'" && before.last?.isLetter == true
      guard !isApostrophe, let close = inside.firstIndex(of: rest[open]) else {
        rest = inside
        continue
      }
      rest = inside[inside.index(after: close)...]
      guard close > inside.startIndex else { continue }
      let name = String(inside[..<close])
      if before == ".", !names.isEmpty {
        names[names.count - 1].name += "." + name
      } else {
        names.append((name, before.split(separator: " ").last.map(announcesName) ?? false))
      }
    }
    return names
  }

  private static let quotes: Set<Character> = ["\"", "'", "`"]

  /// Of databases that do not quote: `column o.emial does not exist`, `Unrecognized name: emial at [3:4]`.
  private static func plainName(in line: Substring) -> String? {
    let words = line.split(separator: " ")
    for (word, next) in zip(words, words.dropFirst()) {
      let isAnnounced = announcesName(word) || ["column", "relation"].contains(word.lowercased())
      let name = next.prefix { $0.isLetter || $0.isNumber || "_$.".contains($0) }
      if isAnnounced, !name.isEmpty { return String(name) }
    }
    return nil
  }

  private static func announcesName(_ word: Substring) -> Bool {
    ["name", "name:", "named"].contains(word.lowercased())
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
