import HealLanguage

/// Repairs of texts that cannot be read, and what speaks against them.
extension IntentGate {
  var proofOfRepair: Proof {
    if isGreen { return .missing(unchanged) }
    let before = readability(of: change.before)
    let after = readability(of: after)
    guard before.isUnreadable || (failure.saysUnreadable && !before.isReadable), after.isReadable
    else {
      return .missing("`\(change.path)` can be read as it is, so what it says may be meant")
    }
    if let doubt { return .missing(doubt) }
    return .shown("the text could not be read, and this is the one small change that makes it readable")
  }

  /// Why a repair of SQL may not be what its author meant.
  private var doubt: String? {
    guard change.path.hasSuffix(".sql") else { return nil }
    let repair = RepairDoubt(text: Array(change.before.utf8), edits: change.edits)
    if let clause = repair.clause ?? doubt(ofSeparating: repair) { return clause }
    guard case .correction(.mendSyntax, _) = request else { return nil }
    if let adapter = failure.adapter, ![.duckdb, .postgres].contains(Dialect(adapter: adapter)) {
      return "heal does not know all of the SQL of \(adapter): what it cannot read may be right"
    }
    guard let word = failure.stumbledAt, !change.before.lowercased().contains(word.lowercased()) else { return nil }
    return "the engine stumbles at `\(word)`, which the file does not say"
  }

  /// Why a comma at the end of a line may not be what is missing there: an earlier text had something else between the two
  /// names, or nothing else says that the first one is given out by itself.
  private func doubt(ofSeparating repair: RepairDoubt) -> String? {
    guard let place = repair.separatedPlace else { return nil }
    if case .text(let earlier) = evidence.answer(.function(.committedText, [.text(change.path)])) {
      switch place.separator(in: earlier) {
      case ",": return nil
      case let other?: return "`\(other)` stood there when it last worked"
      case nil: break
      }
    }
    guard place.isUncertain else { return nil }
    let model = change.path.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
    let given = evidence.answer(.function(.columns, [.text(model)])).texts ?? []
    let isNamed = given.contains { $0.lowercased() == place.column } || change.before.count(of: place.column) > 1
    return isNamed ? nil : "an operator may be missing there as well: nothing else names `\(place.column)`"
  }

  /// Why taking back a change that cannot be read may take back what was meant: a bracket that lacks its other half, a word
  /// that may be another one.
  func doubt(ofTakingBack difference: DifferenceKind) -> String? {
    guard change.path.hasSuffix(".sql") else { return nil }
    switch difference {
    case .punctuation(let now, "") where ["(", ")", "[", "]"].contains(now):
      return "a bracket may be missing as well as one too many"
    case .punctuation(let now, "") where ["'", "\"", "`"].contains(now):
      return "a quote may be missing as well as one too many"
    case .keyword(let now, let before):
      let others = Set(SQLWord.keywords(like: now).map { $0.joined(separator: " ") }).subtracting([before.lowercased()])
      return others.isEmpty ? nil : "`\(now)` may as well be a typo of \(others.sorted().quoted)"
    case .punctuation, .name, .other: return nil
    }
  }
}
