import HealLanguage
import Synchronization

/// What the tests of rules show of their fixes. A rule's tests are run when it is first asked about, and once.
///
/// A fix may be applied without a person only where passing tests of its own rule show it: a hit with the
/// fix's title; the text of every file that it changes afterwards; each name that its commands run with; and a
/// near miss, which has something in common with what the rule looks for or is known to another rule. For one
/// that only waits, a hit and a near miss are enough.
package final class EarnedConfidence: Sendable {
  private let set: RuleSet
  private let rules: [String: Rule]
  private let matcher: Matcher
  private let known = Mutex<[String: RuleShowing]>([:])

  init(_ rules: RuleSet, _ matcher: Matcher) {
    self.matcher = matcher
    set = rules
    self.rules = Dictionary(rules.rules.map { ($0.name, $0) }) { first, _ in first }
  }

  /// What a candidate's rule does not show of it, as a sentence for people; nil where it shows all that it
  /// must, and for candidates of rules that are not known.
  ///
  /// A remedy's fix is shown by the tests of the remedy, as long as those of the rules that recognised the fault show
  /// every field that it is made with; or by the tests of such a rule alone.
  package func gap(of candidate: Candidate) -> String? {
    guard let fix = candidate.fix else { return nil }
    let own = gap(of: fix, in: candidate.rule)
    guard let fault = candidate.fault else { return own }
    let isShownWhole = fault.recognisers.contains { name in
      rules[name].map { showing(of: $0).gap(of: fix, in: rules[candidate.rule] ?? $0) == nil } ?? false
    }
    return isShownWhole ? nil : own ?? gap(of: fix, in: candidate.rule, told: fault)
  }

  /// As ``gap(of:)``, for a fix by its place in its rule or remedy, whoever recognises the fault.
  package func gap(of fix: Int, in name: String) -> String? {
    guard let rule = rules[name], rule.fixes.indices.contains(fix) else { return nil }
    return showing(of: rule).gap(of: fix, in: rule)
  }

  /// What the tests of the rules that recognised a fault do not show: that they hold, that they hold still, or a field
  /// that the fix is made with.
  private func gap(of fix: Int, in name: String, told fault: FaultInstance) -> String? {
    guard let remedy = rules[name], remedy.fixes.indices.contains(fix) else { return nil }
    if let first = fault.recognisers.first.flatMap({ rules[$0] }), let gap = showing(of: first).gap { return gap }
    for field in remedy.names(in: remedy.fixes[fix]).sorted() {
      guard let teller = fault.tellers[field].flatMap({ rules[$0] }) else { continue }
      if !showing(of: teller).shows(field, of: fault.fault) {
        return "the tests of rule \(teller.name) do not show \(field) of \(fault.fault)"
      }
    }
    return nil
  }

  private func showing(of rule: Rule) -> RuleShowing {
    if let showing = known.withLock({ $0[rule.name] }) { return showing }
    let showing = RuleShowing(rule, set, matcher)
    known.withLock { $0[rule.name] = showing }
    return showing
  }
}

/// What the tests of one rule show.
private struct RuleShowing {
  let rule: Rule
  /// The tests that pass and expect the rule to hold.
  private let hits: [RuleTestResult]
  private let hasNearMiss: Bool

  init(_ rule: Rule, _ set: RuleSet, _ matcher: Matcher) {
    self.rule = rule
    let passed = runTests(of: rule, in: set).filter { $0.status == .passed }
    hits = passed.filter(\.test.expectsMatch)
    let misses = passed.map(\.test).filter { $0.expects(.noMatch) || rule.isRemedy && $0.expects(.noFix) }
    hasNearMiss =
      !misses.isEmpty
      && (rule.isRemedy || rule.farNearMiss == nil
        || misses.contains { !matcher.match($0.asFailure(of: rule)).isEmpty })
  }

  /// What is missing for the rule to be believed that it recognises what it says.
  var gap: String? {
    if hits.isEmpty { return "no passing test of \(rule.shownKind) \(rule.name) shows that it matches" }
    return hasNearMiss ? nil : "the tests of \(rule.shownKind) \(rule.name) show no near miss"
  }

  /// Whether a test says what a field of a fault is that the rule means: by itself, or by all the captures that it is
  /// made of.
  func shows(_ field: String, of fault: String) -> Bool {
    let told = rule.meanings.first { $0.fault == fault }?.arguments.first { $0.field == field }
    guard let told else { return false }
    return hits.contains { rule.isShown(told, of: fault, by: $0.test.expectations.map(\.kind)) }
  }

  /// - Parameters:
  ///   - index: a fix's place.
  ///   - owner: the rule or the remedy whose fix it is.
  func gap(of index: Int, in owner: Rule) -> String? {
    guard owner.fixes.indices.contains(index) else { return nil }
    let fix = owner.fixes[index]
    let hits = hits.compactMap { shown(fix, index, of: owner, in: $0) }
    guard !hits.isEmpty else { return "no passing test of \(rule.shownKind) \(rule.name) shows this fix" }
    // A remedy that only waits has nothing to tell apart: the rules that recognise the fault do.
    guard hasNearMiss || rule.isRemedy && fix.isRetryOnly else {
      return "the tests of \(rule.shownKind) \(rule.name) show no near miss"
    }
    guard !fix.isRetryOnly else { return nil }
    let whole = hits.filter(\.showsFiles)
    if whole.isEmpty {
      return "the tests of \(rule.shownKind) \(rule.name) do not show the file after this fix"
    }
    let unpinned = fix.namesInCommands.subtracting(fix.title.names)
    let open = whole.map { unpinned.subtracting($0.captures) }.min { $0.count < $1.count } ?? []
    return open.min().map {
      "the tests of \(rule.shownKind) \(rule.name) do not show what \($0) is in the command of this fix"
    }
  }

  private struct Shown {
    /// Whether the test says what becomes of each file that the fix changes.
    var showsFiles: Bool
    /// The captures that the test pins, and the fields that it gives.
    var captures: Set<String>
  }

  /// The fix as a test shows it; nil where the test is about something else.
  private func shown(_ fix: Fix, _ index: Int, of owner: Rule, in result: RuleTestResult) -> Shown? {
    let kinds = result.test.expectations.map(\.kind)
    let titles = kinds.compactMap { if case .fix(_, let title) = $0 { title } else { nil } }
    let candidate = result.diagnosis.candidates.first { candidate in
      candidate.rule == owner.name && candidate.fix == index && (fix.isRetryOnly || titles.contains(candidate.title))
    }
    guard let candidate else { return nil }
    let files = kinds.compactMap { if case .file(let file) = $0 { file.path } else { nil } }
    let captures = kinds.compactMap { if case .capture(let name, _) = $0 { name } else { nil } }
    return Shown(
      // Files are compared after the first fix that the test expects.
      showsFiles: candidate.changes.isEmpty
        || candidate.title == titles.first && Set(candidate.changes.map(\.path)).isSubset(of: files),
      captures: Set(captures).union(result.test.fault?.fields.keys.map(\.self) ?? []))
  }
}

extension Rule {
  /// As sentences call it.
  fileprivate var shownKind: String { isRemedy ? "remedy" : "rule" }
}

extension RuleTest {
  fileprivate func expects(_ kind: Kind) -> Bool { expectations.contains { $0.kind == kind } }
}

extension Fix {
  /// The captures and `let`s that its commands are made with.
  fileprivate var namesInCommands: Set<String> {
    operations.reduce(into: []) { names, operation in
      if case .run(let words) = operation { words.forEach { names.formUnion($0.names) } }
    }
  }
}
