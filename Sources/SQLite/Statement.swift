import CSQLite

/// One prepared statement; may be run many times with other values.
@safe
package final class Statement {
  private let database: Database
  private let handle: OpaquePointer
  private var names: [String] = []

  init(_ handle: OpaquePointer, of database: Database) {
    unsafe self.handle = handle
    self.database = database
    names = unsafe (0..<sqlite3_column_count(handle)).map { index in
      unsafe sqlite3_column_name(handle, index).map { unsafe String(cString: $0) } ?? ""
    }
  }

  deinit { unsafe sqlite3_finalize(handle) }

  /// Runs the statement to its end.
  ///
  /// - Parameter values: for its `?`, from left to right; those that are not given are NULL.
  /// - Returns: the rows of its answer.
  /// - Throws: ``SQLiteError``.
  @discardableResult
  package func run(_ values: [SQLiteValue] = []) throws(SQLiteError) -> [Row] {
    defer {
      unsafe sqlite3_reset(handle)
      unsafe sqlite3_clear_bindings(handle)
    }
    for (index, value) in values.enumerated() { try bind(value, at: Int32(index + 1)) }
    var rows: [Row] = []
    while true {
      switch unsafe sqlite3_step(handle) {
      case SQLITE_ROW: rows.append(row())
      case SQLITE_DONE: return rows
      default: throw database.error()
      }
    }
  }

  private func bind(_ value: SQLiteValue, at index: Int32) throws(SQLiteError) {
    let code =
      switch value {
      case .null: unsafe sqlite3_bind_null(handle, index)
      case .integer(let number): unsafe sqlite3_bind_int64(handle, index, Int64(number))
      case .real(let number): unsafe sqlite3_bind_double(handle, index, number)
      case .text(let text):
        unsafe sqlite3_bind_text_copied(handle, index, text, Int32(clamping: text.utf8.count))
      }
    guard code == SQLITE_OK else { throw database.error() }
  }

  private func row() -> Row {
    var values: [String: SQLiteValue] = [:]
    for (index, name) in names.enumerated() { values[name] = value(at: Int32(index)) }
    return Row(values)
  }

  private func value(at index: Int32) -> SQLiteValue {
    switch unsafe sqlite3_column_type(handle, index) {
    case SQLITE_INTEGER: return unsafe .integer(Int(sqlite3_column_int64(handle, index)))
    case SQLITE_FLOAT: return unsafe .real(sqlite3_column_double(handle, index))
    case SQLITE_TEXT, SQLITE_BLOB:
      guard let start = unsafe sqlite3_column_text(handle, index) else { return .text("") }
      let count = unsafe Int(sqlite3_column_bytes(handle, index))
      let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
      return unsafe .text(String(decoding: bytes, as: UTF8.self))
    default: return .null
    }
  }
}
