/// One thing that dbt said went wrong. nil always means *not known*.
package struct Failure: Hashable, Sendable {
  /// Stable within a run: the node's unique id, or one made from the message where there is no node.
  package var id: String
  /// The failure's own block, wrappers, colours and timestamps stripped.
  package var message: String
  /// What tells it from others, where the message is no longer the one that it had: it was kept redacted.
  package var fingerprint: String?
  /// All that dbt printed in this invocation, colours stripped.
  package var log: String?
  /// A SQLSTATE, a warehouse's error number or a Fusion code, where the message has one.
  package var code: String?
  /// Lower-case: `duckdb`, `postgres`.
  package var adapter: String?
  /// `1.11.16`.
  package var dbtVersion: String?
  /// The command that failed, as the user wrote it: `["dbt", "build"]`.
  package var command: [String]
  /// 1 for the first run.
  package var attempt: Int
  /// Line in ``Node/file``, 1-based, only where dbt's line numbers can be trusted.
  package var line: Int?
  package var node: Node?
  /// Whether dbt died before it could run any node (exit 2): parse, profile, connection.
  package var isBeforeRun: Bool
  /// Whether running the node twice leaves the same behind as running it once.
  package var isIdempotent: Bool?
  /// Whether the node has hooks or statements of its own that add rows: what ran of them before it failed may stand.
  package var mayHaveActed = false
  /// A hook of the project that every start of dbt runs and that adds rows each time, by its name: `shop-on-run-start-0`.
  package var repeatedHook: String?
  /// Seconds that the node ran before it failed.
  package var executionTime: Double?

  package init(
    id: String, message: String, fingerprint: String? = nil, log: String? = nil,
    code: String? = nil, adapter: String? = nil,
    dbtVersion: String? = nil, command: [String] = [], attempt: Int = 1, line: Int? = nil,
    node: Node? = nil, isBeforeRun: Bool = false, isIdempotent: Bool? = nil,
    executionTime: Double? = nil
  ) {
    self.id = id
    self.message = message
    self.fingerprint = fingerprint
    self.log = log
    self.code = code
    self.adapter = adapter
    self.dbtVersion = dbtVersion
    self.command = command
    self.attempt = attempt
    self.line = line
    self.node = node
    self.isBeforeRun = isBeforeRun
    self.isIdempotent = isIdempotent
    self.executionTime = executionTime
  }
}

/// The dbt node that failed.
package struct Node: Hashable, Sendable {
  package var name: String
  /// dbt's resource type: `model`, `test`, `seed`, `snapshot`, `unit_test`, `source`, `operation`.
  package var kind: String?
  /// Relative to the project.
  package var file: String?
  package var package: String?
  package var schema: String?
  package var materialized: String?
  package var uniqueID: String?
  package var rawSQL: String?
  package var compiledSQL: String?
  /// Unique ids.
  package var dependsOn: [String]?

  package init(
    name: String, kind: String? = nil, file: String? = nil, package: String? = nil,
    schema: String? = nil, materialized: String? = nil, uniqueID: String? = nil,
    rawSQL: String? = nil, compiledSQL: String? = nil, dependsOn: [String]? = nil
  ) {
    self.name = name
    self.kind = kind
    self.file = file
    self.package = package
    self.schema = schema
    self.materialized = materialized
    self.uniqueID = uniqueID
    self.rawSQL = rawSQL
    self.compiledSQL = compiledSQL
    self.dependsOn = dependsOn
  }
}
