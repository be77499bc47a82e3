import HealEngine
import HealLanguage

/// Why the rule that speaks for a failure is the one that does, for people.
struct ContestText {
  let library: RuleLibrary
  let style: Style

  func render(_ contest: Contest) -> String {
    let diagnosis = contest.diagnosis
    var lines = DiagnosisText(style: style).opening(diagnosis)
    guard let winner = contest.contenders.first else {
      lines.append(
        "  " + style.yellow("No rule knows this failure.") + " See heal explain --why-not")
      return lines.joined(separator: "\n")
    }
    lines.append("  winner    \(style.cyan(winner.rule.name))  \(origin(winner.rule))")
    lines.append("            \(Self.advantage(contest))")
    lines += library.replaced(by: winner.rule).map { "            it replaces \($0)" }
    lines += overrides(of: winner.rule)
    lines += captures(diagnosis)
    for (index, candidate) in diagnosis.candidates.enumerated() {
      lines += render(candidate, number: index + 1, of: winner.rule.name)
    }
    lines += diagnosis.withheld.map { fix in
      "  withheld  \(fix.title) of \(fix.rule): \(fix.reason)"
    }
    lines += contest.contenders.dropFirst().map { other in
      "  also      \(style.cyan(other.rule.name))  \(other.words)  \(origin(other.rule))"
    }
    lines += contest.silenced.map { silenced in
      "  silenced  \(style.cyan(silenced.rule.name))  \(silenced.words)  "
        + origin(silenced.rule)
    }
    lines += diagnosis.inconclusive.map { rule in
      style.yellow(
        "  undecided: a pattern of \(rule) takes too many steps on this text; heal lint shows which"
      )
    }
    return lines.joined(separator: "\n")
  }

  /// Why the first contender is the first.
  static func advantage(_ contest: Contest) -> String {
    guard let first = contest.contenders.first else { return "" }
    guard contest.contenders.count > 1 else { return "the only rule that matches" }
    let second = contest.contenders[1]
    if first.isForThisAdapter != second.isForThisAdapter {
      return
        "it is for \(contest.diagnosis.failure.adapter ?? "this adapter"), the next one for any"
    }
    if first.specificity != second.specificity {
      return "its patterns demand \(first.specificity) characters of words, the next one's "
        + "\(second.specificity)"
    }
    return "as specific as \(second.rule.name); the name decides"
  }

  private func origin(_ rule: Rule) -> String { style.dim(library.origin(of: rule)) }

  private func overrides(of rule: Rule) -> [String] {
    rule.overrides.isEmpty ? [] : ["  overrides \(rule.overrides.joined(separator: ", "))"]
  }

  private func captures(_ diagnosis: Diagnosis) -> [String] {
    // A fix tells them itself.
    guard diagnosis.candidates.isEmpty, let captures = diagnosis.findings.first?.captures
    else { return [] }
    return captures.keys.sorted().map { name in
      "  evidence  \(name) = \(captures[name]?.shown ?? "")"
    }
  }

  private func render(_ candidate: Candidate, number: Int, of winner: String) -> [String] {
    let rule = candidate.rule == winner ? "" : "  \(style.dim("from \(candidate.rule)"))"
    let head =
      "  fix \(number)     \(style.green(candidate.confidence.percent)) "
      + "\(style.dim(candidate.risk.rawValue))  \(candidate.title)\(rule)"
    let text = DiagnosisText(style: style)
    return [head] + candidate.reasons.map { "            \($0)" }
      + candidate.actions.flatMap(text.render).map { "            \($0)" }
  }

  func json(_ contest: Contest) -> JSON {
    guard case .object(let members) = contest.diagnosis.json else { return .null }
    return .object(
      members + [
        ("contenders", .list(contest.contenders.map(json))),
        (
          "silenced",
          .list(
            contest.silenced.map { silenced in
              .object([
                ("rule", .text(silenced.rule.name)),
                ("by", .list(silenced.by.map(JSON.text))),
                ("place", .text(silenced.rule.location.shown(in: library.sources))),
              ])
            })
        ),
      ])
  }

  private func json(_ contender: Contest.Contender) -> JSON {
    .object([
      ("rule", .text(contender.rule.name)), ("specificity", .int(contender.specificity)),
      ("for_this_adapter", .bool(contender.isForThisAdapter)),
      ("place", .text(contender.rule.location.shown(in: library.sources))),
      ("origin", .text(library.origin(of: contender.rule))),
      ("replaces", .list(library.replaced(by: contender.rule).map(JSON.text))),
    ])
  }
}

extension Contest.Contender {
  fileprivate var words: String {
    "demands \(specificity) characters of words" + (isForThisAdapter ? ", for this adapter" : "")
  }
}
