/// A line of dbt's structured log, as far as a reader of text needs it.
struct LogEvent {
  var level: PrintedLine.Level
  /// `Z024`.
  var code: String
  var message: String

  /// nil unless the line is one.
  init?(_ line: ArraySlice<UInt8>) {
    let line = line.trimmed
    guard line.first == UInt8(ascii: "{"), line.contains(text: "\"info\"") else { return nil }
    var reader = JSONReader(line)
    guard let event = reader.readValue(), let info = event["info"],
      let level = info["level"]?.string
    else { return nil }
    switch level {
    case "debug": self.level = .debug
    case "warn", "warning": self.level = .warn
    case "error": self.level = .error
    default: self.level = .info
    }
    code = info["code"]?.string ?? ""
    let data = event["data"]
    message = data?["exc"]?.string ?? data?["msg"]?.string ?? info["msg"]?.string ?? ""
  }

  /// The message's lines, the first with the event's level. A stack trace is no message.
  var lines: [PrintedLine] {
    guard code != "Z003" else { return [] }
    var lines = PrintedLine.read(message)
    guard !lines.isEmpty else { return [] }
    lines[0].isStamped = true
    for index in lines.indices { lines[index].level = level }
    return lines
  }
}
