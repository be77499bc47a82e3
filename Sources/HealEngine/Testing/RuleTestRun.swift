package import HealLanguage

/// Runs a rule's own tests, one by one, asking no other rule.
package func runTests(of rule: Rule) -> [RuleTestResult] {
  let diagnostician = Diagnostician(RuleSet(rules: [rule]))
  return rule.tests.map { test in
    RuleTestRun(rule: rule, test: test, diagnostician: diagnostician).result()
  }
}

private struct RuleTestRun {
  let rule: Rule
  let test: RuleTest
  let diagnosis: Diagnosis

  init(rule: Rule, test: RuleTest, diagnostician: Diagnostician) {
    self.rule = rule
    self.test = test
    diagnosis = diagnostician.diagnose([test.asFailure(of: rule)], evidence: test.evidence)[0]
  }

  func result() -> RuleTestResult {
    RuleTestResult(rule: rule.name, test: test, mismatches: mismatches())
  }

  private func mismatches() -> [RuleTestResult.Mismatch] {
    if !diagnosis.inconclusive.isEmpty {
      return [mismatch(.inconclusive, "an answer", "a pattern hit a limit", test.location)]
    }
    if diagnosis.findings.isEmpty, test.expectsMatch {
      return [mismatch(.missing, "the rule matches", "it does not match", test.location)]
    }
    return test.expectations.compactMap(mismatch)
  }

  private func mismatch(_ expectation: RuleTest.Expectation) -> RuleTestResult.Mismatch? {
    switch expectation.kind {
    case .match: nil
    case .noMatch:
      diagnosis.findings.isEmpty
        ? nil : mismatch(.noisy, "no match", "it matches: \(shownCaptures)", expectation.location)
    case .noFix:
      diagnosis.candidates.isEmpty
        ? nil : mismatch(.wrong, "no fix", shownCandidates, expectation.location)
    case .fix(let share, let title): fixMismatch(share, title, expectation.location)
    case .file(let file): fileMismatch(file, expectation.location)
    case .capture(let name, let value):
      compare(
        "\(name) = \(value.shown ?? "unknown")",
        "\(name) = \(diagnosis.findings.first?.captures[name]?.shown ?? "unknown")",
        expectation.location)
    case .advice(let advice):
      diagnosis.findings.first?.advice.contains(advice) == true
        ? nil
        : mismatch(
          .wrong, advice, diagnosis.findings.first?.advice.joined(separator: "\n") ?? "",
          expectation.location)
    }
  }

  private func fixMismatch(_ share: Double?, _ title: String, _ location: Location)
    -> RuleTestResult.Mismatch?
  {
    let found = diagnosis.candidates.contains {
      $0.title == title
        && (share.map { [confidence = $0.confidence] in
          abs(confidence - $0) < 0.0001
        } ?? true)
    }
    let expected = share.map { "\($0.percent) \(title)" } ?? title
    return found ? nil : mismatch(.wrong, expected, shownCandidates, location)
  }

  /// Compared without regard to one final newline, which a text block cannot show.
  private func fileMismatch(_ file: RuleTest.File, _ location: Location) -> RuleTestResult.Mismatch?
  {
    let change = expectedCandidate?.changes.first { $0.path == file.path }
    guard let change else {
      return mismatch(
        .wrong, file.text, "\(file.path) is not changed: \(shownCandidates)", location)
    }
    let after = apply(change.edits, to: change.before)
    return compare(file.text.withoutFinalNewline, after.withoutFinalNewline, location)
  }

  /// The candidate that an `expect fix` of this test names, else the best.
  private var expectedCandidate: Candidate? {
    for expectation in test.expectations {
      if case .fix(_, let title) = expectation.kind {
        return diagnosis.candidates.first { $0.title == title }
      }
    }
    return diagnosis.candidates.first
  }

  private var shownCandidates: String {
    let offered = diagnosis.candidates.map { "\($0.confidence.percent) \($0.title)" }
    let withheld = diagnosis.withheld.map { "not offered: \($0.title) (\($0.reason))" }
    let all = offered + withheld
    return offered.isEmpty && withheld.isEmpty ? "no fix" : all.joined(separator: "\n")
  }

  private var shownCaptures: String {
    let captures = diagnosis.findings.first?.captures ?? [:]
    return captures.isEmpty
      ? "nothing captured"
      : captures.keys.sorted().map { "\($0) = \(captures[$0]?.shown ?? "")" }.joined(
        separator: ", ")
  }

  private func compare(_ expected: String, _ actual: String, _ location: Location)
    -> RuleTestResult.Mismatch?
  {
    expected == actual ? nil : mismatch(.wrong, expected, actual, location)
  }

  private func mismatch(
    _ kind: RuleTestResult.Mismatch.Kind, _ expected: String, _ actual: String, _ location: Location
  ) -> RuleTestResult.Mismatch {
    RuleTestResult.Mismatch(kind: kind, expected: expected, actual: actual, location: location)
  }
}

extension String {
  fileprivate var withoutFinalNewline: String {
    utf8.last == 10 ? String(unicodeScalars.dropLast()) : self
  }
}
