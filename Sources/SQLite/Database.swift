import CSQLite

/// An open SQLite database, closed when nobody holds it any more. Not for use by two threads at once.
///
/// It keeps SQLite's rollback journal: write-ahead logging needs memory that all processes share, which
/// folders on a network do not have.
@safe
package final class Database {
  private let handle: OpaquePointer

  package enum Access: Hashable, Sendable {
    case read
    case write
    /// As ``write``; the file is created where there is none. Neither follows a link, wherever it is in the path.
    case create

    fileprivate var flags: Int32 {
      switch self {
      case .read: SQLITE_OPEN_READONLY
      case .write: SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW
      }
    }
  }

  /// Opens a file; that it is no database is found out by the first statement.
  ///
  /// - Parameters:
  ///   - path: of the file; without links where it is to be written.
  ///   - access: what may be done to it.
  ///   - busyTimeout: how long to wait for other processes. In seconds.
  /// - Throws: ``SQLiteError``.
  package init(
    _ path: String, _ access: Access = .create, busyTimeout: Double = 5
  ) throws(SQLiteError) {
    var opened: OpaquePointer?
    let flags = access.flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = unsafe sqlite3_open_v2(path, &opened, flags, nil)
    guard code == SQLITE_OK, let handle = unsafe opened else {
      let error = unsafe SQLiteError(code: code, handle: opened)
      unsafe sqlite3_close_v2(opened)
      throw error
    }
    unsafe self.handle = handle
    unsafe sqlite3_busy_timeout(handle, Int32(clamping: Int(busyTimeout * 1000)))
  }

  deinit { unsafe sqlite3_close_v2(handle) }

  package func prepare(_ sql: String) throws(SQLiteError) -> Statement {
    var prepared: OpaquePointer?
    guard unsafe sqlite3_prepare_v2(handle, sql, -1, &prepared, nil) == SQLITE_OK,
      let prepared = unsafe prepared
    else { throw error() }
    return unsafe Statement(prepared, of: self)
  }

  /// Runs one statement, once.
  @discardableResult
  package func run(_ sql: String, _ values: [SQLiteValue] = []) throws(SQLiteError) -> [Row] {
    try prepare(sql).run(values)
  }

  /// Runs all statements of a script; it has no parameters and its answers are dropped.
  package func execute(_ script: String) throws(SQLiteError) {
    guard unsafe sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK else { throw error() }
  }

  /// Runs the body as one change: all of it, or none when it throws.
  ///
  /// The right to write is taken at the beginning, so that two processes take turns.
  package func transaction<Answer>(
    _ body: () throws(SQLiteError) -> Answer
  ) throws(SQLiteError) -> Answer {
    try execute("begin immediate")
    do {
      let answer = try body()
      try execute("commit")
      return answer
    } catch {
      try? execute("rollback")
      throw error
    }
  }

  /// What SQLite said of the call that has just failed.
  func error() -> SQLiteError {
    unsafe SQLiteError(code: sqlite3_extended_errcode(handle), handle: handle)
  }
}

extension SQLiteError {
  fileprivate init(code: Int32, handle: OpaquePointer?) {
    let words = unsafe handle.map { unsafe sqlite3_errmsg($0) } ?? sqlite3_errstr(code)
    self.init(
      Self.kind(of: code), unsafe words.map { unsafe String(cString: $0) } ?? "error \(code)")
  }

  private static func kind(of code: Int32) -> Kind {
    // The low byte is the kind of error, the others say more of it.
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: .busy
    case SQLITE_CORRUPT, SQLITE_NOTADB: .damaged
    case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: .denied
    case SQLITE_FULL: .full
    case SQLITE_CONSTRAINT, SQLITE_MISMATCH: .constraint
    default: .other
    }
  }
}
