/// A `test` of a rule: one failure, what surrounds it, and what is expected of the rule. A test with several failures is as many
/// of these.
package struct RuleTest: Hashable, Sendable {
  package var name: String
  /// Why the test is known to fail; nil for an ordinary test.
  package var todo: String?
  /// What dbt printed, as written in the test; may be empty in a remedy's.
  package var failure: String
  /// The fault that a remedy's test is about; nil in a rule's.
  package var fault: FaultExample?
  /// `given node.materialized "incremental"`, `given columns("orders") ["id"]`.
  package var givens: [Given]
  /// The project's files before the fix: path and text.
  package var files: [File]
  package var expectations: [Expectation]
  /// Of the test's name; of the failure where the test has several.
  package var location: Location

  package init(
    name: String, todo: String? = nil, failure: String, fault: FaultExample? = nil, givens: [Given] = [], files: [File] = [],
    expectations: [Expectation], location: Location
  ) {
    self.name = name
    self.todo = todo
    self.failure = failure
    self.fault = fault
    self.givens = givens
    self.files = files
    self.expectations = expectations
    self.location = location
  }

  package struct File: Hashable, Sendable {
    package var path: String
    package var text: String

    package init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }

  /// A fact or an answer of the evidence that the test sets.
  package enum Given: Hashable, Sendable {
    case fact(Fact, Value)
    case answer(Function, [Value], Value)
  }

  package struct Expectation: Hashable, Sendable {
    package var kind: Kind
    package var location: Location

    package init(_ kind: Kind, location: Location) {
      self.kind = kind
      self.location = location
    }
  }

  package enum Kind: Hashable, Sendable {
    case match
    case noMatch
    /// `expect fix 85% "title"`; the share, from 0 to 1, may be left out.
    case fix(share: Double?, title: String)
    case noFix
    /// The file after the test's expected fix.
    case file(File)
    case capture(String, Value)
    case advice(String)
    /// The rule means this fault, with these fields at least.
    case fault(FaultExample)
  }
}
