/// Mends the one slip of the pen for which a query cannot be read: a misspelt keyword, a comma or a
/// bracket too few or too many, a keyword left out, a quote left open.
///
/// Every such change is tried. It is made only where all that make the query readable mean the same.
struct SyntaxMend {
  let dialect: Dialect

  /// - Throws: where the query can be read, or none or several changes would do.
  func edits(in text: [UInt8]) throws(EditRefusal) -> [TextEdit] {
    let tokens = SQLLexer.tokens(of: text, dialect: dialect)
    let open = tokens.first { !$0.isClosed }
    guard open?.kind != .string else {
      return try chosen(of: QuoteMend(text: text, dialect: dialect).outcomes())
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
      let outcomes = tier.compactMap { outcome(of: $0, in: views) }
      if !outcomes.isEmpty { return try chosen(of: outcomes) }
    }
    // An apostrophe further down may have closed what was left open.
    let requoted = try QuoteMend(text: text, dialect: dialect).outcomes()
    if !requoted.isEmpty { return try chosen(of: requoted) }
    let line = lineNumber(of: stop.offset, in: text)
    throw EditRefusal("no single small change makes its SQL readable past line \(line)")
  }

  private static let mostLexemes = 4000

  /// What a change comes to.
  struct Outcome {
    var edit: TextEdit
    /// Of each view, in its canonical form.
    var meaning: [String]
    var oddness: Int
  }

  private static func stop(in views: [SQLView], _ dialect: Dialect)
    -> (view: SQLView, index: Int, offset: Int)?
  {
    for view in views {
      var reader = SyntaxReader(view, dialect: dialect)
      guard reader.read() == nil else { continue }
      let index = reader.furthest
      let offset =
        index < view.lexemes.count ? view.lexemes[index].range.lowerBound : view.bytes.count
      return (view, index, offset)
    }
    return nil
  }

  private func outcome(of slip: SyntaxSlips.Slip, in views: [SQLView]) -> Outcome? {
    var outcome = Outcome(edit: slip.edit, meaning: [], oddness: slip.oddness)
    for view in views {
      var reader = SyntaxReader(slip.applied(to: view), dialect: dialect)
      guard let meaning = reader.read() else { return nil }
      outcome.meaning.append(meaning)
      outcome.oddness += reader.oddness
    }
    return outcome
  }

  /// The change that all plausible outcomes agree on.
  private func chosen(of outcomes: [Outcome]) throws(EditRefusal) -> [TextEdit] {
    guard let least = outcomes.map(\.oddness).min() else {
      throw EditRefusal("no single small change makes its SQL readable")
    }
    let plausible = outcomes.filter { $0.oddness == least }
    let meanings = Set(plausible.map(\.meaning))
    guard meanings.count == 1, let first = plausible.first else {
      throw EditRefusal("\(meanings.count) different changes would make its SQL readable")
    }
    return [first.edit]
  }
}
