import SQLite

/// A cause that no rule knows, and how often it came.
package struct UnknownFailure: Hashable, Sendable {
  package var fingerprint: String
  /// The name of the node it came in last.
  package var node: String?
  /// One line of what dbt said, redacted.
  package var summary: String
  /// The runs that it came in.
  package var runs: Int
  package var lastSeen: Timestamp
}

extension History {
  /// Causes that no rule knew when they came last, the most frequent first.
  package func unknownFailures(limit: Int) throws(RunnerError) -> [UnknownFailure] {
    try asking { (database) throws(SQLiteError) in
      var failures: [UnknownFailure] = []
      for row in try database.run(Self.unknown, [.integer(limit)]) {
        failures.append(
          UnknownFailure(
            fingerprint: try row.value("fingerprint"), node: try row.optional("node"),
            summary: try row.value("summary"), runs: try row.value("runs"),
            lastSeen: Timestamp(seconds: try row.value("last"))))
      }
      return failures
    }
  }

  /// Of the columns beside `max`, SQLite gives those of the row that has the maximum.
  private static let unknown = """
    select * from (
      select f.fingerprint, f.node, f.summary, f.rule, max(r.started) as last,
        count(distinct f.machine || f.run) as runs
      from failure f join run r on r.machine = f.machine and r.id = f.run
      group by f.fingerprint)
    where rule is null order by runs desc, last desc limit ?
    """
}
