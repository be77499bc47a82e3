import HealEngine

/// Reads the records of one run of dbt 2 as the events of dbt 1 that say the same, so that nothing behind it needs to
/// know which dbt wrote the log.
struct OTelEvents {
  private(set) var events: [EventLog.Event] = []
  /// The unique id of the hook that broke last: the error that follows does not name it.
  private var brokenHook: String?
  private var knowsAdapter = false
  /// Unique ids of nodes of which an error has told what is wrong.
  private var told: Set<String> = []

  mutating func read(_ record: OTelRecord) {
    switch record.equivalent {
    case "A001": add("A001", data: ["version": record.readAttributes()["version"] ?? .null])
    case "Q024": readStart(record.readAttributes())
    case "Q025": readEnd(record.readAttributes())
    case "Q033": readHook(record.readAttributes())
    case "E034": readQuery(record)
    case "Z024": readMessage(record)
    case "Q039": add("Q039")
    default: break
    }
  }

  private mutating func add(
    _ code: String, level: String = "info", message: String = "", data: [String: JSONValue] = [:]
  ) {
    events.append(EventLog.Event(code: code, level: level, message: message, data: .object(data)))
  }

  private mutating func readStart(_ node: JSONValue) {
    guard node["in_selection"] != .bool(false) else { return }
    add("Q024", data: ["node_info": Self.info(node, status: "started")])
  }

  private mutating func readEnd(_ node: JSONValue) {
    guard node["in_selection"] != .bool(false), var status = Self.status(of: node) else { return }
    // A test whose query could not run counts as one that found a row.
    let isTold = node["unique_id"]?.string.map { told.contains($0) } ?? false
    if isTold, status == .fail { status = .error }
    var data = ["node_info": Self.info(node, status: status.rawValue)]
    data["path"] = node["relative_path"]
    data["line"] = node["defined_at_line"]
    if let milliseconds = node["duration_ms"]?.string.flatMap(Double.init) {
      data["execution_time"] = .number("\(milliseconds / 1000)")
    }
    add("Q025", data: data)
    guard status == .fail else { return }
    data["msg"] = .string(Self.failedTest(node))
    add("Z024", level: "error", data: data)
  }

  private mutating func readHook(_ hook: JSONValue) {
    guard hook["hook_outcome"]?.string == "HOOK_OUTCOME_ERROR" else { return }
    brokenHook = hook["unique_id"]?.string
  }

  private mutating func readQuery(_ record: OTelRecord) {
    guard !knowsAdapter || brokenHook == nil else { return }
    let query = record.readAttributes()
    if !knowsAdapter, let adapter = query["adapter_type"]?.string {
      knowsAdapter = true
      add("E034", data: ["adapter_name": .string(adapter)])
    }
    if query["query_outcome"]?.string == "QUERY_OUTCOME_ERROR",
      let id = query["unique_id"]?.string, id.hasPrefix("operation.")
    {
      brokenHook = id
    }
  }

  private mutating func readMessage(_ record: OTelRecord) {
    let attributes = record.readAttributes()
    let code = attributes["code"]?.number.map { "dbt\(Int($0))" }
    if Self.nothingToDo.contains(code ?? "") || record.body.hasPrefix(Self.nothingToRetry) {
      return add("Q035", message: record.body)
    }
    if code == "dbt8995" { return add("Z030", data: ["keyboard_interrupt": .bool(true)]) }
    let name = attributes["code_name"]?.string
    let frame = code.map { "[error] [\(name ?? "Error") (\($0))]: " } ?? "[error]: "
    guard record.severity == "ERROR" else {
      return add(code ?? "", level: "warn", message: record.body)
    }
    var data = ["msg": JSONValue.string(frame + record.body)]
    let hook = attributes["relative_path"]?.string == "<RUN_OPERATION>" ? brokenHook : nil
    if let id = attributes["unique_id"]?.string ?? hook {
      data["node_info"] = .object(["unique_id": .string(id)])
      told.insert(id)
    }
    add("Z024", level: "error", message: frame + record.body, data: data)
  }

  /// Codes of warnings that nothing was selected. Those of the selection's parts stand beside.
  private static let nothingToDo: Set<String> = ["dbt1601"]

  private static let nothingToRetry = "No failed nodes found in run_results.json"
}

extension OTelEvents {
  /// What dbt 1 says of a node in each of its events.
  private static func info(_ node: JSONValue, status: String) -> JSONValue {
    var info: [String: JSONValue] = ["node_status": .string(status)]
    info["unique_id"] = node["unique_id"]
    info["node_name"] = node["name"]
    info["resource_type"] = word(node["node_type"], after: "NODE_TYPE_")
    info["materialized"] = word(node["materialization"], after: "NODE_MATERIALIZATION_")
    info["node_relation"] = node["schema"].map { .object(["schema": $0]) }
    return .object(info)
  }

  /// `unit_test` of `NODE_TYPE_UNIT_TEST`.
  private static func word(_ value: JSONValue?, after prefix: String) -> JSONValue? {
    guard let text = value?.string, text.hasPrefix(prefix) else { return nil }
    return .string(text.dropFirst(prefix.utf8.count).lowercased())
  }

  /// nil where the record does not tell how the node ended.
  private static func status(of node: JSONValue) -> NodeStatus? {
    switch node["node_outcome"]?.string {
    case "NODE_OUTCOME_SUCCESS": outcome(of: node)
    case "NODE_OUTCOME_ERROR": .error
    case "NODE_OUTCOME_CANCELED": .skipped
    case "NODE_OUTCOME_SKIPPED": reason(for: node)
    default: nil
    }
  }

  /// A test that found rows has itself gone well.
  private static func outcome(of node: JSONValue) -> NodeStatus {
    switch node["node_test_detail"]?["test_outcome"]?.string {
    case "TEST_OUTCOME_FAILED": .fail
    case "TEST_OUTCOME_WARNED": .warn
    default: node["node_type"]?.string?.hasSuffix("_TEST") == true ? .pass : .success
    }
  }

  private static func reason(for node: JSONValue) -> NodeStatus {
    switch node["node_skip_reason"]?.string {
    case "NODE_SKIP_REASON_CACHED": .reused
    case "NODE_SKIP_REASON_NO_OP", "NODE_SKIP_REASON_PHASE_DISABLED": .noOp
    default: .skipped
    }
  }

  /// What dbt 2 prints of a test that failed; the earliest builds print it of unit tests only.
  private static func failedTest(_ node: JSONValue) -> String {
    let name = node["name"]?.string ?? ""
    let detail = node["node_test_detail"]
    if let table = detail?["diff_table"]?.string { return "Test failed: \(name)\n\(table)" }
    guard let rows = detail?["failing_rows"]?.number else { return "Test failed: \(name)" }
    return "Test failed (\(Int(rows)) failed row(s)): \(name)"
  }
}
