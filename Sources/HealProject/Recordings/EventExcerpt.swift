import HealEngine
package import HealLanguage

/// The part of a structured log that tells of a run's failures and warnings.
package struct EventExcerpt: Sendable {
  /// In an order that does not depend on which of dbt's threads was faster.
  package let events: [JSON]

  /// - Parameters:
  ///   - log: JSON lines.
  ///   - nodes: unique ids of the nodes that failed; of the others only warnings are kept.
  package init(_ log: [UInt8], about nodes: Set<String>) {
    let id = EventLog(log).invocationID
    var knowsAdapter = false
    let kept = log.split(separator: UInt8(ascii: "\n")).compactMap { line -> Event? in
      guard let event = OTelRecord(line).map({ Event($0, of: line) }) ?? Event(line), event.invocationID == id, event.isKept(nodes) else {
        return nil
      }
      // One query of dbt 2 that is about no node tells the adapter.
      if event.tellsAdapterOnly {
        guard !knowsAdapter else { return nil }
        knowsAdapter = true
      }
      return event
    }
    events = Self.inOrder(kept).map(\.json)
  }

  private struct Event {
    var json: JSON
    var code: String
    var level: String
    var invocationID: String?
    var uniqueID: String?
    var tellsAdapterOnly = false

    init?(_ line: ArraySlice<UInt8>) {
      guard let json = JSON(parsing: String(decoding: line, as: UTF8.self)),
        let code = json["info"]?["code"]?.asText, let level = json["info"]?["level"]?.asText
      else { return nil }
      (self.json, self.code, self.level) = (json, code, level)
      invocationID = json["info"]?["invocation_id"]?.asText
      uniqueID = json["data"]?["node_info"]?["unique_id"]?.asText
    }

    /// A record of dbt 2, without the SQL that it holds.
    init?(_ record: OTelRecord, of line: ArraySlice<UInt8>) {
      guard let json = JSON(parsing: String(decoding: line, as: UTF8.self)) else { return nil }
      self.json = json.leavingOutSQL
      (code, level) = (record.equivalent, record.severity.lowercased())
      invocationID = record.invocationID
      uniqueID = json["attributes"]?["unique_id"]?.asText
      if json["attributes"]?["hook_outcome"]?.asText == "HOOK_OUTCOME_ERROR" { level = "error" }
      tellsAdapterOnly = record.kind == "QueryExecuted" && uniqueID == nil
    }

    func isKept(_ nodes: Set<String>) -> Bool {
      if level == "error" || level == "warn" { return true }
      return EventLog.codesOfInterest.contains(code) && (uniqueID.map(nodes.contains) ?? true)
    }
  }

  /// What is said before the first node, of each node in turn, and after the last.
  private static func inOrder(_ events: [Event]) -> [Event] {
    guard let first = events.firstIndex(where: { $0.uniqueID != nil }) else { return events }
    let rest = events[first...]
    let ofNodes = rest.filter { $0.uniqueID != nil }.enumerated().sorted {
      ($0.element.uniqueID ?? "", $0.offset) < ($1.element.uniqueID ?? "", $1.offset)
    }
    return events[..<first] + ofNodes.map(\.element) + rest.filter { $0.uniqueID == nil }
  }
}

extension JSON {
  /// Without the attributes that hold SQL, or where dbt is on this machine.
  fileprivate var leavingOutSQL: JSON {
    guard case .object(let members) = self else { return self }
    return .object(
      members.map { key, value in
        guard key == "attributes", case .object(let attributes) = value else { return (key, value) }
        return (key, .object(attributes.filter { $0.0 != "sql" && $0.0 != "raw_command" }))
      })
  }

  fileprivate var asText: String? { if case .text(let text) = self { text } else { nil } }
}
