import HealLanguage

/// A change that writes one name where a text says another, and what shows that the other was never meant.
///
/// The one definition of a typo, and of a name that its place proves, for all rules and operations.
struct NameCorrection {
  /// What the text says.
  let old: String
  /// What it is to say.
  let new: String
  let kind: WordTypo.Kind
  /// The file that says it, relative to the project.
  let path: String
  /// The whole file, before and after.
  let before: String
  let after: String
  let failure: Failure
  let evidence: any Evidence
  /// Whether the new name is what the file gives out, not what it reads.
  var isOutput = false
  /// Whether dbt itself names `new` at such a place, in a list that has an end: a key, a built-in test, a folder.
  var isOfficial = false
  /// Names besides those of the project that `old` may be a typo of: functions, types.
  var alternatives: Set<String> = []
  /// Whether the file said `new` here before: then that it still exists is for dbt to show.
  var isRestored = false

  var proof: Proof {
    if old == new { return .notNeeded }
    if let objection { return .missing(objection) }
    let words = ProjectWords(path, evidence)
    let others = rivals(words)
    if !others.isEmpty {
      return .missing("`\(old)` may as well be a typo of \(others.quoted)")
    }
    let verdict = verdict(on: new, words)
    if verdict.passes, let doubt = doubt(words) { return placeClause.map { .shown($0) } ?? .missing(doubt) }
    if verdict.passes { return .shown("a typo: \(verdict.explanation); \(pastClause)") }
    return placeClause.map { .shown($0) } ?? .missing(missingClause(verdict.explanation))
  }

  /// Whether it is a typo, its place aside.
  var isTypo: Bool {
    let words = ProjectWords(path, evidence)
    return objection == nil && verdict(on: new, words).passes && doubt(words) == nil
  }

  /// Why the dictionary's word does not count here: the names around it are in no language that it knows, or one of them
  /// is the other side of what looks mistyped. What YAML names and dbt's own words need no dictionary.
  private func doubt(_ words: ProjectWords) -> String? {
    guard kind == .column, !isOfficial, !hasContract, old.lowercased() != new.lowercased() else { return nil }
    let lexicon = Lexicon(policyWords: extraWords, isProjectWord: words.contains)
    let surroundings = WordsAround(before, names: inputColumns, leaving: [old, new], lexicon: lexicon)
    let changed = Set(NameSense.words(of: old)).subtracting(NameSense.words(of: new))
    for word in changed.sorted() {
      if let other = surroundings.otherSide(of: word) { return "`\(word)` stands beside `\(other)`, its other side" }
    }
    return surroundings.strangers.map { strangers in
      "the names here (\(strangers.quoted)) are in no language that the dictionary knows"
    }
  }

  /// What the node's inputs are known to give.
  private var inputColumns: [String] {
    failure.node.flatMap { evidence.answer(.function(.upstreamColumns, [.text($0.name)])).texts } ?? []
  }

  // MARK: The past

  var history: NameHistory? { NameHistory(evidence.answer(.nameHistory(old, file: path))) }

  /// Why the name cannot be a typo, whatever it looks like.
  private var objection: String? {
    if let history, history.existed, !differsInCaseAlone {
      return "`\(old)` was in use before (\(history.witness)): it was renamed or removed, not misspelt"
    }
    if evidence.answer(.isGreenText(path)) == .bool(true) {
      return "`\(path)` is as it last ran green, so what changed lies outside it"
    }
    let neighbors = Neighbors(in: before, adapter: failure.adapter)
    if path.hasSuffix(".sql"), !isOutput, kind == .column, !differsInCaseAlone, neighbors.readsBoth(old, new) {
      return "`\(new)` is read beside `\(old)` for its own sake"
    }
    if path.hasSuffix(".sql"), kind == .relation, let (one, other) = differingParts,
      neighbors.unites(one, other)
    {
      return "`\(new)` is read beside `\(old)`, in the same union"
    }
    return nil
  }

  /// The parts of two dotted names that differ: `shopp` and `shop` of `shopp.orders` and `shop.orders`.
  private var differingParts: (String, String)? {
    let (mine, theirs) = (old.split(separator: "."), new.split(separator: "."))
    guard mine.count == theirs.count else { return (old, new) }
    return zip(mine, theirs).first { $0 != $1 }.map { (String($0), String($1)) }
  }

  /// Then the past knows `old` only as another writing of `new`.
  private var differsInCaseAlone: Bool { old.lowercased() == new.lowercased() }

  private var pastClause: String {
    if differsInCaseAlone, kind == .relation { return "nothing else there is called so, upper and lower case alike" }
    return history.map { "\($0.witness) ever said `\(old)`" } ?? "no earlier state is known that said `\(old)`"
  }

  // MARK: The words

  /// What the words say of `old` as a typo of a name.
  private func verdict(on meant: String, _ words: ProjectWords) -> WordTypo.Verdict {
    WordTypo(
      kind: kind, isContracted: isOfficial || (meant == new && hasContract), policyWords: extraWords,
      isProjectWord: words.contains
    ).verdict(on: old, meant: meant)
  }

