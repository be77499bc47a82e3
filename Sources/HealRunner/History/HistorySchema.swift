import SQLite

/// The tables of the history, as the steps that lead from one version to the next.
///
/// A step that has been released is never changed; a new one is added below it.
struct HistorySchema: Sendable {
  /// Step N leads from version N to version N + 1.
  var steps: [String]

  var version: Int { steps.count }

  static let current = HistorySchema(steps: [first, observed, named])

  /// Marks the file as heal's: `heal` in ASCII.
  static let applicationID = 0x6865_616C

  /// Brings a database to this version, in one change.
  ///
  /// - Throws: ``HistoryError``; the file is what it was then.
  func migrate(_ database: Database, path: String) throws(RunnerError) {
    if try version(of: database, path: path) == version { return }
    try refusing(path) { () throws(SQLiteError) in
      try database.transaction { () throws(SQLiteError) in
        // Another process may have been faster.
        for step in steps.dropFirst(try database.number("user_version")) {
          try database.execute(step)
        }
        try database.execute(
          "pragma application_id = \(Self.applicationID); pragma user_version = \(version)")
      }
    }
  }

  /// The version of a file; 0 for one that is still empty.
  private func version(of database: Database, path: String) throws(RunnerError) -> Int {
    let found = try refusing(path) { () throws(SQLiteError) in
      (
        application: try database.number("application_id"),
        version: try database.number("user_version"),
        tables: try database.run("select count(*) as n from sqlite_schema")[0].value(
          "n", as: Int.self)
      )
    }
    if found.application == Self.applicationID {
      guard found.version <= version else {
        throw .history(.newer(path: path, version: found.version, known: version))
      }
      return found.version
    }
    guard found.application == 0, found.version == 0, found.tables == 0 else {
      throw .history(.damaged(path: path, reason: "another program's database"))
    }
    return 0
  }

  private static let first = """
    create table machine (id text not null) strict;

    create table run (
      machine text not null,      -- of the .heal folder that the run was made in
      id text not null,
      changed real not null,      -- when this row was written last; seconds since 1970, as all times
      started real not null,
      failed real,                -- when dbt had failed for the first time
      ended real,                 -- null when the run was cut short
      status text not null
        check (status in ('green', 'healed', 'waiting', 'not-healed', 'interrupted', 'cut-short')),
      command text not null,
      attempts integer not null,
      dbt real not null,          -- durations in seconds
      diagnosis real not null,
      edit real not null,
      verify real not null,
      wait real not null,
      sha text,
      pull_request text,
      issue integer,
      issue_url text,
      primary key (machine, id)
    ) strict, without rowid;
    create index run_started on run (started);

    create table failure (
      machine text not null,
      run text not null,
      ordinal integer not null,   -- in the order in which they came
      fingerprint text not null,
      attempt integer not null,   -- the first in which it came
      node text,
      category text,
      rule text,                  -- null when no rule knew it
      summary text not null,
      is_open integer not null,   -- whether it was there at the end
      primary key (machine, run, ordinal),
      foreign key (machine, run) references run on delete cascade
    ) strict, without rowid;
    create index failure_fingerprint on failure (fingerprint);

    create table fix (
      machine text not null,
      run text not null,
      ordinal integer not null,
      attempt integer not null,   -- that it was meant to turn green
      rule text not null,
      title text not null,
      category text,
      confidence real,            -- as authored, from 0 to 1
      risk text,
      nodes text not null,        -- JSON lists
      files text not null,
      verdict text not null
        check (verdict in ('verified', 'rolled-back', 'withdrawn', 'proposed', 'refused')),
      reason text,
      approved_by text,           -- null when nobody was asked
      primary key (machine, run, ordinal),
      foreign key (machine, run) references run on delete cascade
    ) strict, without rowid;
    create index fix_rule on fix (rule);
    """

  /// An undo counted against every fix of its run; nobody had been asked why.
  private static let named = """
    alter table fix add column title_template text;  -- null in what was recorded before
    update fix set verdict = 'withdrawn'
      where verdict = 'rolled-back' and reason = 'taken back by heal undo';
    """
}

extension HistorySchema {
  /// Whether heal only looked on; the status of such a run is `not-healed`.
  private static let observed =
    "alter table run add column is_observed integer not null default 0"
}

extension Database {
  /// A setting that is a number.
  fileprivate func number(_ pragma: String) throws(SQLiteError) -> Int {
    try run("pragma \(pragma)")[0].value(pragma)
  }
}

/// Says whose file it was that SQLite refused.
func refusing<Answer>(
  _ path: String, _ body: () throws(SQLiteError) -> Answer
) throws(RunnerError) -> Answer {
  do throws(SQLiteError) {
    return try body()
  } catch {
    throw switch error.kind {
    case .damaged: RunnerError.history(.damaged(path: path, reason: error.description))
    default: RunnerError.history(.refused(path: path, reason: error.description))
    }
  }
}
