import HealEngine

/// What makes two failures of different runs the same one: where it is and what it complains about.
///
/// Numbers are left out: line numbers, counts and times differ from run to run.
struct FailureSignature: Hashable, Sendable {
  var id: String
  /// The first line of the message that says more than the kind of error and the node.
  var complaint: String
  /// The first quoted name in it; nil when there is none.
  var subject: String?
  /// Whether it came before any node could run.
  var isBeforeRun: Bool

  init(_ failure: Failure) {
    let line = Self.line(of: failure)
    id = failure.id
    let words = line.drop { $0 == " " }.unicodeScalars.filter { !$0.isDigit }
    complaint = String(String.UnicodeScalarView(words))
    subject = Self.firstQuoted(in: line)
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

  private static func firstQuoted(in line: Substring) -> String? {
    let quotes: Set<Character> = ["\"", "'", "`"]
    guard let open = line.firstIndex(where: { quotes.contains($0) }) else { return nil }
    let rest = line[line.index(after: open)...]
    guard let close = rest.firstIndex(of: line[open]), close > rest.startIndex else { return nil }
    return String(rest[..<close])
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
