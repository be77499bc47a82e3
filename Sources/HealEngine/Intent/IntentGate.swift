import HealLanguage

/// Judges whether a change that a rule offers may be made without a person: a name only where it is a typo or its
/// place proves it, a repair only of text that cannot be read, a revert only of one of these.
///
/// Goes by what the operation does to the file, not by what the rule says of it.
struct IntentGate {
  /// The rule's edit, before its expressions were evaluated.
  let edit: Edit
  /// The same with its values.
  let request: EditRequest
  let change: FileChange
  let failure: Failure
  let evidence: any Evidence
  /// The `let`s of the rule by name.
  var bindings: [String: Expression] = [:]

  var proof: Proof {
    switch request {
    case .correctColumn(let old, let new): return correction(old, new, .column).proof
    case .renameColumn(let old, let new): return proof(ofReading: new, for: old)
    case .renameRef(let old, let new):
      return correction(old, new, .relation).proof
    case .correctKey(let old, let new):
      // A key that dbt does not know names a column: of a unit test's rows, of a seed's types.
      let kind: WordTypo.Kind = DbtFile.allKeys.contains(new) ? .relation : .column
      return official(old.lastKey, new, DbtFile.allKeys, kind: kind).proof
    case .correctTest(let old, let new):
      // What no test is called, nothing else can name.
      let known = Set(evidence.answer(.tests).texts ?? [])
      return official(old, new, known.contains(old) ? Self.tests : Self.tests.union(known)).proof
    case .correctValue(let key, let old, let new):
      return official(old, new, Self.values, kind: Self.kind(ofValueAt: key)).proof
    case .set(let path, let value): return proof(ofSetting: path, to: value)
    case .remove(let path) where isSpare(path): return .shown("another file says the same of it, word for word")
    case .append(let path, _), .remove(let path), .move(let path, _):
      return isWrittenOut ? .notNeeded : .missing("nothing shows that `\(path)` was meant otherwise")
    case .mendLayout: return proofOfRepair
    case .restoreLine: return proofOfRevert
    case .replace(let old, let new, _) where Self.dateParts.contains(new.unquoted):
      return proof(ofDatePart: old.unquoted)
    case .replace(let old, let new, _) where new == "{{ ref('\(old.lastKey)') }}": return proof(ofReferringTo: old)
    case .replace(let old, _, _):
      if old.hasPrefix("'"), change.path.hasSuffix(".sql"), !editsJinjaAlone {
        return .missing("`\(old)` may be a text, and no name")
      }
      if old.hasPrefix("%") { return proofOfValues }
      return isWrittenOut ? .notNeeded : proofOfWords(Self.kind(ofReplaced: old), isCall: old.hasSuffix("("))
    case .replaceMatch, .deleteMatch, .insertBefore, .insertAfter:
      return isWrittenOut ? .notNeeded : proofOfWords(.column)
    case .correction(let name, let arguments): return proof(of: name, arguments)
    }
  }

