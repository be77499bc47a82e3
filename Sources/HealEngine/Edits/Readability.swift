/// Whether heal's own readers can read the whole of a file: SQL with its Jinja by ``SyntaxReader``, YAML by
/// the layout that dbt expects.
package enum Readability: Hashable, Sendable {
  case readable
  /// No engine can read it, whatever it knows that heal does not.
  ///
  /// - Parameters:
  ///   - line: 1-based.
  ///   - offset: in UTF-8; for YAML the start of the line.
  case unreadable(line: Int, offset: Int, reason: String)
  /// Something in it heal's readers do not know, or they do not read such files at all.
  case unknown(String)

  package var isReadable: Bool { self == .readable }

  package var isUnreadable: Bool { if case .unreadable = self { true } else { false } }
}

/// Whether heal's own readers can read the whole of a file.
///
/// A construct that the readers do not know makes a text ``Readability/unknown(_:)``, never unreadable: a file is
/// called unreadable only for what no dialect allows.
///
/// - Parameters:
///   - text: the whole file.
///   - path: which tells SQL from YAML, and what dbt expects in it.
///   - adapter: whose dialect is read; nil when not known.
/// - Returns: whether it can be read, and if not, where and why.
package func readability(of text: [UInt8], path: String, adapter: String?) -> Readability {
  if path.isYAML { return LayoutReading(text, file: DbtFile(path: path)).readability(of: text) }
  guard path.hasSuffix(".sql") else { return .unknown("\(path) is neither SQL nor YAML") }
  return SyntaxReading(text, dialect: Dialect(adapter: adapter)).readability
}

extension Readability {
  init(_ fault: SyntaxFault, in text: [UInt8]) {
    let offset = min(fault.offset, text.count)
    self = .unreadable(
      line: lineNumber(of: offset, in: text), offset: offset, reason: fault.reason)
  }
}

extension LayoutReading {
  func readability(of text: [UInt8]) -> Readability {
    // A key that dbt is not known to have may be a new one.
    guard !faults.isEmpty else { return .readable }
    let lines = LineDiff.lines(of: text)
    let index = min(max(place - 1, 0), max(lines.count - 1, 0))
    let reason = !isRead ? "its YAML cannot be parsed" : "its layout is not what dbt expects"
    guard !isRead else { return .unknown(reason) }
    return .unreadable(
      line: index + 1, offset: lines.isEmpty ? 0 : lines[index].startIndex, reason: reason)
  }
}
