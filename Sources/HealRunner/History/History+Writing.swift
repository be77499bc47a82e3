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

  /// Notes that a person took back what a run had changed: its fixes did not hold.
  package func recordUndo(of run: String) throws(RunnerError) {
    guard let machine else { return }
    let key: [SQLiteValue] = [.text(machine), .text(run)]
    try asking { (database) throws(SQLiteError) in
      try database.transaction { () throws(SQLiteError) in
        try database.run(
          """
          update fix set verdict = 'rolled-back', reason = 'taken back by heal undo'
          where machine = ? and run = ? and verdict = 'verified'
          """, key)
        try database.run(
          "update run set changed = ? where machine = ? and id = ?",
          [.real(Timestamp.now.seconds)] + key)
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
      files, verdict, reason, approved_by)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
      SQLiteValue(reason), SQLiteValue(approvedBy),
    ]
  }
}

extension [String] {
  /// The list as JSON.
  fileprivate var jsonText: String { JSON.list(map(JSON.text)).rendered() }
}