  private func proof(of name: OperationName, _ arguments: [String]) -> Proof {
    switch name {
    case .restoreAlias: return proofOfAlias(arguments[0])
    case .rereadColumn: return proof(ofReading: arguments[1], for: arguments[0])
    case .correctAlias:
      var correction = correction(arguments[0], arguments[1], .column)
      correction.isOutput = true
      return correction.proof
    case .renameMacro where isWrittenOut: return .notNeeded
    case .renameSource, .renameMacro:
      return correction(arguments[0], arguments[1], .relation).proof
    case .renameFunction:
      var correction = correction(arguments[0], arguments[1], .relation)
      correction.alternatives = SQLNames.functions
      return correction.proof
    case .renameType:
      var correction = correction(arguments[0], arguments[1], .relation)
      correction.alternatives = SQLNames.types
      return correction.proof
    case .correctKeyword: return correction(arguments[0], arguments[1], .relation).proof
    // Which of the two names is the wrong one, these find out themselves.
    case .renameRelation, .correctQualifier, .correctJoin: return proofOfWords(.relation)
    case .mendSyntax, .mendJinja: return proofOfRepair
    case .restoreCommitted: return proofOfRevert
    case .removeCopy: return .shown("another file holds the same model, byte for byte")
    case .removeRepeated: return .shown("the file says the same twice, word for word")
    case .qualify: return proofOfOwner(arguments[0])
    case .separate: return proofOfSeparation(arguments[0])
    case .quoteAsText: return proofOfText(arguments[0])
    case .castOutput: return .missing("what the model gives out, and what the contract promises, is for a person to say")
    case .requalify, .completeGroupBy:
      return .missing(isGreen ? unchanged : "the query may have been meant otherwise")
    case .rereadRetyped, .wrapCall, .wrapCast, .unwrapCall: return proofOfValues
    case .append, .ask, .correctColumn, .correctKey, .correctTest, .correctValue, .deleteMatch,
      .insertAfter, .insertBefore, .mendLayout, .move, .remove, .renameColumn, .renameRef, .replace,
      .replaceMatch, .restoreLine, .retry, .run, .set:
      preconditionFailure("`\(name.rawValue)` is no correction")
    }
  }

  /// Whether all that is changed stands in Jinja's expressions or statements, where a text can name a column.
  private var editsJinjaAlone: Bool {
    let text = Array(change.before.utf8)
    let tags = JinjaTag.read(in: text)
    return change.edits.allSatisfy { edit in
      tags.contains { $0.range.lowerBound < edit.range.lowerBound && edit.range.upperBound < $0.range.upperBound }
    }
  }

  // MARK: Names

  func correction(_ old: String, _ new: String, _ kind: WordTypo.Kind) -> NameCorrection {
    NameCorrection(
      old: old, new: new, kind: kind, path: change.path, before: change.before, after: after,
      failure: failure, evidence: evidence)
  }

  /// Of an edit that reads another column and gives out what it gave out before: a correction of the name, or a rename
  /// upstream that the data prove.
  private func proof(ofReading new: String, for old: String) -> Proof {
    let proof = correction(old, new, .column).proof
    guard case .missing(let reason) = proof, let node = failure.node, node.file == change.path,
      let data = DataProof(evidence.answer(.renameProof(old, to: new, node: node.name)))
    else { return proof }
    return data.isProven ? .shown(data.clause) : .missing("\(reason); \(data.clause)")
  }

  /// Of an edit by which values are read in another way.
  private var proofOfValues: Proof {
    let names = NamesAround(change).names
    guard let data = DataProof(evidence.answer(.editProof(path: change.path, text: after, names: names))) else {
      return .missing("nothing shows that the values read so are those of yesterday")
    }
    return data.isProven ? .shown(data.clause) : .missing(data.clause)
  }

  /// A correction to what may be one of dbt's own words.
  private func official(
    _ old: String, _ new: String, _ words: Set<String>, kind: WordTypo.Kind = .relation
  ) -> NameCorrection {
    var correction = correction(old, new, kind)
    correction.isOfficial = words.contains(new)
    return correction
  }

  private static let tests: Set<String> = ["accepted_values", "not_null", "relationships", "unique"]

  /// What dbt accepts where it accepts no other value.
  private static let values: Set<String> = [
    "analyses", "append", "append_new_columns", "check", "delete+insert", "ephemeral", "error",
    "fail", "false", "ignore", "incremental", "insert_overwrite", "macros", "materialized_view", "merge",
    "microbatch", "models", "seeds", "snapshots", "sync_all_columns", "table", "tests", "timestamp",
    "true", "view", "warn",
  ]

  var after: String { apply(change.edits, to: change.before) }

  /// What the value at a key names.
  private static func kind(ofValueAt key: String) -> WordTypo.Kind {
    switch key {
    case "columns.name", "field": .column
    default: .relation
    }
  }

