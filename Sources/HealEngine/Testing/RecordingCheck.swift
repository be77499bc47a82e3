package import HealLanguage

extension RecordingExpectation {
  /// Holds what the rules say of a recorded run against what is expected.
  ///
  /// - Parameters:
  ///   - diagnoses: of all failures of the run.
  ///   - fileAfter: a file of the recording's `after/`, by its path in the project; nil where there is none.
  /// - Returns: what is not as expected; empty where all is.
  package func mismatches(
    in diagnoses: [Diagnosis], fileAfter: @escaping (String) -> [UInt8]?
  ) -> [RuleTestResult.Mismatch] {
    let check = RecordingCheck(diagnoses: diagnoses, fileAfter: fileAfter)
    return check.mismatches(lines, of: diagnoses)
      + nodes.flatMap { check.mismatches(of: $0) }
  }

  /// What is expected of a run in which nothing failed: no rule speaks.
  package static func green(at location: Location) -> RecordingExpectation {
    RecordingExpectation(lines: [Line(.expect(.noMatch), location: location)])
  }
}

private struct RecordingCheck {
  let diagnoses: [Diagnosis]
  let fileAfter: (String) -> [UInt8]?

  func mismatches(of node: RecordingExpectation.OfNode) -> [RuleTestResult.Mismatch] {
    let own = diagnoses.filter { diagnosis in
      diagnosis.failure.node?.name == node.node || diagnosis.failure.id == node.node
    }
    guard own.isEmpty else { return mismatches(node.lines, of: own) }
    let failed = diagnoses.map { $0.failure.node?.name ?? $0.failure.id }
    return [
      DiagnosisCheck.mismatch(
        .missing, "\(node.node) fails",
        failed.isEmpty ? "nothing failed" : "failed: \(failed.joined(separator: ", "))",
        node.location)
    ]
  }

  /// All lines hold of one of the failures; where they hold of none, what is wrong with the nearest.
  func mismatches(
    _ lines: [RecordingExpectation.Line], of diagnoses: [Diagnosis]
  ) -> [RuleTestResult.Mismatch] {
    guard let first = lines.first else { return [] }
    if let silent = lines.first(where: { $0.kind == .expect(.noMatch) }) {
      return diagnoses.compactMap { noise($0, silent.location) }
    }
    let all = diagnoses.map { mismatches(lines, of: $0) }
    return all.min { $0.count < $1.count } ?? [
      DiagnosisCheck.mismatch(.missing, "a failure", "nothing failed", first.location)
    ]
  }

  private func noise(_ diagnosis: Diagnosis, _ location: Location) -> RuleTestResult.Mismatch? {
    if let rule = diagnosis.inconclusive.first, diagnosis.findings.isEmpty {
      return DiagnosisCheck.mismatch(.inconclusive, "no match", "\(rule) hit a limit", location)
    }
    guard !diagnosis.findings.isEmpty else { return nil }
    let found = diagnosis.findings.map { "\($0.category) \($0.rule)" }.joined(separator: "\n")
    return DiagnosisCheck.mismatch(.noisy, "no match", found, location)
  }

  private func mismatches(
    _ lines: [RecordingExpectation.Line], of diagnosis: Diagnosis
  ) -> [RuleTestResult.Mismatch] {
    if diagnosis.findings.isEmpty, let line = lines.first(where: \.asksForMatch) {
      let rule = diagnosis.inconclusive.first
      return [
        DiagnosisCheck.mismatch(
          rule == nil ? .missing : .inconclusive, line.wanted,
          rule.map { "\($0) hit a limit" } ?? "no rule matches", line.location)
      ]
    }
    let kinds = lines.compactMap { if case .expect(let kind) = $0.kind { kind } else { nil } }
    let check = DiagnosisCheck(diagnosis, expectations: kinds)
    // Without its fix a file cannot be right: that would be the same mistake again.
    let told = check.offersExpectedFix ? lines : lines.filter { !$0.isAboutFile }
    return told.compactMap { mismatch($0, check) }
  }

  private func mismatch(
    _ line: RecordingExpectation.Line, _ check: DiagnosisCheck
  ) -> RuleTestResult.Mismatch? {
    switch line.kind {
    case .expect(let kind): return check.mismatch(kind, line.location)
    case .category(let names):
      let given = check.diagnosis.category ?? "no category"
      return names.contains(given) ? nil : wrong(line, "\(given) (\(rules(of: check.diagnosis)))")
    case .rule(let name):
      return check.diagnosis.findings.first?.rule == name
        ? nil : wrong(line, rules(of: check.diagnosis))
    case .fileAfter(let path): return fileMismatch(path, line, check)
    }
  }

  /// Byte for byte.
  private func fileMismatch(
    _ path: String, _ line: RecordingExpectation.Line, _ check: DiagnosisCheck
  ) -> RuleTestResult.Mismatch? {
    guard let wanted = fileAfter(path) else {
      return DiagnosisCheck.mismatch(
        .wrong, "after/\(path)", "the recording has no such file", line.location)
    }
    let expected = String(decoding: wanted, as: UTF8.self)
    guard let text = check.text(after: path) else {
      return DiagnosisCheck.mismatch(
        .wrong, expected, "\(path) is not changed: \(check.shownCandidates)", line.location)
    }
    return Array(text.utf8) == wanted
      ? nil : DiagnosisCheck.mismatch(.wrong, expected, text, line.location)
  }

  private func wrong(
    _ line: RecordingExpectation.Line, _ actual: String
  ) -> RuleTestResult.Mismatch {
    DiagnosisCheck.mismatch(.wrong, line.wanted, actual, line.location)
  }

  private func rules(of diagnosis: Diagnosis) -> String {
    diagnosis.findings.map(\.rule).joined(separator: ", ")
  }
}

extension RecordingExpectation.Line {
  var isAboutFile: Bool {
    switch kind {
    case .fileAfter, .expect(.file): true
    default: false
    }
  }

  /// Whether a rule must know the failure for it to hold.
  fileprivate var asksForMatch: Bool {
    switch kind {
    case .expect(.noFix), .expect(.noMatch): false
    default: true
    }
  }

  /// The line's answer in words.
  fileprivate var wanted: String {
    switch kind {
    case .category(let names): names.joined(separator: " or ")
    case .rule(let name): name
    case .fileAfter(let path): "after/\(path)"
    case .expect(.fix(let share, let title)): share.map { "\($0.percent) \(title)" } ?? title
    case .expect(.capture(let name, let value)): "\(name) = \(value.shown ?? "unknown")"
    case .expect(.advice(let advice)): advice
    case .expect(.fault(let example)): example.shown
    case .expect(.file(let file)): file.text
    case .expect(.match): "a rule matches"
    case .expect(.noFix): "no fix"
    case .expect(.noMatch): "no match"
    }
  }
}
