import HealEngine
import HealLanguage

extension WhyNotText {
  func json(_ answers: [WhyNotAnswer]) -> JSON {
    .object([("failures", .list(answers.map(json)))])
  }

  private func json(_ answer: WhyNotAnswer) -> JSON {
    var members: [(String, JSON)] = [
      ("id", .text(answer.diagnosis.failure.id)),
      ("message", .text(answer.diagnosis.failure.message)),
      ("rule", .known(answer.diagnosis.findings.first?.rule)),
      ("verdict", .text(answer.verdict)),
    ]
    if case .silenced(let silenced) = answer.kind {
      members.append(("overridden_by", .list(silenced.by.map(JSON.text))))
    }
    if case .nearest(let misses) = answer.kind {
      members.append(("nearest", .list(misses.map(json))))
    }
    return .object(members)
  }

  private func json(_ miss: RuleMiss) -> JSON {
    .object([
      ("rule", .text(miss.rule.name)),
      ("place", .text(miss.rule.location.shown(in: library.sources))),
      ("nearness", .number(miss.nearness)), ("reasons", .list(miss.reasons.map(json))),
    ])
  }

  private func json(_ reason: RuleMiss.Reason) -> JSON {
    switch reason {
    case .notFound(let search): json(search)
    case .noText(let subject, let place):
      .object([
        ("kind", .text("no-text")), ("subject", .text(subject.rawValue)),
        ("clause", .text(library.written(place))),
      ])
    case .excluded(let place, let subject, let found):
      .object([
        ("kind", .text("excluded")), ("subject", .text(subject.rawValue)),
        ("clause", .text(library.written(place))), ("found", .text(found)),
      ])
    case .adapter(let wanted, let actual):
      .object([
        ("kind", .text("adapter")), ("wanted", .list(wanted.map(JSON.text))),
        ("actual", .text(actual)),
      ])
    case .version(_, let actual):
      .object([("kind", .text("dbt-version")), ("actual", .text(actual))])
    case .guarded(let place, let shown, let isUnknown):
      .object([
        ("kind", .text("where")), ("clause", .text(library.written(place))),
        ("values", .text(shown)), ("unknown", .bool(isUnknown)),
      ])
    case .limit(let place):
      .object([("kind", .text("limit")), ("clause", .text(library.written(place)))])
    case .matchesNothing: .object([("kind", .text("no-match-clause"))])
    }
  }

  private func json(_ search: RuleMiss.Search) -> JSON {
    let written = WrittenPattern(search.pattern)
    var members: [(String, JSON)] = [
      ("kind", .text("not-found")), ("subject", .text(search.subject.rawValue)),
      ("pattern", .text(search.pattern.written)),
    ]
    if let stop = search.stop {
      members += [
        ("share", .number(stop.share)), ("line", .int(stop.lineNumber)),
        ("column", .int(stop.column + 1)), ("text", .text(stop.line)),
        ("wanted", .text(written.text(of: stop.wanted))),
        ("wanted_offset", .int(stop.wanted.lowerBound)),
      ]
    }
    return .object(members)
  }
}

extension WhyNotAnswer {
  fileprivate var verdict: String {
    switch kind {
    case .known: "known"
    case .nearest: "not-matched"
    case .silenced: "overridden"
    case .outranked: "outranked"
    case .speaks: "speaks"
    }
  }
}
