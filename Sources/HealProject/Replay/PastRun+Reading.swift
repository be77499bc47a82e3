import HealEngine

extension PastRun {
  /// Reads what a log says of one run; nil where it tells of none.
  init?(_ part: LogPart, file: String) {
    let record = RunRecord(log: part.bytes)
    let isEvents = record.events.invocationID != nil
    self.init(file: file, line: part.line, source: isEvents ? .events : .text)
    invocationID = record.invocationID ?? part.invocationID
    moment = part.moment
    let account = RunAccount(record.console)
    end = part.end ?? Self.end(of: record.events) ?? Self.end(of: account)
    let isOfDbt = isEvents || part.hasBeginning || end != .unknown
    failures = part.mayHaveFailures || isOfDbt && end != .green ? record.failures() : []
    guard isOfDbt || !failures.isEmpty else { return nil }
    if end == .unknown, !failures.isEmpty { end = .red }
    passed = Self.names(record.events.statuses).union(account.passed)
    if end == .green { remarks = Self.remarks(record.events) + account.remarks }
    for index in failures.indices { failures[index].log = nil }
  }

  /// Reads an artifact; nil where it is none.
  init?(results bytes: [UInt8], file: String) {
    guard let results = RunResults(bytes), results.invocationID != nil else { return nil }
    var record = RunRecord(log: [])
    record.results = results
    self.init(file: file, line: 1, source: .results)
    invocationID = results.invocationID
    moment = Self.moment(inArtifact: bytes)
    failures = record.failures()
    let statuses = results.results.map { ($0.uniqueID, $0.status) }
    passed = Self.names(Dictionary(statuses) { $1 })
    let isRed = results.results.contains { $0.status.isFailure }
    end = isRed ? .red : results.results.isEmpty ? .unknown : .green
  }

  init(_ recording: Recording) {
    let reading = readRun(recording.run)
    self.init(file: recording.folder, line: 1, source: .recording)
    invocationID = reading.invocationID
    evidence = recording.evidence
    end = recording.exitCode == 0 ? .green : .red
    failures = reading.failures
    passed = Self.names(reading.statuses)
    if end == .green {
      remarks = RunAccount(FailureText.plain(recording.run.standardOutput)).remarks
    }
    for index in failures.indices { failures[index].log = nil }
  }

  // MARK: How it ended

  private static func end(of events: EventLog) -> End? {
    guard let last = events.events.last(where: { $0.code == "Q039" }) else { return nil }
    return last.data["success"] == .bool(true) ? .green : .red
  }

  private static func end(of account: RunAccount) -> End {
    account.isGreen.map { $0 ? .green : .red } ?? .unknown
  }

  private static func moment(inArtifact bytes: [UInt8]) -> String? {
    let head = bytes.prefix(4_096)
    guard let found = head.firstRange(of: "\"generated_at\"") else { return nil }
    let rest = head[found.upperBound...].drop { !$0.isDigit }
    return String(decoding: rest.prefix(19), as: UTF8.self)
  }

  // MARK: Nodes

  /// Of `model.shop.orders` and `test.shop.unique_orders.1a2b` the name is the third part.
  private static func names(_ statuses: [String: NodeStatus]) -> Set<String> {
    var names: Set<String> = []
    for (id, status) in statuses where status == .success || status == .pass {
      let parts = id.split(separator: ".")
      if parts.count > 2 { names.insert(String(parts[2])) }
    }
    return names
  }

  /// What it said beside its progress.
  private static func remarks(_ events: EventLog) -> [String] {
    events.events.filter { ["warn", "error"].contains($0.level) }.map(\.message)
  }
}
