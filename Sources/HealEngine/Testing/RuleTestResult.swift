package import HealLanguage

/// How one `test` of a rule came out.
package struct RuleTestResult: Hashable, Sendable {
  package var rule: String
  package var test: RuleTest
  /// Empty when the rule did what the test expects.
  package var mismatches: [Mismatch]
  /// What the rule said of the failure.
  package var diagnosis: Diagnosis

  /// `todo` turns failing round: such a test must fail, or lose its `todo`.
  package var status: Status {
    switch (mismatches.isEmpty, test.todo) {
    case (true, nil): .passed
    case (false, nil): .failed
    case (false, .some): .knownToFail
    case (true, .some): .unexpectedlyPassed
    }
  }

  package enum Status: String, Hashable, Sendable {
    case passed, failed
    case knownToFail = "known to fail"
    case unexpectedlyPassed = "unexpectedly passed"

    package var isGood: Bool { self == .passed || self == .knownToFail }
  }

  /// One expectation that did not come true.
  package struct Mismatch: Hashable, Sendable {
    package var kind: Kind
    package var expected: String
    package var actual: String
    package var location: Location

    package enum Kind: String, Hashable, Sendable {
      /// The rule matched what it should not.
      case noisy
      /// The rule did not match.
      case missing
      /// It matched, with another fix, file, capture or advice.
      case wrong
      /// A pattern hit a limit.
      case inconclusive
    }
  }
}
