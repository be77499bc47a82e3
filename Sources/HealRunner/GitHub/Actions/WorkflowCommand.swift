/// A line that GitHub Actions takes for an annotation: `::error file=a.sql,line=3,title=T::text`.
package struct WorkflowCommand: Hashable, Sendable {
  package var level: Level
  /// Relative to the repository.
  package var file: String?
  /// 1-based.
  package var line: Int?
  /// 1-based, from the first to behind the last; on one line only, as GitHub asks.
  package var columns: Range<Int>?
  package var title: String
  package var text: String

  package enum Level: String, Sendable {
    case error, warning, notice
  }

  package init(
    level: Level, file: String?, line: Int?, columns: Range<Int>? = nil, title: String,
    text: String
  ) {
    self.level = level
    self.file = file
    self.line = line
    self.columns = columns
    self.title = title
    self.text = text
  }

  package var rendered: String {
    var properties: [String] = []
    if let file { properties.append("file=\(Self.property(file))") }
    if let line, file != nil {
      properties.append("line=\(line)")
      if let columns {
        properties.append("endLine=\(line)")
        properties.append("col=\(columns.lowerBound)")
        properties.append("endColumn=\(columns.upperBound)")
      }
    }
    properties.append("title=\(Self.property(title))")
    return "::\(level.rawValue) \(properties.joined(separator: ","))::\(Self.data(text))"
  }

  private static func data(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      default: String(scalar)
      }
    }.joined()
  }

  private static func property(_ text: String) -> String {
    data(text).unicodeScalars.map { scalar in
      switch scalar {
      case ":": "%3A"
      case ",": "%2C"
      default: String(scalar)
      }
    }.joined()
  }
}
