import HealLanguage
import PCRE2

/// The user's own SQL in an engine's message. What stands in it, in a text or a comment, is not what the engine says:
/// `'permission denied for table x'` may be a value that a model selects.
enum QuotedStatement {
  /// The same of any subject; only messages quote.
  static func ranges(in text: [UInt8], of subject: Subject) -> [Range<Int>] {
    subject == .message ? ranges(in: text) : []
  }

  /// Where a message quotes SQL, as offsets of bytes, in their order: behind `LINE 3: ` as DuckDB, Postgres and Redshift
  /// quote a line, and below `== SQL ==` as Spark and Databricks quote the whole statement.
  static func ranges(in text: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      var cursor = LineCursor(text[start..<end].drop(while: \.isBlank))
      if cursor.take("== SQL"), text[start..<end].trimmed.suffix(2).elementsEqual("==".utf8) {
        if end < text.count { ranges.append(end + 1..<text.count) }
        break
      }
      if cursor.take("LINE "), !cursor.take(while: \.isDigit).isEmpty, cursor.take(":") {
        ranges.append(cursor.rest.startIndex..<end)
      }
      start = end + 1
    }
    return ranges
  }
}

extension Regex {
  /// The first match of which some part stands outside of all given ranges, which are in their order and apart.
  func firstMatch(in text: [UInt8], besides ranges: [Range<Int>]) -> Outcome {
    var outcome = firstMatch(in: text)
    while case .match(let match) = outcome,
      let quoted = ranges.first(where: { $0.lowerBound <= match.range.lowerBound && match.range.upperBound <= $0.upperBound }),
      !match.range.isEmpty
    {
      outcome = firstMatch(in: text, from: quoted.upperBound)
    }
    return outcome
  }
}
