import HealEngine
import HealLanguage
import HealProject

extension TestReport {
  var json: JSON {
    .object(
      [
        ("tests", .list(results.map { $0.json(sources) })),
        ("recordings", .list(recordings.map { $0.json(sources) })),
        ("errors", errors.json(sources)),
      ] + (coverage.map { [("coverage", $0.json(sources))] } ?? []) + [("passed", .bool(isGood))])
  }
}

extension RuleTestResult {
  fileprivate func json(_ sources: [Source]) -> JSON {
    .object([
      ("rule", .text(rule)), ("test", .text(test.name)), ("status", .text(status.rawValue)),
      ("place", .text(test.location.shown(in: sources))),
      ("mismatches", .list(mismatches.map { $0.json(sources) })),
    ])
  }
}

extension RecordingTest {
  fileprivate func json(_ sources: [Source]) -> JSON {
    .object([
      ("recording", .text(recording.folder)), ("status", .text(status.rawValue)),
      ("found", .list(diagnoses.map(\.short))),
      ("mismatches", .list(mismatches.map { $0.json(sources) })),
      ("problems", problems.json(sources)),
    ])
  }
}

extension Diagnosis {
  fileprivate var short: JSON {
    .object([
      ("node", failure.node.map { .text($0.name) } ?? .null),
      ("category", category.map { .text($0) } ?? .null),
      ("rule", findings.first.map { .text($0.rule) } ?? .null),
      ("fix", candidates.first.map { .text($0.title) } ?? .null),
    ])
  }
}

extension RuleTestResult.Mismatch {
  fileprivate func json(_ sources: [Source]) -> JSON {
    .object([
      ("kind", .text(kind.rawValue)), ("expected", .text(expected)), ("actual", .text(actual)),
      ("place", .text(location.shown(in: sources))),
    ])
  }
}

extension Coverage {
  fileprivate func json(_ sources: [Source]) -> JSON {
    .object([
      ("total", total.json),
      ("categories", .object(categories.map { ($0.name, $0.share.json) })),
      (
        "rules",
        .list(
          all.map { rule in
            .object([
              ("rule", .text(rule.rule)), ("category", .text(rule.category)),
              ("reached", .bool(rule.isShown)),
              (
                "alternatives",
                .list(
                  rule.branches.map { branch in
                    .object([
                      ("text", .text(branch.text)), ("reached", .bool(branch.isShown)),
                      ("place", .text(branch.location.shown(in: sources))),
                    ])
                  })
              ),
            ])
          })
      ),
    ])
  }
}

extension Coverage.Share {
  fileprivate var json: JSON {
    .object([
      ("percent", .number(percent)), ("alternatives", .int(branches)),
      ("reached", .int(branchesShown)), ("rules", .int(rules)), ("rulesReached", .int(rulesShown)),
    ])
  }
}
