import SQLite

extension History {
  /// What came of an import.
  package struct Import: Hashable, Sendable {
    /// Runs that were not here before.
    package var added: Int
    /// Runs of which the other history knew more.
    package var updated: Int
    /// Runs that were here as they are there.
    package var known: Int
  }

  /// Takes over the runs of another history; those that are here already stay as they are, unless the
  /// other one knows more of them. Doing it twice changes nothing.
  ///
  /// - Parameter other: the file. It is only read, and may have been written by an older heal.
  /// - Returns: how many runs came in.
  /// - Throws: ``RunnerError/history(_:)``, ``RunnerError/file(_:doing:reason:)``.
  package func importRuns(of other: String) throws(RunnerError) -> Import {
    guard FileSystem.exists(other) else {
      throw .file(other, doing: "read", reason: "there is no such file")
    }
    let copy = "\(path).import-\(RunID(at: .now))"
    defer { FileSystem.remove(copy) }
    do throws(RunnerError) {
      _ = try refusing(other) { () throws(SQLiteError) in
        // As a whole, even while another process writes to it.
        try Database(other, .read).run("vacuum into ?", [.text(copy)])
      }
      _ = try History(path: copy, .write)
    } catch {
      throw error.naming(other)
    }
    return try merge(copy)
  }

  private func merge(_ copy: String) throws(RunnerError) -> Import {
    try asking { (database) throws(SQLiteError) in
      try database.run("attach ? as other", [.text(ProjectTree.resolved(copy))])
      defer { try? database.execute("detach other") }
      return try database.transaction { () throws(SQLiteError) in
        let all: Int = try database.run("select count(*) as n from other.run")[0].value("n")
        let before: Int = try database.run("select count(*) as n from run")[0].value("n")
        let updated = try database.run(Self.dropOlder).count
        try database.execute(Self.takeOver)
        let after: Int = try database.run("select count(*) as n from run")[0].value("n")
        let added = after - before
        return Import(added: added, updated: updated, known: all - added - updated)
      }
    }
  }

  private static let dropOlder = """
    delete from main.run where exists (
      select 1 from other.run o
      where o.machine = run.machine and o.id = run.id and o.changed > run.changed)
    returning id
    """

  /// What lies below a run is taken over with it only: `fresh` are the runs that are not here.
  private static let takeOver = """
    create temp table fresh as
      select machine, id from other.run except select machine, id from main.run;
    insert into main.run select * from other.run where (machine, id) in fresh;
    insert into main.failure select * from other.failure where (machine, run) in fresh;
    insert into main.fix select * from other.fix where (machine, run) in fresh;
    drop table fresh;
    """
}

extension RunnerError {
  /// The same of the file that the user named.
  fileprivate func naming(_ path: String) -> RunnerError {
    switch self {
    case .history(.damaged(_, let reason)):
      .file(path, doing: "import", reason: "it is no history of heal (\(reason))")
    case .history(.newer(_, let version, let known)):
      .history(.newer(path: path, version: version, known: known))
    case .history(.refused(_, let reason)): .history(.refused(path: path, reason: reason))
    default: self
    }
  }
}
