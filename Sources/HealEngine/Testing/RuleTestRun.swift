package import HealLanguage

/// Runs a rule's own tests, one by one, asking no other rule.
package func runTests(of rule: Rule) -> [RuleTestResult] {
  let diagnostician = Diagnostician(RuleSet(rules: [rule]))
  return rule.tests.map { test in
    let failure = test.asFailure(of: rule)
    let diagnosis = diagnostician.diagnose([failure], evidence: test.evidence)[0]
    return RuleTestResult(
      rule: rule.name, test: test, mismatches: mismatches(diagnosis, test),
      diagnosis: diagnosis)
  }
}

private func mismatches(_ diagnosis: Diagnosis, _ test: RuleTest) -> [RuleTestResult.Mismatch] {
  if !diagnosis.inconclusive.isEmpty {
    return [
      DiagnosisCheck.mismatch(.inconclusive, "an answer", "a pattern hit a limit", test.location)
    ]
  }
  if diagnosis.findings.isEmpty, test.expectsMatch {
    return [
      DiagnosisCheck.mismatch(.missing, "the rule matches", "it does not match", test.location)
    ]
  }
  let check = DiagnosisCheck(diagnosis, expectations: test.expectations.map(\.kind))
  return test.expectations.compactMap { check.mismatch($0.kind, $0.location) }
}
