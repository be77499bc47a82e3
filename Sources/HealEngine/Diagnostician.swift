package import HealLanguage

/// Diagnoses failures with one rule set; its matcher is built once.
package struct Diagnostician: Sendable {
  package let rules: RuleSet
  /// What the rules' own tests show of their fixes.
  package let earned: EarnedConfidence
  private let matcher: Matcher
  private let faults: [String: Fault]
  /// By fault.
  private let remedies: [String: [Rule]]

  package init(_ rules: RuleSet) {
    self.rules = rules
    matcher = Matcher(rules)
    earned = EarnedConfidence(rules, matcher)
    faults = Dictionary(rules.faults.map { ($0.name, $0) }) { first, _ in first }
    remedies = Dictionary(grouping: rules.rules.filter(\.isRemedy)) { $0.heals ?? "" }
  }

  /// One diagnosis a failure, in their order. The same input gives the same answer, byte for byte.
  package func diagnose(_ failures: [Failure], evidence: some Evidence) -> [Diagnosis] {
    let ends = LogEnds()
    return failures.map { diagnose($0, ends, evidence: evidence) }
  }

  private func diagnose(_ failure: Failure, _ ends: LogEnds, evidence: some Evidence) -> Diagnosis {
    let matches = matcher.match(failure)
    let speaking = ranked(outspoken(evaluate(matches, failure, evidence, ends)), adapter: failure.adapter)
    let instances = FaultInstance.all(in: speaking, faults)
    var diagnosis = diagnosis(failure, withRemedies(speaking, instances, failure, evidence), instances)
    diagnosis.inconclusive = matches.filter { $0.verdict == .inconclusive }.map { matcher.rules[$0.rule].name }
    return diagnosis
  }

  /// As ``diagnose(_:evidence:)``, for a fault that is known already, by its remedies alone.
  func diagnose(_ instance: FaultInstance, in failure: Failure, evidence: some Evidence) -> Diagnosis {
    diagnosis(failure, evaluateRemedies(of: instance, failure, specificity: 0, evidence), [instance])
  }

  private func diagnosis(
    _ failure: Failure, _ speaking: [RuleEvaluation], _ instances: [FaultInstance]
  ) -> Diagnosis {
    let evaluations = withoutVainRetries(speaking)
    let mayRevert = evaluations.allSatisfy { Self.mayLieInText($0.finding.category) }
      && !failure.isOfContract
    return Diagnosis(
      failure: failure,
      findings: evaluations.map(\.finding),
      candidates: rankedCandidates(of: evaluations).filter { candidate in
        mayRevert || !candidate.changes.contains(where: \.isRevert)
      },
      withheld: evaluations.flatMap(\.withheld), faults: instances)
  }

  /// The rules' answers, what their faults' remedies offer added to the best rule that recognises each. A rule may
  /// override a remedy.
  private func withRemedies(
    _ evaluations: [RuleEvaluation], _ instances: [FaultInstance], _ failure: Failure, _ evidence: some Evidence
  ) -> [RuleEvaluation] {
    var evaluations = evaluations
    let overridden = Set(evaluations.flatMap(\.rule.overrides))
    for instance in instances {
      guard let place = evaluations.firstIndex(where: { $0.rule.name == instance.recognisers.first }) else { continue }
      let offers = evaluateRemedies(of: instance, failure, specificity: evaluations[place].specificity, evidence)
      for offer in offers where !overridden.contains(offer.rule.name) { evaluations[place].add(offer) }
    }
    return evaluations
  }

  /// What each remedy of a fault offers, those left out that are for other adapters or versions, or are silenced.
  private func evaluateRemedies(
    of instance: FaultInstance, _ failure: Failure, specificity: Int, _ evidence: some Evidence
  ) -> [RuleEvaluation] {
    (remedies[instance.fault] ?? []).compactMap { remedy in
      guard remedy.isFor(failure), !rules.isDisabled(remedy, adapter: failure.adapter),
        var evaluation = RuleEvaluation(
          remedy, failure: failure, captures: instance.fields, specificity: specificity, evidence: evidence)
      else { return nil }
      for index in evaluation.candidates.indices {
        evaluation.candidates[index].fault = instance
        if let most = instance.mostConfidence {
          evaluation.candidates[index].confidence = min(most, evaluation.candidates[index].confidence)
        }
      }
      return evaluation
    }
  }

  /// Whether a failure of this category can come from a change of the project's text, so that reverting one may be
  /// offered. What the data, the warehouse or the configuration brings about is no text's fault.
  private static func mayLieInText(_ category: String) -> Bool {
    let elsewhere: Set<String> = [
      "AUTH", "CONCURRENCY", "CONFIG", "CONNECTION", "DATA_QUALITY", "DEPENDENCY", "RESOURCE",
    ]
    return !elsewhere.contains(category)
  }

  /// The rules' answers, or that they could not be decided.
  func matches(_ failure: Failure) -> [Matcher.Match] { matcher.match(failure) }

  func evaluate(
    _ matches: [Matcher.Match], _ failure: Failure, _ evidence: some Evidence, _ ends: LogEnds = LogEnds()
  ) -> [RuleEvaluation] {
    lazy var isWarning = failure.opensAsWarning
    let isOfProject = failure.isOfProject
    return matches.compactMap { match in
      // What dbt cannot compile it has not run: no row was looked at, whatever the words are.
      if isOfProject, matcher.rules[match.rule].category == "DATA_QUALITY" { return nil }
      // What only the words say that most programs share is no failure where the run says that it went well, nor in a warning.
      if matcher.rules[match.rule].isFallback, ends.tellSuccess(failure.log) { return nil }
      if case .ordered = matcher.rules[match.rule].standing, isWarning { return nil }
      guard case .holds(let captures, let specificity) = match.verdict,
        !rules.isDisabled(matcher.rules[match.rule], adapter: failure.adapter)
      else { return nil }
      return RuleEvaluation(
        matcher.rules[match.rule], failure: failure, captures: captures, specificity: specificity,
        evidence: evidence)
    }
  }
}

/// Whether logs say that their run went well. The failures of a run have one log, which is read once.
final class LogEnds {
  private var last: (log: String, tellsSuccess: Bool)?

  /// - Parameter log: nil says nothing.
  func tellSuccess(_ log: String?) -> Bool {
    guard let log else { return false }
    if let last, last.log == log { return last.tellsSuccess }
    let tellsSuccess = PrintedLine.tellSuccess(log)
    last = (log, tellsSuccess)
    return tellsSuccess
  }
}

extension RuleEvaluation {
  /// Takes up what a remedy offers for what this rule recognised.
  fileprivate mutating func add(_ remedy: RuleEvaluation) {
    remedies.append(remedy.rule)
    candidates += remedy.candidates
    withheld += remedy.withheld
    finding.advice += remedy.finding.advice.filter { !finding.advice.contains($0) }
    finding.offersRetry = finding.offersRetry || remedy.finding.offersRetry
  }
}

extension Failure {
  /// Whether dbt could not read or compile the project.
  fileprivate var isOfProject: Bool {
    ["Compilation Error", "Parsing Error"].contains { message.hasPrefix($0) }
  }

  /// Whether dbt holds a model against its contract: both sides of it were written on purpose.
  fileprivate var isOfContract: Bool { message.contains("enforced contract") }
}
