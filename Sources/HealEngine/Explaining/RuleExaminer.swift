import HealLanguage
import PCRE2

/// Asks one rule clause by clause about one failure. Slow beside the ``Matcher``, and says why.
struct RuleExaminer {
  let rule: Rule
  let failure: Failure
  let evidence: any Evidence

  /// nil where the rule holds.
  func miss() -> RuleMiss? {
    var reasons = scopeReasons()
    var captures: [String: Value] = [:]
    var progress = 0.0
    var isFar = false
    for clause in rule.matches {
      switch search(clause) {
      case .found(let found):
        captures.merge(found) { first, _ in first }
        progress += 1
      case .missed(let reason, let share):
        reasons.append(reason)
        progress += share
        isFar = isFar || share == 0
      }
    }
    if rule.matches.isEmpty { reasons.append(.matchesNothing) }
    let isFound = !rule.matches.isEmpty && progress == Double(rule.matches.count)
    reasons += exclusionReasons()
    if isFound { reasons += guardReasons(captures) }
    guard !reasons.isEmpty else { return nil }
    let mean = progress / Double(max(1, rule.matches.count))
    // A rule of whose one pattern nothing is there is about something else.
    return RuleMiss(
      rule: rule, nearness: isFound ? 1 : isFar ? mean / 2 : mean, reasons: reasons)
  }

  // MARK: Scope and guards

  private func scopeReasons() -> [RuleMiss.Reason] {
    var reasons: [RuleMiss.Reason] = []
    if let adapter = failure.adapter, !rule.adapters.isEmpty, !rule.adapters.contains(adapter) {
      reasons.append(.adapter(wanted: rule.adapters, actual: adapter))
    }
    if let range = rule.dbtVersions, let version = failure.dbtVersion,
      range.contains(version) == false
    {
      reasons.append(.version(wanted: range, actual: version))
    }
    return reasons
  }

  private func guardReasons(_ captures: [String: Value]) -> [RuleMiss.Reason] {
    let evaluation = Evaluation(rule, failure: failure, captures: captures, evidence: evidence)
    return rule.guards.compactMap { condition in
      let truth = evaluation.truth(condition)
      guard truth != true else { return nil }
      return .guarded(
        condition.location, shown: condition.valued(evaluation), isUnknown: truth == nil)
    }
  }

  private func exclusionReasons() -> [RuleMiss.Reason] {
    rule.exclusions.compactMap { clause in
      guard let text = text(of: clause.subject) else { return nil }
      for pattern in clause.alternatives {
        guard let regex = try? Regex(pattern.regex) else { continue }
        switch regex.firstMatch(in: text, besides: QuotedStatement.ranges(in: text, of: clause.subject)) {
        case .match(let match):
          return .excluded(
            pattern.location, clause.subject,
            found: String(decoding: text[match.range], as: UTF8.self))
        case .inconclusive: return .limit(pattern.location)
        case .noMatch: continue
        }
      }
      return nil
    }
  }

  // MARK: Patterns

  private enum Search {
    case found([String: Value])
    case missed(RuleMiss.Reason, share: Double)
  }

  private func search(_ clause: MatchClause) -> Search {
    guard let text = text(of: clause.subject) else {
      return .missed(.noText(clause.subject, clause.location), share: 0)
    }
    for pattern in clause.alternatives {
      guard let regex = try? Regex(pattern.regex) else { continue }
      switch regex.firstMatch(in: text, besides: QuotedStatement.ranges(in: text, of: clause.subject)) {
      case .match(let match):
        let alternative = RuleClauses.Alternative(
          probe: 0, captures: pattern.captures, literalBytes: 0)
        return .found(alternative.captures(of: match, regex, in: text))
      case .inconclusive: return .missed(.limit(pattern.location), share: 0)
      case .noMatch: continue
      }
    }
    let tries = clause.alternatives.map { ($0, $0.farthestStop(in: text)) }
    let best = tries.enumerated().max { left, right in
      let shares = (left.element.1?.share ?? 0, right.element.1?.share ?? 0)
      return shares.0 != shares.1 ? shares.0 < shares.1 : left.offset > right.offset
    }
    guard let (pattern, stop) = best?.element else { return .missed(.matchesNothing, share: 0) }
    let search = RuleMiss.Search(
      pattern: pattern, subject: clause.subject, stop: stop.map { Self.stop($0, in: text) })
    return .missed(.notFound(search), share: min(stop?.share ?? 0, 0.99))
  }

  /// The place in its line.
  private static func stop(_ stop: PatternStop, in text: [UInt8]) -> RuleMiss.Stop {
    let offset = min(stop.textOffset, text.count)
    let start = text[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = text[offset...].firstIndex(of: 0x0A) ?? text.count
    return RuleMiss.Stop(
      share: stop.share, line: text[start..<end].text,
      lineNumber: text[..<offset].count { $0 == 0x0A } + 1,
      column: text[start..<offset].text.unicodeScalars.count, wanted: stop.wanted)
  }

  private func text(of subject: Subject) -> [UInt8]? {
    failure.text(of: subject).map { subject.capped(Array($0.utf8)) }
  }
}
