package import HealLanguage
import PCRE2

/// Asks all rules of a set at once: a prefilter over required literals decides which patterns can
/// match at all, and only those run in PCRE2. Built once per rule set, used from any thread.
///
/// - A clause holds when one of its alternatives is found in its subject. The captures are those of
///   the first alternative, in source order, that is found. Where two clauses of a rule capture the
///   same name, the first clause's value counts.
/// - What a failure lacks is not found: a `match` in it does not hold, an `unless` does not either.
/// - What a message quotes of the user's SQL is not searched by itself; a match may reach into it.
/// - A rule without any `match` never speaks.
/// - Of a subject longer than its cap, only the head and the tail are looked at; see ``Subject/cap``.
package final class Matcher: Sendable {
  package let rules: [Rule]

  private let clauses: [RuleClauses]
  private let probes: [Probe]
  /// Probes that no text can rule out.
  private let open: BitSet
  private let indexes: [Subject: LiteralIndex]
  /// The rules that may hold once a probe of their gate is possible, by probe.
  private let gated: [[Int]]
  /// Rules that have no gate and are looked at each time.
  private let ungated: [Int]
  /// The subjects that gates are in.
  private let gateSubjects: [Subject]

  package init(_ rules: RuleSet) {
    self.rules = rules.rules
    var builder = MatcherBuilder()
    clauses = rules.rules.map { builder.add($0) }
    probes = builder.probes
    open = builder.open
    indexes = builder.indexes
    gated = builder.gated
    ungated = builder.ungated
    gateSubjects = Subject.allCases.filter { subject in
      builder.gateSubjects.contains(subject)
    }
  }

  /// The rules that hold for these subjects, or that could not be decided, in the order of ``rules``.
  /// Checks adapter, dbt version, `match` and `unless`; guards are the evaluator's business.
  package func match(_ failure: Failure) -> [Match] { matchCounting(failure).matches }

  /// The same, and how many rules were worth a closer look, which is what it cost.
  func matchCounting(_ failure: Failure) -> (matches: [Match], tried: Int) {
    var reading = Reading(failure, open: open)
    let candidates = candidates(&reading)
    let matches = candidates.compactMap { rule -> Match? in
      guard rules[rule].isFor(failure) else { return nil }
      return verdict(on: clauses[rule], &reading).map { Match(rule: rule, verdict: $0) }
    }
    return (matches, candidates.count)
  }

  /// The rules that are worth a closer look, in order.
  private func candidates(_ reading: inout Reading) -> [Int] {
    var candidates = ungated
    for subject in gateSubjects {
      for probe in reading.scan(subject, with: indexes[subject]) {
        candidates += gated[probe]
      }
    }
    candidates.sort()
    return candidates.uniqueNeighbours
  }

  /// nil where the rule does not hold. A clause that decides against it outweighs one that is
  /// undecided.
  private func verdict(on rule: RuleClauses, _ reading: inout Reading) -> Verdict? {
    var captures: [String: Value] = [:]
    var specificity = 0
    var isUndecided = false
    for clause in rule.matches {
      switch search(clause, &reading) {
      case .notFound: return nil
      case .undecided: isUndecided = true
      case .found(let found, let literalBytes):
        captures.merge(found) { first, _ in first }
        specificity += literalBytes
      }
    }
    for clause in rule.exclusions {
      switch search(clause, &reading) {
      case .found: return nil
      case .undecided: isUndecided = true
      case .notFound: break
      }
    }
    return isUndecided ? .inconclusive : .holds(captures: captures, specificity: specificity)
  }

  private enum Search {
    case found([String: Value], literalBytes: Int)
    case notFound
    case undecided
  }

  private func search(_ clause: RuleClauses.Clause, _ reading: inout Reading) -> Search {
    guard let text = reading.text(of: clause.subject) else { return .notFound }
    reading.scan(clause.subject, with: indexes[clause.subject])
    var isUndecided = false
    for alternative in clause.alternatives where reading.possible.contains(alternative.probe) {
      guard let regex = try? probes[alternative.probe].regex.compiled() else {
        isUndecided = true
        continue
      }
      switch regex.firstMatch(in: text, besides: reading.quotedRanges(of: clause.subject)) {
      case .match(let match):
        return .found(
          alternative.captures(of: match, regex, in: text), literalBytes: alternative.literalBytes)
      case .noMatch: break
      case .inconclusive: isUndecided = true
      }
    }
    return isUndecided ? .undecided : .notFound
  }

  /// One rule's answer.
  package struct Match: Hashable, Sendable {
    /// Index into ``Matcher/rules``.
    package var rule: Int
    package var verdict: Verdict

    package init(rule: Int, verdict: Verdict) {
      self.rule = rule
      self.verdict = verdict
    }
  }

  package enum Verdict: Hashable, Sendable {
    /// Holds, with the captures that took part, and how many bytes of literal text its patterns
    /// demand, a measure of how specific it is.
    case holds(captures: [String: Value], specificity: Int)
    /// A pattern hit a limit: neither match nor no match.
    case inconclusive
  }
}

extension Rule {
  /// Whether its adapters and versions of dbt are those of the failure, as far as these are known.
  func isFor(_ failure: Failure) -> Bool {
    if let adapter = failure.adapter, !adapters.isEmpty, !adapters.contains(adapter) { return false }
    guard let range = dbtVersions, let version = failure.dbtVersion else { return true }
    return range.contains(version) ?? true
  }
}

extension [Int] {
  /// Without repeats, for what is sorted.
  fileprivate var uniqueNeighbours: [Int] {
    var result: [Int] = []
    result.reserveCapacity(count)
    for element in self where result.last != element { result.append(element) }
    return result
  }
}