  /// A source's table is read by the name that is there; anything else that is set changes what the project means.
  private func proof(ofSetting path: String, to value: String) -> Proof {
    guard path.hasSuffix(".identifier"), let table = path.bracketed.last else {
      return isWrittenOut
        ? .notNeeded : .missing("nothing shows that `\(path)` was meant to be `\(value)`")
    }
    let proof = correction(table, value, .relation).proof
    guard case .missing(let reason) = proof, let node = failure.node?.name, let source = path.bracketed.first,
      let data = DataProof(evidence.answer(.tableProof(source: "\(source).\(table)", table: value, node: node)))
    else { return proof }
    return data.isProven ? .shown(data.clause) : .missing("\(reason); \(data.clause)")
  }

  /// `dbt_utls.` names a package; anything else may be a column.
  private static func kind(ofReplaced text: String) -> WordTypo.Kind {
    text.hasSuffix(".") || text.hasSuffix("(") || text.contains("dispatch(") ? .relation : .column
  }

  /// Of an edit that writes names: they must all be corrections; of one that writes none, a repair.
  private func proofOfWords(_ kind: WordTypo.Kind, isCall: Bool = false) -> Proof {
    let text = Array(change.before.utf8)
    let changes = Set(change.edits.map { WordChange($0, in: text) })
    if changes.allSatisfy(\.isEmpty) { return proofOfRepair }
    guard let change = changes.only, let names = change.correction else {
      return .missing("it writes more than one other name")
    }
    if kind == .column { return proof(ofReading: names.new, for: names.old) }
    var correction = correction(names.old, names.new, kind)
    if isCall { correction.alternatives = SQLNames.functions }
    return correction.proof
  }

  var isGreen: Bool { evidence.answer(.isGreenText(change.path)) == .bool(true) }

  var unchanged: String {
    "`\(change.path)` is as it last ran green, so what changed lies outside it"
  }

  // MARK: What was there before

  /// A revert counts only as the correction of one name, or as the repair of text that cannot be read.
  private var proofOfRevert: Proof {
    switch difference {
    case .name(let now, let before):
      if !isGreen, let clause = parameterClause(now, before) { return .shown(clause) }
      var correction = correction(now, before, kind(ofNameAt: now))
      correction.isRestored = true
      // The engine looks for what the text gave out before.
      correction.isOutput = failure.message.hasWord(before) && correction.kind == .column
      return correction.proof
    case .punctuation, .keyword:
      if isGreen { return .missing(unchanged) }
      if let clause = macroClause { return .shown(clause) }
      guard isUnreadable else { return .missing(mayBeMeant) }
      if let doubt = difference.flatMap(doubt(ofTakingBack:)) { return .missing(doubt) }
      return .shown("the text could not be read, and before its last change it could")
    case .other, nil: return .missing(mayBeMeant)
    }
  }

  /// What kind of change it reverts; nil where that cannot be told.
  var difference: DifferenceKind? {
    let text = Array(change.before.utf8)
    switch request {
    case .correction(.restoreCommitted, let arguments) where arguments.count == 2:
      let restoration = Restoration(
        committed: arguments[1], word: arguments[0], path: change.path,
        dialect: Dialect(adapter: failure.adapter))
      return (try? restoration.step(in: text))?.kind
    case .restoreLine(let line, let earlier):
      return
        (try? LineRestoration(line, of: earlier).step(
          in: change.before, path: change.path, adapter: failure.adapter))?.kind
    default: return nil
    }
  }

  var mayBeMeant: String {
    let author: String =
      if case .text(let author) = evidence.answer(.lastChange(change.path)) {
        " (\(author))"
      } else {
        ""
      }
    return "it reverts a change that can be read and may have been meant\(author)"
  }

  /// Whether the engine, dbt or heal cannot read the text as it is, but heal can read it as it was.
  private var isUnreadable: Bool {
    let before = readability(of: change.before)
    guard !readability(of: after).isUnreadable else { return false }
    return before.isUnreadable || (failure.saysUnreadable && !before.isReadable)
  }

