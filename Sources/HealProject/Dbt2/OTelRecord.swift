import HealEngine

/// A line of dbt 2's structured log: an OpenTelemetry span or log record as JSON.
struct OTelRecord {
  /// Of the run, as `run_results.json` writes it. dbt calls it the trace and leaves the dashes out.
  let invocationID: String
  /// The last part of the event's type: `NodeProcessed`.
  let kind: String
  let moment: Moment
  /// What the start and the end of a span have in common.
  let span: String
  /// `ERROR`, `WARN`, `INFO` …
  let severity: String
  /// The text of a log record.
  let body: String
  private let attributes: JSONReader?

  enum Moment: Hashable {
    case start, end, log
  }

  /// nil for a line that is no such record, or is cut off.
  init?(_ line: ArraySlice<UInt8>) {
    guard line.starts(with: #"{"record_type""#.utf8) else { return nil }
    var moment: Moment?
    var (trace, span, kind, severity, body) = ("", "", "", "", "")
    var attributes: JSONReader?
    var reader = JSONReader(line)
    let isWhole = reader.readObject { key, reader in
      switch key {
      case "record_type": moment = Self.moment(reader.readString() ?? "")
      case "trace_id": trace = reader.readString() ?? ""
      case "span_id": span = reader.readString() ?? ""
      case "event_type": kind = reader.readString()?.split(separator: ".").last.map(String.init) ?? ""
      case "severity_text": severity = reader.readString() ?? ""
      case "body": body = reader.readString() ?? ""
      case "attributes": attributes = reader
      default: break
      }
      return true
    }
    guard isWhole, let moment, trace.utf8.count == 32 else { return nil }
    (self.moment, self.kind, self.severity, self.body) = (moment, kind, severity, body)
    (self.span, self.attributes, invocationID) = (span, attributes, Self.dashed(trace))
  }

  /// The code of the event of dbt 1 that says most nearly the same; empty for what nobody reads.
  var equivalent: String {
    switch (kind, moment) {
    case ("Process", .start): "A001"
    case ("NodeProcessed", .start): "Q024"
    case ("NodeProcessed", .end): "Q025"
    case ("HookProcessed", .end): "Q033"
    case ("QueryExecuted", .end): "E034"
    case ("Invocation", .end): "Q039"
    case ("LogMessage", _): "Z024"
    default: ""
    }
  }

  /// What the record is about. Reading it takes time: much of a log is SQL.
  func readAttributes() -> JSONValue {
    var reader = attributes
    return reader?.readValue() ?? .null
  }

  private static func moment(_ type: String) -> Moment? {
    switch type {
    case "SpanStart": .start
    case "SpanEnd": .end
    case "LogRecord": .log
    default: nil
    }
  }

  /// `01a229ba-3f45-7d82-b745-aedf657c8e1d` of the same without dashes.
  private static func dashed(_ trace: String) -> String {
    var parts: [Substring] = []
    var rest = Substring(trace)
    for length in [8, 4, 4, 4, 12] {
      parts.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return parts.joined(separator: "-")
  }
}
