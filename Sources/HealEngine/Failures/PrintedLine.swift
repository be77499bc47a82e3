/// One line of what dbt printed, with what loggers put around it taken off.
struct PrintedLine {
  /// Without colours, timestamps, prefixes and the white space at its end.
  var text: ArraySlice<UInt8>
  /// Whether dbt's own timestamp stood before it; the later lines of a message have none.
  var isStamped = false
  /// From dbt's log file: `[error]`.
  var level: Level?

  enum Level: Hashable {
    case debug, info, warn, error
  }

  var isBlank: Bool { text.isEmpty }
}
