import HealLanguage

// What shows by itself that nothing else can have been meant.
extension IntentGate {
  /// Whether an entry of a model stands in another file too, and came here last.
  func isSpare(_ path: String) -> Bool {
    guard path.hasPrefix("models["), let model = path.bracketed.only else { return false }
    return evidence.answer(.function(.spareEntryIn, [.text(model)])) == .text(change.path)
  }

  /// Of `{{ ref('stg_orders') }}` for `prod.stg_orders`.
  func proof(ofReferringTo relation: String) -> Proof {
    if isGreen { return .missing(unchanged) }
    let schema = relation.split(separator: ".").first?.lowercased() ?? ""
    if Self.environments.contains(schema) {
      return .shown("the project has the model `\(relation.lastKey)`, and `\(schema)` is the name of an environment")
    }
    if correction(relation, relation.lastKey, .relation).stoodHere { return .shown("it was a ref() when it last worked") }
    return .missing("`\(schema)` may hold another table of the name `\(relation.lastKey)`")
  }

  private static let environments: Set<String> = ["dev", "development", "prd", "prod", "production"]

  /// The engine takes nothing else there, so that what is near needs no dictionary.
  func proof(ofDatePart old: String) -> Proof {
    if isGreen { return .missing(unchanged) }
    let near = Self.dateParts.filter { editDistance(old.lowercased(), $0) == 1 }
    guard near.count == 1, let meant = near.first, old.utf8.count > 3 else {
      return .missing("`\(old)` is not one edit away from one part of a date alone")
    }
    return .shown("the engine knows no `\(old)`, and of the parts of a date only `\(meant)` is one edit away")
  }

  /// What every engine takes for a part of a date, and nothing else in its place.
  static let dateParts: Set<String> = ["day", "hour", "minute", "month", "quarter", "second", "week", "year"]

  /// Of a macro, whose text is no whole query: its brackets do not pair, or the engine stumbles where a keyword was.
  var macroClause: String? {
    guard failure.saysUnreadable else { return nil }
    let was = MacroBodies(Array(after.utf8)), now = MacroBodies(Array(change.before.utf8))
    guard !now.isEmpty, was.arePaired, was.count == now.count else { return nil }
    if !now.arePaired { return "the brackets of the macro do not pair, and before its last change they did" }
    guard case .keyword(let word, let keyword) = difference, !SQLNames.functions.contains(word.lowercased()) else { return nil }
    return "the engine cannot read the macro's SQL, in which `\(word)` stands for `\(keyword)`"
  }

  /// Of a name in Jinja that nothing defines, where the macro has a parameter of the name that stood there.
  func parameterClause(_ now: String, _ before: String) -> String? {
    let bodies = MacroBodies(Array(change.before.utf8))
    guard bodies.defines(before), !bodies.defines(now), change.before.jinjaWords.contains(now),
      editDistance(now.lowercased(), before.lowercased()) == 1
    else { return nil }
    return "nothing defines `\(now)` in the macro, and `\(before)` is its parameter"
  }

  /// An alias that is gone while what reads it still does: of an expression nobody else can read what it gives by any
  /// name; of a column, the YAML says that the model gives it by this one.
  func proofOfAlias(_ column: String) -> Proof {
    if isGreen { return .missing(unchanged) }
    let text = Array(change.before.utf8)
    let model = change.path.split(separator: "/").last?.split(separator: ".").first ?? ""
    let declared = evidence.answer(.function(.columns, [.text(String(model))])).texts ?? []
    let place = change.edits.first?.range.lowerBound ?? 0
    if text[..<place].last(where: { !$0.isSQLSpace }) == UInt8(ascii: ")") {
      return .shown("the expression was called `\(column)` when it last worked, and is read by that name; now it has none")
    }
    guard declared.contains(column) else { return .missing(mayBeMeant) }
    return .shown("it was called `\(column)` when it last worked, and the YAML says that the model gives it by that name")
  }
}

extension String {
  /// `month` of `'month'`.
  var unquoted: String {
    guard let quote = first, count > 2, quote == last, quote == "'" || quote == "\"" else { return self }
    return String(dropFirst().dropLast())
  }

  /// `status` of `columns.status`.
  var lastKey: String { split(separator: ".").last.map(String.init) ?? self }

  /// The names in brackets: `shop` and `orders` of `sources[shop].tables[orders].identifier`.
  var bracketed: [String] {
    split(separator: "[").dropFirst().compactMap { $0.split(separator: "]").first.map(String.init) }
  }
}
