import HealLanguage

/// Holds a diagnosis against what is expected of it.
struct DiagnosisCheck {
  let diagnosis: Diagnosis
  /// The title of the fix that files are compared after; nil means the best fix.
  let fixTitle: String?

  init(_ diagnosis: Diagnosis, expectations: [RuleTest.Kind]) {
    self.diagnosis = diagnosis
    fixTitle =
      expectations.lazy.compactMap { if case .fix(_, let title) = $0 { title } else { nil } }.first
  }

  /// nil where it is as expected.
  func mismatch(_ kind: RuleTest.Kind, _ location: Location) -> RuleTestResult.Mismatch? {
    switch kind {
    case .match:
      diagnosis.findings.isEmpty
        ? Self.mismatch(.missing, "a rule matches", "none matches", location) : nil
    case .noMatch:
      diagnosis.findings.isEmpty
        ? nil : Self.mismatch(.noisy, "no match", "it matches: \(shownCaptures)", location)
    case .noFix:
      diagnosis.candidates.isEmpty
        ? nil : Self.mismatch(.wrong, "no fix", shownCandidates, location)
    case .fix(let share, let title): fixMismatch(share, title, location)
    case .file(let file): fileMismatch(file, location)
    case .capture(let name, let value):
      compare(
        "\(name) = \(value.shown ?? "unknown")",
        "\(name) = \(diagnosis.findings.first?.captures[name]?.shown ?? "unknown")", location)
    case .advice(let advice): adviceMismatch(advice, location)
    case .fault(let example): faultMismatch(example, location)
    }
  }

  private func faultMismatch(_ example: FaultExample, _ location: Location) -> RuleTestResult.Mismatch? {
    let isFound = diagnosis.faults.contains { found in
      found.fault == example.fault && example.fields.allSatisfy { found.fields[$0.key] == $0.value }
    }
    guard !isFound else { return nil }
    let found = diagnosis.faults.map { FaultExample(fault: $0.fault, fields: $0.fields).shown }
    return Self.mismatch(
      .wrong, example.shown, found.isEmpty ? "no fault" : found.joined(separator: "\n"), location)
  }

  private func adviceMismatch(_ advice: String, _ location: Location) -> RuleTestResult.Mismatch? {
    let given = diagnosis.findings.first?.advice ?? []
    return given.contains(advice)
      ? nil : Self.mismatch(.wrong, advice, given.joined(separator: "\n"), location)
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
    return found ? nil : Self.mismatch(.wrong, expected, shownCandidates, location)
  }

  /// Compared without regard to one final newline, which a text block cannot show.
  private func fileMismatch(_ file: RuleTest.File, _ location: Location) -> RuleTestResult.Mismatch?
  {
    guard let after = text(after: file.path) else {
      return Self.mismatch(
        .wrong, file.text, "\(file.path) is not changed: \(shownCandidates)", location)
    }
    return compare(file.text.withoutFinalNewline, after.withoutFinalNewline, location)
  }

  /// The file's whole text after the expected fix; nil where that does not change it.
  func text(after path: String) -> String? {
    let change = expectedCandidate?.changes.first { $0.path == path }
    return change.map { apply($0.edits, to: $0.before) }
  }

  private var expectedCandidate: Candidate? {
    guard let fixTitle else { return diagnosis.candidates.first }
    return diagnosis.candidates.first { $0.title == fixTitle }
  }

  /// Whether the fix that is expected is offered at all.
  var offersExpectedFix: Bool { fixTitle == nil || expectedCandidate != nil }

  var shownCandidates: String {
    let offered = diagnosis.candidates.map { "\($0.confidence.percent) \($0.title)" }
    let withheld = diagnosis.withheld.map { "not offered: \($0.title) (\($0.reason))" }
    let rest = withheld.count > 4 ? ["and \(withheld.count - 4) more that are not offered"] : []
    let all = offered + withheld.prefix(4) + rest
    return all.isEmpty ? "no fix" : all.joined(separator: "\n")
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
    expected == actual ? nil : Self.mismatch(.wrong, expected, actual, location)
  }

  static func mismatch(
    _ kind: RuleTestResult.Mismatch.Kind, _ expected: String, _ actual: String, _ location: Location
  ) -> RuleTestResult.Mismatch {
    RuleTestResult.Mismatch(kind: kind, expected: expected, actual: actual, location: location)
  }
}

extension FaultExample {
  /// `missing_column(column: custmer_id)`
  var shown: String {
    let told = fields.keys.sorted().map { "\($0): \(fields[$0]?.shown ?? "unknown")" }
    return "\(fault)(\(told.joined(separator: ", ")))"
  }
}

extension String {
  fileprivate var withoutFinalNewline: String {
    utf8.last == 10 ? String(unicodeScalars.dropLast()) : self
  }
}
