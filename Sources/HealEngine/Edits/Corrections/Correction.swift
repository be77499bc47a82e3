import HealLanguage

/// An operation of `OperationName/correctionParameters` with its arguments: finds its places itself.
struct Correction {
  let name: OperationName
  let arguments: [String]
  let dialect: Dialect

  /// - Throws: where the places are not found, or not certain.
  func edits(in text: [UInt8], path: String) throws(EditRefusal) -> [TextEdit] {
    switch name {
    case .renameSource:
      return try SourceRename(old: arguments[0], new: arguments[1]).edits(
        in: text, isSQL: !path.isYAML)
    case .renameMacro:
      return try MacroRename(old: arguments[0], new: arguments[1]).edits(
        in: text, isSQL: !path.isYAML)
    case .removeRepeated:
      guard path.isYAML else { throw EditRefusal("\(path) is not YAML") }
      return try RepeatedEntry(name: arguments[0]).edits(in: text, file: path)
    case .removeCopy:
      guard !text.isEmpty else { throw EditRefusal("\(path) is empty") }
      return [TextEdit(text.indices, "")]
    case .restoreAlias:
      return try AliasRestoration(committed: arguments[1], alias: arguments[0]).edits(in: text)
    case .restoreCommitted:
      return try Restoration(
        committed: arguments[1], word: arguments[0], path: path, dialect: dialect
      ).edits(in: text)
    default: break
    }
    guard path.hasSuffix(".sql") else { throw EditRefusal("\(path) is not SQL") }
    if name == .rereadRetyped { return try reread(text) }
    if name == .rereadColumn {
      return try ColumnRename(
        old: ColumnName(arguments[0]), new: ColumnName(arguments[1]), dialect: dialect,
        keepsNames: true
      ).edits(in: text)
    }
    return name == .mendSyntax || name == .mendJinja ? try mend(text) : try correct(text)
  }

  /// Each argument is a column, `=` and what is to be read in its place.
  private func reread(_ text: [UInt8]) throws(EditRefusal) -> [TextEdit] {
    var edits: [TextEdit] = []
    for argument in arguments {
      guard let sign = argument.firstIndex(of: "=") else { throw EditRefusal("no column is known to come as a text now") }
      let column = String(argument[..<sign])
      let rename = ColumnRename(
        old: ColumnName(column), new: ColumnName("reread_" + column), dialect: dialect,
        reading: String(argument[argument.index(after: sign)...]))
      guard let both = merged(edits, try rename.edits(in: text)) else { throw EditRefusal("two of its edits overlap") }
      edits = both
    }
    guard !edits.isEmpty else { throw EditRefusal("no column is known to come as a text now") }
    return edits
  }

  private func mend(_ text: [UInt8]) throws(EditRefusal) -> [TextEdit] {
    name == .mendJinja
      ? try JinjaMend(dialect: dialect).edits(in: text)
      : try SyntaxMend(dialect: dialect).edits(in: text)
  }

  /// Every view has its places; together they must leave a query that can be read no worse. What two
  /// views show must change alike in both.
  private func correct(_ text: [UInt8]) throws(EditRefusal) -> [TextEdit] {
    var edits: [TextEdit] = []
    var refusal: EditRefusal?
    for view in try SQLView.all(of: text, dialect: dialect) {
      let found: [TextEdit]
      do throws(EditRefusal) {
        found = try self.edits(in: ViewReader(view, dialect: dialect))
      } catch {
        refusal = refusal ?? error
        continue
      }
      guard let both = merged(edits, Array(Set(found))) else {
        throw EditRefusal("different Jinja branches need different changes in one place")
      }
      edits = both
    }
    guard !edits.isEmpty else { throw refusal ?? EditRefusal("there is nothing to correct") }
    return edits
  }

  private func edits(in view: ViewReader) throws(EditRefusal) -> [TextEdit] {
    switch name {
    case .renameFunction: try view.renameFunction(arguments[0], to: arguments[1])
    case .renameRelation: try view.renameRelation(arguments[0], to: arguments[1])
    case .correctQualifier: try view.correctQualifier(arguments[0])
    case .correctJoin: try view.correctJoin(arguments[0])
    case .correctColumn: try view.correctColumn(arguments[0], to: arguments[1])
    case .correctAlias: try view.correctAlias(arguments[0], to: arguments[1])
    case .correctKeyword: try view.correctKeyword(arguments[0], to: arguments[1])
    case .qualify: try view.qualify(arguments[0], with: arguments[1])
    case .requalify: try view.requalify(arguments[0], of: arguments[1], to: arguments[2])
    case .renameType: try view.renameType(arguments[0], to: arguments[1])
    case .separate: try view.separate(arguments[0])
    case .completeGroupBy: try view.completeGroupBy()
    case .quoteAsText: try view.quoteAsText(arguments[0])
    case .wrapCall: try view.wrapInCall(arguments[0], around: arguments[1])
    case .castOutput: try view.castOutput(arguments[0], to: arguments[1])
    case .wrapCast: try view.wrapCast(of: arguments[0], in: arguments[1])
    case .unwrapCall: try view.unwrapCall(arguments[0], around: arguments[1])
    default: preconditionFailure("`\(name.rawValue)` is no correction")
    }
  }
}