  func readability(of text: String) -> Readability {
    HealEngine.readability(of: Array(text.utf8), path: change.path, adapter: failure.adapter)
  }

  private func kind(ofNameAt old: String) -> WordTypo.Kind {
    let calls = change.before.contains("ref('\(old)'") || change.before.contains("ref(\"\(old)\"")
    return calls ? .relation : .column
  }

  /// What stands in double quotes is a text where it was one when it last worked, and never a column.
  private func proofOfText(_ name: String) -> Proof {
    let correction = correction(name, "'\(name)'", .column)
    guard let history = correction.history, !history.existed, correction.stoodHere else {
      return .missing("`\(name)` may be a column that is gone")
    }
    return .shown("it was a text when it last worked; \(history.witness) ever had a column `\(name)`")
  }

  // MARK: Columns that two inputs have

  private func proofOfOwner(_ column: String) -> Proof {
    guard let node = failure.node?.name,
      let inputs = evidence.answer(.function(.inputs, [.text(node)])).texts, !inputs.isEmpty
    else { return .missing("it is not known which inputs had `\(column)` before") }
    let unknown = inputs.filter {
      evidence.answer(.function(.lastGreenColumns, [.text($0)])) == .unknown
    }
    guard unknown.isEmpty else {
      return .missing("no record says which columns \(unknown.quoted) had when it last ran green")
    }
    return .shown("when it last ran green, only this input had `\(column)`")
  }

  /// A comma is missing where both columns are declared and they stand on lines of their own.
  private func proofOfSeparation(_ column: String) -> Proof {
    if isGreen { return .missing(unchanged) }
    let model = change.path.split(separator: "/").last?.split(separator: ".").first ?? ""
    let declared = evidence.answer(.function(.columns, [.text(String(model))])).texts ?? []
    let text = Array(change.before.utf8)
    let swallowed = change.edits.first.flatMap { edit in
      text[edit.range.upperBound...].firstWord
    }
    guard let swallowed, declared.contains(column), declared.contains(swallowed) else {
      if correction(column, column, .column).stoodHere {
        return .shown("there was a comma when it last worked, and what reads it still reads `\(column)`")
      }
      return .missing("the text can be read as it is: `\(column)` under another name")
    }
    return .shown("the project declares both `\(column)` and `\(swallowed)`")
  }

  // MARK: Changes that the author wrote out

  /// Whether both what is looked for and what is written stand in the rule, word for word.
  private var isWrittenOut: Bool {
    switch edit {
    case .replace(let old, let new, _): isLookup(new) || (old.isConstant && new.isConstant)
    case .correction(.renameMacro, let arguments): arguments.last.map(isLookup) ?? false
    case .replaceMatch(_, let new, _), .insertBefore(_, let new, _), .insertAfter(_, let new, _):
      new.isConstant
    case .deleteMatch: true
    case .set(_, let new): new.isConstant
    case .append(let path, let value): path.isConstant && value.isConstant
    case .remove(let path): path.isConstant
    case .move(let path, let target): path.isConstant && target.isConstant
    default: false
    }
  }

  /// Whether it is what a map of the rule has under a key: the author wrote both.
  private func isLookup(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .call(.lookup, _): true
    case .binding(let name): bindings[name].map(isLookup) ?? false
    case .template(let template):
      template.parts.allSatisfy { part in
        if case .expression(let inner) = part { isLookup(inner) } else { true }
      } && template.constant == nil
    default: false
    }
  }
}

extension Expression {
  /// Whether it is the same whatever the failure.
  fileprivate var isConstant: Bool {
    switch kind {
    case .literal: true
    case .template(let template): template.constant != nil
    default: false
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate var firstWord: String? {
    let word = drop { !($0.isLetter || $0 == UInt8(ascii: "_")) }
      .prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
    return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
  }
}

extension Set {
  /// The only element; nil unless there is exactly one.
  fileprivate var only: Element? { count == 1 ? first : nil }
}
