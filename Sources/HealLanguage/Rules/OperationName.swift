/// What a fix may do, spelt as rules spell it. ``OperationGuide`` explains them.
package enum OperationName: String, CaseIterable, Hashable, Sendable {
  case append, ask
  case correctColumn = "correct_column"
  case deleteMatch = "delete_match"
  case insertAfter = "insert_after"
  case insertBefore = "insert_before"
  case remove
  case renameColumn = "rename_column"
  case renameMacro = "rename_macro"
  case renameRef = "rename_ref"
  case renameSource = "rename_source"
  case replace
  case replaceMatch = "replace_match"
  case restoreLine = "restore_line"
  case retry, run, set

  /// Whether it stands behind `edit FILE with`; the others are clauses of a fix by themselves.
  package var isEdit: Bool {
    switch self {
    case .ask, .retry, .run: false
    default: true
    }
  }

  /// Whether this version can carry it out.
  package var isAvailable: Bool {
    switch self {
    case .append, .remove, .renameMacro, .renameSource, .set: false
    default: true
    }
  }
}
