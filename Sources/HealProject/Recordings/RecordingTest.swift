package import HealEngine
package import HealLanguage

/// How a recording came out: what the rules in effect say of it, and whether that is as expected.
package struct RecordingTest: Sendable {
  package var recording: Recording
  /// What was expected; nil where neither an `expect.heal` nor a label says.
  package var expectation: RecordingExpectation?
  /// The text of `expect.heal`; nil where there is none.
  package var source: Source?
  /// What is wrong in it.
  package var problems: [Problem]
  /// Of all failures of the run.
  package var diagnoses: [Diagnosis]
  /// Empty when all is as expected.
  package var mismatches: [RuleTestResult.Mismatch]

  package enum Status: String, Hashable, Sendable {
    case passed, failed
    case knownToFail = "known to fail"
    case unexpectedlyPassed = "unexpectedly passed"
    /// Nobody has said what is right.
    case unlabelled

    package var isGood: Bool { self != .failed && self != .unexpectedlyPassed }
  }

  package var status: Status {
    guard problems.isEmpty else { return .failed }
    guard let expectation else { return .unlabelled }
    switch (mismatches.isEmpty, expectation.todo) {
    case (true, nil): return .passed
    case (false, nil): return .failed
    case (false, .some): return .knownToFail
    case (true, .some): return .unexpectedlyPassed
    }
  }
}

extension Recording {
  /// Asks the rules about the run and compares.
  ///
  /// - Parameter diagnostician: of all rules in effect.
  /// - Returns: what they say, and what of it is not as expected.
  package func test(with diagnostician: Diagnostician) -> RecordingTest {
    let categories = diagnostician.rules.categories.map(\.name)
    let asked = readRun(run).failures + (isGreen ? printed : [])
    let diagnoses = diagnostician.diagnose(asked, evidence: evidence)
    let source = expectationText
    let place = Location(source: "\(folder)/\(Self.fileName)", range: 0..<0)
    var read = source.map { RecordingExpectation.read($0, categories: categories) }
    if read == nil, let known = labelled(at: place) { read = (known, []) }
    let after = filesAfter
    var mismatches = read?.expectation.mismatches(in: diagnoses) { after.bytes($0) } ?? []
    if isGreen, source != nil {
      mismatches += RecordingExpectation.green(at: place).mismatches(in: diagnoses) { _ in nil }
    }
    return RecordingTest(
      recording: self, expectation: read?.expectation, source: source,
      problems: read?.problems ?? [], diagnoses: diagnoses, mismatches: mismatches)
  }

  /// All that a green run printed, as if it were a failure: no rule may know it.
  private var printed: [Failure] {
    let console = FailureText.plain(run.standardOutput) + FailureText.plain(run.standardError)
    let facts = ConsoleFacts(console)
    guard console.contains(where: { !$0.isWhitespace }) else { return [] }
    return [
      Failure(
        id: "console", message: console, log: console, adapter: adapter ?? facts.adapter,
        dbtVersion: facts.dbtVersion, command: arguments)
    ]
  }

  private var expectationText: Source? {
    ProjectFiles.artifact(at: expectationFile, limit: ProjectFiles.sizeLimit).map {
      Source(name: expectationFile, text: String(decoding: $0, as: UTF8.self))
    }
  }

  /// What the label says where there is no `expect.heal`.
  private func labelled(at place: Location) -> RecordingExpectation? {
    if isGreen || exitCode == 0 { return .green(at: place) }
    guard category != nil else { return nil }
    return RecordingExpectation(
      lines: [.init(.category(acceptedCategories), location: place)])
  }
}
