/// Repairs the one typo for which a query cannot be read: a misspelt keyword, a comma or a bracket too few or
/// too many, a keyword left out, a quote left open.
///
/// Every such change is tried. It is made only where all that make the query readable mean the same.
struct SyntaxMend {
  let dialect: Dialect

  /// - Throws: where the query can be read, or none or several changes would do.
  func edits(in text: [UInt8]) throws(EditRefusal) -> [TextEdit] {
    let tokens = SQLLexer.tokens(of: text, dialect: dialect)
    let open = tokens.first { !$0.isClosed }
    guard open?.kind != .string else {
      return [try Repair.only(of: QuoteMend(text: text, dialect: dialect).repairs(), in: text)]
    }
    let views = try SQLView.all(of: text, dialect: dialect)
    guard let stop = SyntaxMend.stop(in: views, dialect) else {
      throw EditRefusal("its SQL can be read as it is")
    }
    guard views.allSatisfy({ $0.lexemes.count <= SyntaxMend.mostLexemes }) else {
      throw EditRefusal("its SQL is too long to try changes on")
    }
    let slips = SyntaxSlips(view: stop.view, last: stop.index)
    for tier in [slips.misspelt, slips.structural] {
      let repairs = tier.compactMap { repair(with: $0, in: views) }
      if !repairs.isEmpty { return [try Repair.only(of: repairs, in: text)] }
    }
    // An apostrophe further down may have closed what was left open.
    let requoted = try QuoteMend(text: text, dialect: dialect).repairs()
    if !requoted.isEmpty { return [try Repair.only(of: requoted, in: text)] }
    let line = lineNumber(of: stop.view.offset(of: stop.index), in: text)
    throw EditRefusal("no single small change makes its SQL readable past line \(line)")
  }

  private static let mostLexemes = 4000

  private static func stop(in views: [SQLView], _ dialect: Dialect) -> (
    view: SQLView, index: Int
  )? {
    for view in views {
      var reader = SyntaxReader(view, dialect: dialect)
      if reader.read() == nil { return (view, reader.furthest) }
    }
    return nil
  }

  private func repair(with slip: SyntaxSlips.Slip, in views: [SQLView]) -> Repair? {
    var repair = Repair(edit: slip.edit, oddness: slip.oddness)
    for view in views {
      guard repair.take(slip.applied(to: view), dialect) else { return nil }
    }
    return repair
  }
}
