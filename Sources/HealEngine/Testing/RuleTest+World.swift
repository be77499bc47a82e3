package import HealLanguage

extension RuleTest {
  /// What the test gives the rule to diagnose: the failure read as any failure is, then the givens.
  package func asFailure(of rule: Rule) -> Failure {
    let text = FailureText.read(failure)
    var failure = Failure(
      id: "test", message: text.message, log: self.failure, code: text.code,
      adapter: rule.adapters.first, line: text.line, node: text.node)
    for case .fact(let fact, let value) in givens { failure = failure.setting(fact, to: value) }
    return failure
  }

  /// The project around the failure: the test's files and what it says is given.
  package var evidence: RecordedEvidence {
    var answers: [Question: Value] = [:]
    for file in files {
      answers[.fileText(file.path)] = .text(file.text)
      answers[.function(.exists, [.text(file.path)])] = .bool(true)
    }
    for given in givens {
      switch given {
      case .answer(let function, let arguments, let value):
        answers[.function(function, arguments)] = value
        if let proven = Self.proof(given: function, arguments, value) {
          answers[proven] = DataProof(isProven: true, clause: "the test gives the same values").value
        }
      case .fact(let fact, let value):
        if let question = fact.question { answers[question] = value }
      }
    }
    return RecordedEvidence(answers)
  }

  /// What is proven where a test gives this answer; nil for functions that prove nothing.
  private static func proof(given function: Function, _ arguments: [Value], _ value: Value) -> Question? {
    guard let old = arguments.first?.asText, let node = arguments.last?.asText, let new = value.asText else { return nil }
    switch function {
    case .sameValues: return .renameProof(old, to: new, node: node)
    case .sameRows: return .tableProof(source: old, table: new, node: node)
    default: return nil
    }
  }

  /// Whether any expectation but `no match` is there.
  package var expectsMatch: Bool { expectations.contains { $0.kind != .noMatch } }
}

extension Fact {
  /// What the engine asks the evidence for this fact; nil for a fact of the failure itself.
  fileprivate var question: Question? {
    switch self {
    case .projectModels: .models
    case .projectSeeds: .seeds
    case .projectSources: .sources
    case .projectMacros: .macros
    case .projectTests: .tests
    case .projectPackages: .packages
    case .projectVars: .vars
    default: nil
    }
  }
}
