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
    let kept = log.split(separator: UInt8(ascii: "\n")).compactMap { line -> Event? in
      guard let event = Event(line), event.invocationID == id, event.isKept(nodes) else {
        return nil
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

    init?(_ line: ArraySlice<UInt8>) {
      guard let json = JSON(parsing: String(decoding: line, as: UTF8.self)),
        let code = json["info"]?["code"]?.asText, let level = json["info"]?["level"]?.asText
      else { return nil }
      (self.json, self.code, self.level) = (json, code, level)
      invocationID = json["info"]?["invocation_id"]?.asText
      uniqueID = json["data"]?["node_info"]?["unique_id"]?.asText
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
  fileprivate var asText: String? { if case .text(let text) = self { text } else { nil } }
}
