import HealEngine
import HealLanguage

/// The structured log of one invocation of dbt: the events that tell of failures and statuses.
struct EventLog {
  /// Of the last invocation in the log, which is the one that is read.
  var invocationID: String?
  var events: [Event] = []
  /// Whether dbt 2 wrote it; its records are read as the events of dbt 1 that say the same.
  private(set) var isOfDbt2 = false

  struct Event {
    /// `Z024`. The names and fields of the codes used here are the same from dbt 1.8 to 1.12.
    var code: String
    var level: String
    /// The event as one reads it on the console.
    var message: String
    var data: JSONValue

    var uniqueID: String? { data["node_info"]?["unique_id"]?.string }
  }

  /// Lines that are no events, and a last line that is cut off, are passed over.
  init(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    for line in lines.reversed() {
      guard let id = Header(line)?.invocationID else { continue }
      invocationID = id
      break
    }
    guard let invocationID else { return }
    var records = OTelEvents()
    for line in lines {
      if let record = OTelRecord(line) {
        if record.invocationID == invocationID { records.read(record) }
        continue
      }
      guard let header = Header(line), header.invocationID == invocationID, header.isOfInterest
      else { continue }
      var data = header.data
      events.append(
        Event(
          code: header.code, level: header.level, message: header.message,
          data: data?.readValue() ?? .null))
    }
    isOfDbt2 = !records.events.isEmpty
    events += records.events
  }

  init() {}

  /// Whether any line is an event at the level of errors, of whichever run.
  static func hasError(_ bytes: [UInt8]) -> Bool {
    bytes.split(separator: UInt8(ascii: "\n")).contains { Header($0)?.level == "error" }
  }

  /// The run that a line is an event of, and the event's code; nil for a line that is none.
  static func mark(of line: ArraySlice<UInt8>) -> (invocationID: String, code: String)? {
    guard let header = Header(line), !header.invocationID.isEmpty else { return nil }
    return (header.invocationID, header.code)
  }

  /// What tells one run from another where a log begins and where it ends. Several runs of dbt 2 may have been given
  /// one id, but each is a process, of which the first and the last line tell.
  static func run(of line: ArraySlice<UInt8>) -> String? {
    guard let record = OTelRecord(line) else { return mark(of: line)?.invocationID }
    return record.kind == "Process" ? record.span : nil
  }

  /// A line without its data, which is read only where it is wanted.
  private struct Header {
    var code = ""
    var level = ""
    var invocationID = ""
    var message = ""
    var data: JSONReader?

    init?(_ line: ArraySlice<UInt8>) {
      guard line.first == UInt8(ascii: "{") else { return nil }
      if let record = OTelRecord(line) {
        (invocationID, level) = (record.invocationID, record.severity.lowercased())
        code = record.equivalent.isEmpty ? record.kind : record.equivalent
        return
      }
      var reader = JSONReader(line)
      var header = self
      let isWhole = reader.readObject { key, reader in
        switch key {
        case "data": header.data = reader
        case "info": reader.readObject { key, reader in header.take(key, &reader) }
        default: break
        }
        return true
      }
      guard isWhole, !header.code.isEmpty else { return nil }
      self = header
    }

    private mutating func take(_ key: String, _ reader: inout JSONReader) -> Bool {
      switch key {
      case "code": code = reader.readString() ?? ""
      case "level": level = reader.readString() ?? ""
      case "invocation_id": invocationID = reader.readString() ?? ""
      case "msg": message = reader.readString() ?? ""
      default: break
      }
      return true
    }

    var isOfInterest: Bool { level == "error" || EventLog.codesOfInterest.contains(code) }
  }

  /// Events below the level of errors that are read nonetheless.
  static let codesOfInterest: Set<String> = [
    "A001", "E034", "Z030", "Z026", "Z046", "W002", "Q024", "Q025", "Q034", "Q035", "M030",
    "Q012", "Q007", "Q015", "Q016", "Q018", "Q039", "I051", "I058", "I060",
  ]
}

extension EventLog {
  /// `1.11.16`.
  var dbtVersion: String? { first("A001")?.data["version"]?.string.map(Self.bareVersion) }

  var adapter: String? { first("E034")?.data["adapter_name"]?.string }

  /// Whether any node was begun. dbt 2 names a node in what it says while it reads the project, too.
  var hasNodes: Bool {
    events.contains { event in
      event.code == "Q024"
        || event.uniqueID.map { !isOfDbt2 || $0.hasPrefix("operation.") } ?? false
    }
  }

  var didNothing: Bool { first("Q035") != nil }

  /// Ended by the keyboard; dbt says so too where a hook at the end of the run broke, and then names
  /// an error.
  var wasInterrupted: Bool {
    guard let end = first("Z030"), end.data["keyboard_interrupt"] == .bool(true) else {
      return false
    }
    return !events.contains { $0.code == "Z002" && $0.data["exc"]?.string?.isEmpty == false }
  }

  /// By unique id; of several results of a node the last.
  var statuses: [String: NodeStatus] {
    var statuses: [String: NodeStatus] = [:]
    for event in events where Self.resultCodes.contains(event.code) {
      guard let id = event.uniqueID, let word = event.data["node_info"]?["node_status"]?.string,
        word != "started", word != "compiling", word != "executing", word != "None"
      else { continue }
      statuses[id] = NodeStatus(rawValue: word) ?? .unknown
    }
    return statuses
  }

  /// Seconds that each node took, by unique id; of several results of a node the last.
  var executionTimes: [String: Double] {
    events.reduce(into: [:]) { times, event in
      guard Self.resultCodes.contains(event.code), let id = event.uniqueID else { return }
      times[id] = event.data["execution_time"]?.number ?? times[id]
    }
  }

  /// Warnings of dbt that nodes, tests or settings were silently left out.
  var silentLosses: [String] {
    events.filter { Self.lossCodes.contains($0.code) }.map {
      FailureText.message($0.message).message
    }.uniqued()
  }

  /// Those of dbt 2: YAML for a node that is not there, a path of the configuration or a selection that fits nothing.
  private static let lossCodes: Set<String> = [
    "I051", "I058", "I060", "M030", "dbt1089", "dbt1092", "dbt1097",
  ]

  private static let resultCodes: Set<String> = [
    "Q007", "Q012", "Q015", "Q016", "Q018", "Q025", "Q034",
  ]

  private func first(_ code: String) -> Event? { events.first { $0.code == code } }

  static func bareVersion(_ version: String) -> String {
    version.hasPrefix("=") ? String(version.dropFirst()) : version
  }
}
