/// A line that GitHub Actions takes for an annotation: `::error file=a.sql,line=3,title=T::text`.
struct WorkflowCommand: Hashable, Sendable {
  var level: Level
  /// Relative to the repository.
  var file: String?
  /// 1-based.
  var line: Int?
  var title: String
  var text: String

  enum Level: String, Sendable {
    case error, notice
  }

  var rendered: String {
    var properties: [String] = []
    if let file { properties.append("file=\(Self.property(file))") }
    if let line, file != nil { properties.append("line=\(line)") }
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
