import HealLanguage
import SQLite

extension History {
  /// The latest runs, at most so many, newest first, with their failures and fixes.
  package func runs(limit: Int) throws(RunnerError) -> [RunRecord] {
    try asking { (database) throws(SQLiteError) in
      let latest = "(select machine, id from run order by started desc, id desc limit ?)"
      let limit = SQLiteValue.integer(limit)
      var failures: [RunKey: [FailureRecord]] = [:]
      for row in try database.run(
        "select * from failure where (machine, run) in \(latest) order by ordinal", [limit])
      {
        failures[try RunKey(row, "run"), default: []].append(try FailureRecord(row))
      }
      var fixes: [RunKey: [FixRecord]] = [:]
      for row in try database.run(
        "select * from fix where (machine, run) in \(latest) order by ordinal", [limit])
      {
        fixes[try RunKey(row, "run"), default: []].append(try FixRecord(row))
      }
      var runs: [RunRecord] = []
      for row in try database.run(
        "select * from run order by started desc, id desc limit ?", [limit])
      {
        var run = try RunRecord(row)
        let key = try RunKey(row, "id")
        run.failures = failures[key] ?? []
        run.fixes = fixes[key] ?? []
        runs.append(run)
      }
      return runs
    }
  }

  /// How many runs there are.
  package func runCount() throws(RunnerError) -> Int {
    try count("select count(*) as n from run", [])
  }

  /// In how many runs a failure of this cause came; the run under way is counted once it has ended.
  package func failuresSeen(_ fingerprint: Fingerprint) throws(RunnerError) -> Int {
    try count(
      """
      select count(*) as n from (select distinct f.machine, f.run from failure f
        join run r on r.machine = f.machine and r.id = f.run
        where f.fingerprint = ? and r.status <> 'cut-short')
      """, [.text(fingerprint.description)])
  }

  /// How many fixes heal applied by itself since a moment, those that it put back again included.
  package func fixesApplied(since moment: Timestamp) throws(RunnerError) -> Int {
    try count(
      """
      select count(*) as n from fix f join run r on r.machine = f.machine and r.id = f.run
      where r.started >= ? and f.approved_by is null
        and f.verdict in ('verified', 'rolled-back', 'withdrawn')
      """, [.real(moment.seconds)])
  }

  private func count(_ sql: String, _ values: [SQLiteValue]) throws(RunnerError) -> Int {
    try asking { (database) throws(SQLiteError) in
      try database.run(sql, values)[0].value("n")
    }
  }
}

private struct RunKey: Hashable {
  var machine: String
  var run: String

  init(_ row: Row, _ column: String) throws(SQLiteError) {
    machine = try row.value("machine")
    run = try row.value(column)
  }
}

extension RunRecord {
  fileprivate init(_ row: Row) throws(SQLiteError) {
    machine = try row.value("machine")
    id = try row.value("id")
    started = Timestamp(seconds: try row.value("started"))
    failed = try row.optional("failed", as: Double.self).map(Timestamp.init(seconds:))
    ended = try row.optional("ended", as: Double.self).map(Timestamp.init(seconds:))
    status = try row.value("is_observed") ? .observed : row.named("status")
    command = try row.value("command")
    attempts = try row.value("attempts")
    timings.dbt = try row.value("dbt")
    timings.diagnosis = try row.value("diagnosis")
    timings.edit = try row.value("edit")
    timings.verify = try row.value("verify")
    timings.wait = try row.value("wait")
    if let sha = try row.optional("sha", as: String.self) {
      commit = MadeCommit(sha: sha, pullRequest: try row.optional("pull_request"))
    }
    if let number = try row.optional("issue", as: Int.self) {
      issue = IssueReference(number: number, url: try row.optional("issue_url") ?? "")
    }
  }
}

extension FailureRecord {
  fileprivate init(_ row: Row) throws(SQLiteError) {
    fingerprint = try row.value("fingerprint")
    attempt = try row.value("attempt")
    node = try row.optional("node")
    category = try row.optional("category")
    rule = try row.optional("rule")
    summary = try row.value("summary")
    isOpen = try row.value("is_open")
  }
}

extension FixRecord {
  fileprivate init(_ row: Row) throws(SQLiteError) {
    attempt = try row.value("attempt")
    rule = try row.value("rule")
    title = try row.value("title")
    titleTemplate = try row.optional("title_template")
    category = try row.optional("category")
    confidence = try row.optional("confidence")
    risk = try row.optional("risk")
    nodes = try row.list("nodes")
    files = try row.list("files")
    verdict = try row.named("verdict")
    reason = try row.optional("reason")
    approvedBy = try row.optional("approved_by")
  }
}

extension Row {
  /// A value of an enumeration, by its name.
  fileprivate func named<Value: RawRepresentable<String>>(
    _ column: String
  ) throws(SQLiteError) -> Value {
    let name: String = try value(column)
    guard let known = Value(rawValue: name) else {
      throw SQLiteError(.column, "`\(name)` is not known as a \(column)")
    }
    return known
  }

  /// A JSON list of texts.
  fileprivate func list(_ column: String) throws(SQLiteError) -> [String] {
    guard case .list(let items) = JSON(parsing: try value(column)) else { return [] }
    return items.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }
}
