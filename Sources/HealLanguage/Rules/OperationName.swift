/// What a fix may do, spelt as rules spell it. ``OperationGuide`` explains them.
package enum OperationName: String, CaseIterable, Hashable, Sendable {
  case append, ask
  case castOutput = "cast_output"
  case completeGroupBy = "complete_group_by"
  case correctAlias = "correct_alias"
  case correctColumn = "correct_column"
  case correctJoin = "correct_join"
  case correctKey = "correct_key"
  case correctKeyword = "correct_keyword"
  case correctQualifier = "correct_qualifier"
  case correctTest = "correct_test"
  case correctValue = "correct_value"
  case deleteMatch = "delete_match"
  case insertAfter = "insert_after"
  case insertBefore = "insert_before"
  case mendJinja = "mend_jinja"
  case mendLayout = "mend_layout"
  case mendSyntax = "mend_syntax"
  case move
  case qualify
  case quoteAsText = "quote_as_text"
  case remove
  case removeCopy = "remove_copy"
  case removeRepeated = "remove_repeated"
  case renameColumn = "rename_column"
  case renameFunction = "rename_function"
  case renameMacro = "rename_macro"
  case renameRef = "rename_ref"
  case renameRelation = "rename_relation"
  case renameSource = "rename_source"
  case renameType = "rename_type"
  case replace
  case replaceMatch = "replace_match"
  case requalify
  case rereadColumn = "reread_column"
  case rereadRetyped = "reread_retyped"
  case restoreAlias = "restore_alias"
  case restoreCommitted = "restore_committed"
  case restoreLine = "restore_line"
  case retry, run
  case separate
  case set
  case unwrapCall = "unwrap_call"
  case wrapCall = "wrap_call"
  case wrapCast = "wrap_cast"

  /// Whether it stands behind `edit FILE with`; the others are clauses of a fix by themselves.
  package var isEdit: Bool {
    switch self {
    case .ask, .retry, .run: false
    default: true
    }
  }

  /// What an ``Edit/correction(_:_:)`` is given, a label where it ends in `:`. nil for the others.
  package var correctionParameters: [String]? {
    switch self {
    case .completeGroupBy, .rereadRetyped, .mendJinja, .mendSyntax, .removeCopy: []
    case .correctAlias, .correctKeyword, .renameFunction, .renameMacro, .renameRelation,
      .renameSource, .renameType, .rereadColumn:
      ["old", "to:"]
    case .correctJoin, .correctQualifier, .removeRepeated: ["name"]
    case .qualify: ["column", "with:"]
    case .requalify: ["column", "of:", "to:"]
    case .quoteAsText: ["name"]
    case .restoreAlias: ["alias"]
    case .restoreCommitted: ["near:"]
    case .separate: ["column"]
    case .castOutput: ["column", "to:"]
    case .wrapCast: ["column", "in:"]
    case .unwrapCall, .wrapCall: ["function", "around:"]
    default: nil
    }
  }
}
