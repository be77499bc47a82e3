/// Why the database of earlier runs cannot be used. `path` is the file's.
package enum HistoryError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It is no database, a damaged one, or one of another program.
  case damaged(path: String, reason: String)
  /// A later heal wrote it, in a format that this one does not know. Nothing was done to it.
  case newer(path: String, version: Int, known: Int)
  /// What the system refuses: locked, read-only, the disk full.
  case refused(path: String, reason: String)

  package var description: String {
    switch self {
    case .damaged(let path, let reason):
      "`\(path)` cannot be read as heal's history (\(reason)); the next run sets it aside"
    case .newer(let path, let version, let known):
      "`\(path)` was written by a newer heal (its format is \(version), this heal knows up to "
        + "\(known)): update heal; nothing was changed"
    case .refused(let path, let reason): "cannot use the history `\(path)`: \(reason)"
    }
  }
}
