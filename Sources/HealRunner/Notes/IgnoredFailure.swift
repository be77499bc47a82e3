package import HealEngine

/// A failure that people do not want heal to act on.
package struct IgnoredFailure: Hashable, Sendable {
  package var subject: Subject
  /// The last day on which it is ignored, `2026-12-31`; nil means for good.
  package var until: String?
  package var reason: String?
  /// Where it is written: `.claude/agent-notes.md:12`.
  package var place: String

  package enum Subject: Hashable, Sendable {
    /// A node's unique id, with or without the hash at its end, or its name.
    case node(String)
    case rule(String)
    case cause(Fingerprint)
  }

  package func covers(_ diagnosis: Diagnosis, on day: String) -> Bool {
    if let until, until < day { return false }
    switch subject {
    case .node(let name):
      let failure = diagnosis.failure
      let ids = [failure.id, failure.node?.uniqueID].compactMap { $0 }
      return ids.contains { $0 == name || $0.hasPrefix(name + ".") } || failure.node?.name == name
    case .rule(let name): return diagnosis.findings.first?.rule == name
    case .cause(let fingerprint): return Fingerprint(diagnosis.failure) == fingerprint
    }
  }

  /// `.claude/agent-notes.md:12 says so until 2026-12-31: the tills send the id later`.
  var shown: String {
    "\(place) says so" + (until.map { " until \($0)" } ?? "") + (reason.map { ": \($0)" } ?? "")
  }
}
