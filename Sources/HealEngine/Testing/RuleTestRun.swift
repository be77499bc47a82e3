package import HealLanguage

/// Runs a rule's or a remedy's own tests, one by one, asking no other rule: only the remedies of the faults that it
/// means.
///
/// - Parameter rules: where the faults and the remedies are.
package func runTests(of rule: Rule, in rules: RuleSet) -> [RuleTestResult] {
  let meant = Set(rule.meanings.map(\.fault))
  let remedies = meant.isEmpty ? [] : rules.rules.filter { $0.heals.map(meant.contains) ?? false }
  let diagnostician = Diagnostician(RuleSet(faults: rules.faults, rules: [rule] + remedies))
  return rule.tests.map { test in
    let failure = test.asFailure(of: rule)
    let diagnosis =
      if let example = test.fault {
        diagnostician.diagnose(
          FaultInstance(fault: example.fault, fields: example.fields), in: failure, evidence: test.evidence)
      } else {
        diagnostician.diagnose([failure], evidence: test.evidence)[0]
      }
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
