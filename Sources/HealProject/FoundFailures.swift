import HealEngine

/// The failures of a run, gathered from where they were told; what is told twice is kept once.
struct FoundFailures {
  private(set) var failures: [Failure] = []
  private var seen: Set<Told> = []

  private struct Told: Hashable {
    var node: String?
    var message: String
  }

  var isEmpty: Bool { failures.isEmpty }

  mutating func add(_ text: FailureText) { add(text, node: nil) }

  /// The failures among the events: results with their messages, what ended dbt itself, and where
  /// there is none of these, what dbt said when a node broke.
  mutating func add(_ log: EventLog, isInterrupted: Bool) {
    var batches = log.batchErrors
    for event in log.events where event.level == "error" {
      switch event.code {
      case "Z024":
        let broken = event.uniqueID.flatMap { batches.removeValue(forKey: $0) }
        add(broken ?? event.data["msg"]?.string, of: event, in: log)
      case "Z002", "Q001": add(event.data["exc"]?.string, of: event, in: log)
      case "Z025": add(Self.unexplained(event, in: log), of: event, in: log)
      default: continue
      }
    }
    // Of a model of which some batches went well dbt says no more at the end.
    for event in log.events {
      guard let broken = event.uniqueID.flatMap({ batches.removeValue(forKey: $0) }) else {
        continue
      }
      add(broken, of: event, in: log)
    }
    guard isEmpty, !isInterrupted else { return }
    for event in log.events where event.code == "W002" {
      add(event.data["exc"]?.string, of: event, in: log)
    }
    guard isEmpty else { return }
    for event in log.events where event.level == "error" && !Self.accounts.contains(event.code) {
      add(event.message, of: event, in: log)
    }
  }

  /// Failing results that no event told of.
  mutating func add(_ results: [RunResults.Result]) {
    let told = Set(failures.compactMap(\.node?.uniqueID))
    for result in results where result.status.isFailure && !told.contains(result.uniqueID) {
      let text = FailureText.message(result.message ?? "Status: \(result.status.rawValue)")
      add(text, node: text.node(uniqueID: result.uniqueID))
    }
  }

  mutating func add(console: String) {
    for text in FailureText.readAll(console) { add(text, node: nil) }
  }

  /// Errors that tell how the run went, not why: traces, status lines, cancelled queries, frames.
  private static let accounts: Set<String> = [
    "Z003", "Z022", "Z030", "Q007", "Q012", "Q015", "Q016", "Q018", "Q022", "Q046",
  ]

  private mutating func add(_ message: String?, of event: EventLog.Event, in log: EventLog) {
    guard let message else { return }
    var text = FailureText.message(message)
    text.line = text.line ?? event.data["line"]?.number.map { Int($0) }
    guard let id = event.uniqueID else { return add(text, node: nil) }
    let info = event.data["node_info"]
    var node = text.node(uniqueID: id) ?? Node(name: id, uniqueID: id)
    if let name = info?["node_name"]?.nonEmpty { node.name = name }
    if let kind = info?["resource_type"]?.nonEmpty { node.kind = kind }
    if let file = log.path(of: id) { node.file = file }
    node.materialized = info?["materialized"]?.nonEmpty
    node.schema = info?["node_relation"]?["schema"]?.nonEmpty
    add(text, node: node)
  }

  private mutating func add(_ text: FailureText, node: Node?) {
    let node = node ?? text.node
    let told = Told(node: node?.uniqueID ?? node?.name, message: text.message)
    guard !text.message.isEmpty, seen.insert(told).inserted else { return }
    let id = node?.uniqueID ?? FailureID.made(from: text.message)
    failures.append(
      Failure(id: id, message: text.message, code: text.code, line: text.line, node: node))
  }

  /// A result without a message: a source that is not fresh. Its status line tells what it is.
  private static func unexplained(_ event: EventLog.Event, in log: EventLog) -> String {
    let line = log.events.first { $0.code == "Q018" && $0.uniqueID == event.uniqueID }
    let words = line.map { FailureText.message($0.message).message.split(separator: " ") } ?? []
    // `1 of 1 ERROR STALE freshness of shop.orders ...... [ERROR STALE in 0.52s]`
    let told = words.dropFirst(3).prefix { !$0.hasPrefix("..") && !$0.hasPrefix("[") }
    let status = FailureText.message(event.message).message
    return told.isEmpty ? status : told.joined(separator: " ") + "\n" + status
  }
}

extension EventLog {
  /// What broke batches of microbatch models, by the model's unique id; models of which dbt said what is wrong are
  /// left out.
  fileprivate var batchErrors: [String: String] {
    var found: [String: BatchErrors] = [:]
    var nodes: [String: Node] = [:]
    for event in events where event.level == "error" {
      guard let id = event.uniqueID else { continue }
      switch event.code {
      case "W004":
        guard let exception = event.data["exc"]?.string else { continue }
        found[id, default: BatchErrors()].add(exception)
        nodes[id] = node(event, id)
      case "Q046": found[id]?.add(batch: event.data["description"]?.string ?? "")
      case "Z024" where !FailureText.isStatus(event.data["msg"]?.string ?? ""): found[id] = nil
      default: continue
      }
    }
    return found.filter { $0.value.table != nil }.reduce(into: [:]) { messages, entry in
      messages[entry.key] = entry.value.message(of: nodes[entry.key])
    }
  }

  private func node(_ event: Event, _ id: String) -> Node {
    let info = event.data["node_info"]
    return Node(
      name: info?["node_name"]?.string ?? id, kind: info?["resource_type"]?.string,
      file: path(of: id))
  }

  /// The project's file of a node that failed, as dbt 1.10 and later tell it, dbt 2 of each node that ended.
  fileprivate func path(of uniqueID: String) -> String? {
    events.first { ["Z022", "Q025"].contains($0.code) && $0.uniqueID == uniqueID && $0.data["path"] != nil }?
      .data["path"]?.nonEmpty
      .map { $0.hasPrefix("./") ? String($0.dropFirst(2)) : $0 }
  }
}

extension FailureText {
  /// The node with this id; its file from the message's header where that names one. The header of a
  /// unit test names the model that is its input.
  fileprivate func node(uniqueID: String) -> Node? {
    var found = Self.node(uniqueID: uniqueID)
    found?.file = node?.file
    return found
  }
}

extension JSONValue {
  fileprivate var nonEmpty: String? {
    guard let string, !string.isEmpty else { return nil }
    return string
  }
}
