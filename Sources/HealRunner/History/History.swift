import SQLite

/// What heal keeps of a project's runs, in a small SQLite database.
package final class History {
  package let path: String
  /// Names the folder that it lies in; nil in a history that is only read and never had a run.
  package let machine: String?
  let database: Database

  /// Opens a project's history, and creates it where there is none.
  ///
  /// - Throws: ``RunnerError/history(_:)``; the file is what it was then.
  package convenience init(of folder: HealFolder) throws(RunnerError) {
    try self.init(path: folder.history)
  }

  init(
    path: String, _ access: Database.Access = .create, schema: HistorySchema = .current
  ) throws(RunnerError) {
    self.path = path
    // The folder may be a link to a volume; the file may not lead out of it.
    let folder = FileSystem.parent(of: path)
    let real = ProjectTree.resolved(folder) + path.dropFirst(folder.count)
    let database = try refusing(path) { () throws(SQLiteError) in
      let database = try Database(real, access)
      try database.execute(Self.settings)
      return database
    }
    try schema.migrate(database, path: path)
    machine = try refusing(path) { () throws(SQLiteError) in
      try Self.machine(database, mayWrite: access != .read)
    }
    self.database = database
  }

  /// Opens a history for reading; what runs could not write down any more is taken from their journals.
  ///
  /// - Returns: nil when there is none.
  package static func existing(in folder: HealFolder) throws(RunnerError) -> History? {
    guard FileSystem.exists(folder.history) else { return nil }
    let history = try History(path: folder.history, .write)
    // A history that takes no further word can still be read.
    try? history.settle(by: folder)
    return history
  }

  /// A commit waits for the disk where an older one could be damaged otherwise, no oftener; a file that
  /// was tampered with cannot have functions of its schema run.
  private static let settings = """
    pragma synchronous = normal; pragma foreign_keys = on; pragma temp_store = memory; \
    pragma trusted_schema = off; pragma cell_size_check = on
    """

  private static func machine(_ database: Database, mayWrite: Bool) throws(SQLiteError) -> String? {
    func stored() throws(SQLiteError) -> String? {
      try database.run("select id from machine limit 1").first?.value("id")
    }
    if let id = try stored() { return id }
    guard mayWrite else { return nil }
    let id = UInt64.random(in: .min ... .max).hexDigits
    return try database.transaction { () throws(SQLiteError) in
      if let id = try stored() { return id }
      try database.run("insert into machine values (?)", [.text(id)])
      return id
    }
  }

  /// Asks the database, and says whose file it was when it refuses.
  func asking<Answer>(
    _ body: (Database) throws(SQLiteError) -> Answer
  ) throws(RunnerError) -> Answer {
    try refusing(path) { () throws(SQLiteError) in try body(database) }
  }
}

extension HealFolder {
  /// Renames a history that cannot be read, so that a new one can begin.
  ///
  /// - Returns: the new name; nil when the system refuses.
  func setHistoryAside() -> String? {
    let aside = "\(history).damaged-\(Timestamp.now.compact)"
    guard FileSystem.move(history, to: aside) else { return nil }
    FileSystem.remove(history + "-journal")
    return aside
  }
}
