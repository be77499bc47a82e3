import HealEngine

/// A failure as a proposal remembers it: what tells it from others, and what people want to read.
package struct SavedFailure: Codable, Hashable, Sendable {
  package var id: String
  /// Sixteen hexadecimal digits; see ``Fingerprint``.
  package var fingerprint: String
  package var message: String
  package var node: Node?
  package var code: String?
  package var adapter: String?
  package var dbtVersion: String?
  /// 1-based, in the node's file.
  package var line: Int?
  package var isBeforeRun: Bool

  package struct Node: Codable, Hashable, Sendable {
    package var name: String
    package var kind: String?
    package var file: String?
    package var package: String?
    package var schema: String?
    package var materialized: String?
    package var uniqueID: String?
  }

  /// - Parameter redact: takes out what must not be kept; the fingerprint is that of the message as it was.
  init(_ failure: Failure, redact: (String) -> String) {
    id = failure.id
    fingerprint = Fingerprint(failure).description
    message = redact(failure.message)
    node = failure.node.map {
      Node(
        name: $0.name, kind: $0.kind, file: $0.file, package: $0.package, schema: $0.schema,
        materialized: $0.materialized, uniqueID: $0.uniqueID)
    }
    code = failure.code
    adapter = failure.adapter
    dbtVersion = failure.dbtVersion
    line = failure.line
    isBeforeRun = failure.isBeforeRun
  }

  /// The failure again, as far as it was kept: without dbt's whole log and the node's SQL.
  func failure(of command: [String]) -> Failure {
    Failure(
      id: id, message: message, fingerprint: fingerprint, code: code, adapter: adapter,
      dbtVersion: dbtVersion,
      command: command, line: line,
      node: node.map {
        HealEngine.Node(
          name: $0.name, kind: $0.kind, file: $0.file, package: $0.package, schema: $0.schema,
          materialized: $0.materialized, uniqueID: $0.uniqueID)
      }, isBeforeRun: isBeforeRun)
  }
}
