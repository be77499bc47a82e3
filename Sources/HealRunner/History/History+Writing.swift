import HealLanguage
import SQLite

extension History {
  /// Writes a run down, in place of what was known of it.
  package func record(_ run: RunRecord) throws(RunnerError) {
    let changed = Timestamp.now
    try asking { (database) throws(SQLiteError) in
      try database.transaction { () throws(SQLiteError) in
        // Failures and fixes go with their run.
        try database.run(
          "delete from run where machine = ? and id = ?", [.text(run.machine), .text(run.id)])
        try database.run(Self.insertRun, run.columns(changed))
        for (ordinal, failure) in run.failures.enumerated() {
          try database.run(Self.insertFailure, run.key(ordinal) + failure.columns)
        }
        for (ordinal, fix) in run.fixes.enumerated() {
          try database.run(Self.insertFix, run.key(ordinal) + fix.columns)
        }
      }
    }
  }

  /// Notes of runs that were killed how they had ended by then, as their journals say.
  func settle(by folder: HealFolder) throws(RunnerError) {
    guard let machine else { return }
    try asking { (database) throws(SQLiteError) in
      for row in try database.run(Self.cutShort, [.text(machine)]) {
        let id: String = try row.value("id")
        guard let run = RunID(id), let end = folder.end(of: run) else { continue }
        try database.run(
          Self.settleRun, [.text(end.status.rawValue), .text(end.time), .text(machine), .text(id)])
      }
    }
  }

  private static let cutShort = "select id from run where machine = ? and status = 'cut-short'"

  /// A time is compared with the start, in case that the clock was set meanwhile.
  private static let settleRun = """
    update run set status = ?, ended = max(started, (julianday(?) - 2440587.5) * 86400)
    where machine = ? and id = ? and status = 'cut-short'
    """

  /// Notes that a person reverted what a run had changed.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - reason: why; with one it counts against the run's fixes. nil says nothing of them: the person may have
  ///     wanted another fix, or none that day.
  /// - Throws: ``RunnerError/history(_:)``.
  package func recordUndo(of run: String, because reason: String? = nil) throws(RunnerError) {
    guard let machine else { return }
    let key: [SQLiteValue] = [.text(machine), .text(run)]
    let verdict: FixRecord.Verdict = reason == nil ? .withdrawn : .rolledBack
    let words = "reverted by heal undo" + (reason.map { ": \($0)" } ?? "")
    try asking { (database) throws(SQLiteError) in
      try database.transaction { () throws(SQLiteError) in
        try database.run(
          """
          update fix set verdict = ?, reason = ?
          where machine = ? and run = ? and verdict = 'verified'
          """, [.text(verdict.rawValue), .text(words.cut(to: 200))] + key)
        try database.run(
          "update run set changed = ? where machine = ? and id = ?",
          [.real(Timestamp.now.seconds)] + key)
      }
    }
  }

  /// Notes that a later start reverted what a run had changed: it was cut short, or its fix could not be committed.
  ///
  /// - Throws: ``RunnerError/history(_:)``.
  func recordReverted(_ recovered: Recovered) throws(RunnerError) {
    guard let machine else { return }
    let key: [SQLiteValue] = [.text(machine), .text(recovered.run.description)]
    let (status, words): (RunRecord.Status, String) =
      recovered.couldNotCommit
      ? (.notHealed, "reverted: it could not be committed") : (.cutShort, "reverted: cut short")
    try asking { (database) throws(SQLiteError) in
      try database.transaction { () throws(SQLiteError) in
        try database.run(
          """
          update fix set verdict = ?, reason = ?
          where machine = ? and run = ? and verdict = 'verified'
          """, [.text(FixRecord.Verdict.withdrawn.rawValue), .text(words)] + key)
        try database.run(
          """
          update run set changed = ?, status = ?
          where machine = ? and id = ? and status = 'healed'
          """, [.real(Timestamp.now.seconds), .text(status.rawValue)] + key)
      }
    }
  }

  /// Notes the commit that a later start made of what a run had changed.
  ///
  /// - Throws: ``RunnerError/history(_:)``.
  func recordCommit(_ sha: String, of run: RunID) throws(RunnerError) {
    guard let machine else { return }
    try asking { (database) throws(SQLiteError) in
      try database.transaction { () throws(SQLiteError) in
        _ = try database.run(
          "update run set changed = ?, sha = ? where machine = ? and id = ?",
          [.real(Timestamp.now.seconds), .text(sha), .text(machine), .text(run.description)])
      }
    }
  }

  private static let insertRun = """
    insert into run (machine, id, changed, started, failed, ended, status, command, attempts,
      dbt, diagnosis, edit, verify, wait, sha, pull_request, issue, issue_url,
      is_observed)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  private static let insertFailure = """
    insert into failure (machine, run, ordinal, fingerprint, attempt, node, category, rule, summary,
      is_open)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  private static let insertFix = """
    insert into fix (machine, run, ordinal, attempt, rule, title, category, confidence, risk, nodes,
      files, verdict, reason, approved_by, title_template)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """
}

extension RunRecord {
  fileprivate func key(_ ordinal: Int) -> [SQLiteValue] {
    [.text(machine), .text(id), .integer(ordinal)]
  }

  fileprivate func columns(_ changed: Timestamp) -> [SQLiteValue] {
    [
      .text(machine), .text(id), .real(changed.seconds), .real(started.seconds),
      SQLiteValue(failed?.seconds), SQLiteValue(ended?.seconds), .text(storedStatus.rawValue),
      .text(command), .integer(attempts), .real(timings.dbt), .real(timings.diagnosis),
      .real(timings.edit), .real(timings.verify), .real(timings.wait), SQLiteValue(commit?.sha),
      SQLiteValue(commit?.pullRequest), SQLiteValue(issue?.number), SQLiteValue(issue?.url),
      SQLiteValue(status == .observed),
    ]
  }

  /// The table's own word: it is older than `observed`, which has a column.
  private var storedStatus: Status { status == .observed ? .notHealed : status }
}

extension FailureRecord {
  fileprivate var columns: [SQLiteValue] {
    [
      .text(fingerprint), .integer(attempt), SQLiteValue(node), SQLiteValue(category),
      SQLiteValue(rule), .text(summary), SQLiteValue(isOpen),
    ]
  }
}

extension FixRecord {
  fileprivate var columns: [SQLiteValue] {
    [
      .integer(attempt), .text(rule), .text(title), SQLiteValue(category), SQLiteValue(confidence),
      SQLiteValue(risk), .text(nodes.jsonText), .text(files.jsonText), .text(verdict.rawValue),
      SQLiteValue(reason), SQLiteValue(approvedBy), SQLiteValue(titleTemplate),
    ]
  }
}

extension [String] {
  /// The list as JSON.
  fileprivate var jsonText: String { JSON.list(map(JSON.text)).rendered() }
}