  /// Words that the policy adds to the dictionary.
  private var extraWords: Set<String> { Set(evidence.answer(.dictionary).texts ?? []) }

  /// Whether YAML or readers name `new` as what the file gives out, and nothing else names `old`.
  private var hasContract: Bool {
    guard path.hasSuffix(".sql"), kind == .column,
      evidence.answer(.function(.mentionedIn, [.text(old)])) == .text(path)
    else { return false }
    let model = path.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
    let given = evidence.answer(.function(.columns, [.text(model)])).texts ?? []
    if given.contains(where: { $0.lowercased() == new.lowercased() }) { return true }
    guard isOutput, case .int(let count) = evidence.answer(.function(.mentions, [.text(new)]))
    else { return false }
    return count > 0
  }

  /// Other names there that `old` may as well be a typo of.
  private func rivals(_ words: ProjectWords) -> [String] {
    let names = Set(kind == .column ? inputColumns : [.models, .seeds].flatMap { evidence.answer($0).texts ?? [] })
    let near = alternatives.filter { $0 != new.lowercased() && editDistance(old.lowercased(), $0) == 1 }
    if !near.isEmpty { return near.sorted() }
    guard !isOutput, names.contains(new) else { return [] }
    return names.filter { name in
      guard name.lowercased() != new.lowercased(), name != old else { return false }
      return verdict(on: name, words).passes
    }.sorted()
  }

  // MARK: The place

  /// Why the place says that `new` is meant; nil where it does not, or the names mean different things.
  private var placeClause: String? {
    guard meanTheSame(old, new) else { return nil }
    let neighbors = Neighbors(in: before, adapter: failure.adapter)
    if kind == .column, !isOutput, isGiven, neighbors.isOwnAlias(new, of: old) {
      return "what is read as `\(old)` is called `\(new)` right there, and the input has `\(new)`; "
        + pastClause
    }
    let isThere = isRestored || isGiven || before.hasWord(new)
    guard let history, !history.existed, isThere, stoodHere, !isNamedByItsCommit else { return nil }
    return "the same line said `\(new)` when it last worked; \(pastClause)"
  }

  /// Whether who committed the text speaks of the name there: then it was meant, and comes late.
  private var isNamedByItsCommit: Bool {
    guard case .text(let commit) = evidence.answer(.lastChange(path)) else { return false }
    return commit.hasWord(old)
  }

  /// Whether the inputs are known to have `new`: the engine says so, or the project.
  private var isGiven: Bool {
    if failure.message.hasWord(new) { return true }
    let known =
      kind == .column
      ? inputColumns : [.models, .seeds, .sources, .macros].flatMap { evidence.answer($0).texts ?? [] }
    return known.contains { $0.lowercased() == new.lowercased() }
  }

  /// Whether each line that changes becomes one that the file had when it was last green or committed.
  var stoodHere: Bool {
    guard
      case .text(let earlier) = evidence.answer(.function(.committedText, [.text(path)]))
    else { return false }
    let was = Set(earlier.trimmedLines)
    let changed = LineDiff(before: before, after: after).changes
    guard !changed.isEmpty else { return false }
    let (old, new) = (before.trimmedLines, after.trimmedLines)
    return changed.allSatisfy { change in
      new[change.after].allSatisfy(was.contains) && !old[change.before].contains(where: was.contains)
    }
  }

  /// Why it is no typo, and what would have shown that it is meant.
  private func missingClause(_ clause: String) -> String {
    guard history == nil, meanTheSame(old, new) else { return clause }
    let unknown =
      evidence.answer(.pastIsShallow) == .bool(true)
      ? "this clone has no history to ask (fetch-depth: 0 in CI)" : "no earlier state is known"
    return "\(clause); \(unknown)"
  }
}

extension [String] {
  /// `` `a` and `b` ``
  var quoted: String { map { "`\($0)`" }.joined(separator: " and ") }
}

extension String {
  fileprivate var trimmedLines: [String] {
    LineDiff.lines(of: Array(utf8)).map { String(decoding: $0, as: UTF8.self).trimmed }
  }

  /// Whether a name stands in it as a word of its own, upper and lower case alike.
  func hasWord(_ name: String) -> Bool { count(of: name) > 0 }

  /// How often a name stands in it as a word of its own, upper and lower case alike.
  func count(of name: String) -> Int {
    let words = lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }
    return words.count { $0 == name.lowercased() }
  }
}

/// The words of the project's files but one, looked up when they are first asked for.
private final class ProjectWords {
  private let path: String
  private let evidence: any Evidence
  private lazy var words = Set(evidence.answer(.vocabulary(besides: path)).texts ?? [])

  init(_ path: String, _ evidence: any Evidence) { (self.path, self.evidence) = (path, evidence) }

  func contains(_ word: String) -> Bool { words.contains(word) }
}
