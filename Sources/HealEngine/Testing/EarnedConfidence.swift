import HealLanguage
import Synchronization

/// What the tests of rules show of their fixes. A rule's tests are run when it is first asked about, and once.
///
/// A fix may be applied without a person only where passing tests of its own rule show it: a hit with the
/// fix's title; the text of every file that it changes afterwards; each name that its commands run with; and a
/// near miss, which has something in common with what the rule looks for or is known to another rule. For one
/// that only waits, a hit and a near miss are enough.
package final class EarnedConfidence: Sendable {
  private let rules: [String: Rule]
  private let matcher: Matcher
  private let known = Mutex<[String: RuleShowing]>([:])

  init(_ rules: RuleSet, _ matcher: Matcher) {
    self.matcher = matcher
    self.rules = Dictionary(rules.rules.map { ($0.name, $0) }) { first, _ in first }
  }

  /// What a candidate's rule does not show of it, as a sentence for people; nil where it shows all that it
  /// must, and for candidates of rules that are not known.
  package func gap(of candidate: Candidate) -> String? {
    guard let fix = candidate.fix else { return nil }
    return gap(of: fix, in: candidate.rule)
  }

  /// As ``gap(of:)``, for a fix by its place in its rule.
  package func gap(of fix: Int, in name: String) -> String? {
    guard let rule = rules[name], rule.fixes.indices.contains(fix) else { return nil }
    return showing(of: rule).gap(of: fix)
  }

  private func showing(of rule: Rule) -> RuleShowing {
    if let showing = known.withLock({ $0[rule.name] }) { return showing }
    let showing = RuleShowing(rule, matcher)
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

  init(_ rule: Rule, _ matcher: Matcher) {
    self.rule = rule
    let passed = runTests(of: rule).filter { $0.status == .passed }
    hits = passed.filter(\.test.expectsMatch)
    let misses = passed.map(\.test).filter { $0.expects(.noMatch) }
    hasNearMiss =
      !misses.isEmpty
      && (rule.farNearMiss == nil
        || misses.contains { !matcher.match($0.asFailure(of: rule)).isEmpty })
  }

  func gap(of index: Int) -> String? {
    let fix = rule.fixes[index]
    let hits = hits.compactMap { shown(fix, index, in: $0) }
    guard !hits.isEmpty else { return "no passing test of rule \(rule.name) shows this fix" }
    guard hasNearMiss else { return "the tests of rule \(rule.name) show no near miss" }
    guard !fix.isRetryOnly else { return nil }
    let whole = hits.filter(\.showsFiles)
    if whole.isEmpty {
      return "the tests of rule \(rule.name) do not show the file after this fix"
    }
    let unpinned = fix.namesInCommands.subtracting(fix.title.names)
    let open = whole.map { unpinned.subtracting($0.captures) }.min { $0.count < $1.count } ?? []
    return open.min().map {
      "the tests of rule \(rule.name) do not show what \($0) is in the command of this fix"
    }
  }

  private struct Shown {
    /// Whether the test says what becomes of each file that the fix changes.
    var showsFiles: Bool
    /// The captures that the test pins.
    var captures: Set<String>
  }

  /// The fix as a test shows it; nil where the test is about something else.
  private func shown(_ fix: Fix, _ index: Int, in result: RuleTestResult) -> Shown? {
    let kinds = result.test.expectations.map(\.kind)
    let titles = kinds.compactMap { if case .fix(_, let title) = $0 { title } else { nil } }
    let candidate = result.diagnosis.candidates.first { candidate in
      candidate.fix == index && (fix.isRetryOnly || titles.contains(candidate.title))
    }
    guard let candidate else { return nil }
    let files = kinds.compactMap { if case .file(let file) = $0 { file.path } else { nil } }
    let captures = kinds.compactMap { if case .capture(let name, _) = $0 { name } else { nil } }
    return Shown(
      // Files are compared after the first fix that the test expects.
      showsFiles: candidate.changes.isEmpty
        || candidate.title == titles.first && Set(candidate.changes.map(\.path)).isSubset(of: files),
      captures: Set(captures))
  }
}

extension RuleTest {
  fileprivate func expects(_ kind: Kind) -> Bool { expectations.contains { $0.kind == kind } }
}

extension Fix {
  fileprivate var isRetryOnly: Bool {
    operations.allSatisfy { if case .retry = $0 { true } else { false } }
  }

  /// The captures and `let`s that its commands are made with.
  fileprivate var namesInCommands: Set<String> {
    operations.reduce(into: []) { names, operation in
      if case .run(let words) = operation { words.forEach { names.formUnion($0.names) } }
    }
  }
}
