import HealLanguage
import PCRE2

/// Gathers what a ``Matcher`` is made of, rule by rule.
struct MatcherBuilder {
  private(set) var probes: [Probe] = []
  private(set) var open = BitSet()
  private(set) var gated: [[Int]] = []
  private(set) var ungated: [Int] = []
  private(set) var gateSubjects: Set<Subject> = []
  private var ruleCount = 0
  private var known: [Key: Known] = [:]
  private var literals: [Subject: [LiteralIndex.Literal]] = [:]

  private struct Key: Hashable {
    var subject: Subject
    var regex: String
  }

  private struct Known {
    var probe: Int
    var literalBytes: Int
  }

  /// By subject, all texts that its probes demand.
  var indexes: [Subject: LiteralIndex] { literals.mapValues(LiteralIndex.init) }

  mutating func add(_ rule: Rule) -> RuleClauses {
    let clauses = RuleClauses(
      matches: rule.matches.map { add($0) }, exclusions: rule.exclusions.map { add($0) })
    defer { ruleCount += 1 }
    guard !clauses.matches.isEmpty else { return clauses }
    guard let gate = clauses.matches.filter({ isGate($0) }).min(by: isCheaper) else {
      ungated.append(ruleCount)
      return clauses
    }
    gateSubjects.insert(gate.subject)
    for alternative in gate.alternatives where gated[alternative.probe].last != ruleCount {
      gated[alternative.probe].append(ruleCount)
    }
    return clauses
  }

  private mutating func add(_ clause: MatchClause) -> RuleClauses.Clause {
    RuleClauses.Clause(
      subject: clause.subject,
      alternatives: clause.alternatives.map { pattern in
        let known = probe(for: pattern, in: clause.subject)
        return RuleClauses.Alternative(
          probe: known.probe, captures: pattern.captures, literalBytes: known.literalBytes)
      })
  }

  private mutating func probe(for pattern: Pattern, in subject: Subject) -> Known {
    let key = Key(subject: subject, regex: pattern.regex)
    if let known = known[key] { return known }
    let required = pattern.requiredText
    let new = Known(probe: probes.count, literalBytes: required.literalBytes)
    probes.append(Probe(subject: subject, regex: LazyRegex(pattern.regex)))
    gated.append([])
    if required.anyOf.isEmpty { open.insert(new.probe) }
    for text in required.anyOf {
      literals[subject, default: []].append(LiteralIndex.Literal(text: text, probe: new.probe))
    }
    known[key] = new
    return new
  }

  /// A clause whose every alternative demands some text keeps its rule out until that is seen.
  private func isGate(_ clause: RuleClauses.Clause) -> Bool {
    clause.alternatives.allSatisfy { !open.contains($0.probe) }
  }

  /// The message is looked at in any case; the log is the longest by far. Of two gates in one
  /// subject, the one with more words lets less through.
  private func isCheaper(_ left: RuleClauses.Clause, _ right: RuleClauses.Clause) -> Bool {
    guard left.subject == right.subject else { return left.subject.cost < right.subject.cost }
    return words(left) > words(right)
  }

  private func words(_ clause: RuleClauses.Clause) -> Int {
    clause.alternatives.map(\.literalBytes).min() ?? 0
  }
}

extension Subject {
  var cost: Int {
    switch self {
    case .message: 0
    case .code: 1
    case .node: 2
    case .sql: 3
    case .log: 4
    }
  }
}
