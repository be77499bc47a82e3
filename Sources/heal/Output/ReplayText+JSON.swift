import HealLanguage
import HealProject

extension ReplayText {
  /// Everything, whatever the limit of lists.
  var json: JSON {
    .object([
      ("files", .int(past.paths.count)), ("bytes", .int(past.size)),
      (
        "runs",
        .object([
          ("all", .int(report.runCount)), ("green", .int(report.greenCount)),
          ("red", .int(report.redCount)), ("healed", .int(report.healedRunCount)),
        ])
      ),
      ("first", .known(report.moments?.first)), ("last", .known(report.moments?.last)),
      ("failures", counts), ("known", .list(report.known.map(json))),
      ("unknown", .list(report.unknown.map(json))),
      ("transient", .list(report.transient.map(json))),
      ("false_alarms", .list(report.alarms.map(json))),
      ("silent_rules", .list(report.silentRules.map { .text($0.name) })),
      (
        "unread",
        .list(
          past.unread.map { .object([("path", .text($0.path)), ("reason", .text($0.reason))]) })
      ),
    ])
  }

  private var counts: JSON {
    .object(
      [("all", .int(report.failureCount))]
        + ReplayedFailure.Verdict.allCases.map { ($0.rawValue, .int(report.counts[$0] ?? 0)) })
  }

  private func json(_ group: ReplayReport.Group) -> JSON {
    .object([
      ("rule", .known(group.rule)), ("category", .known(group.category)),
      ("shape", .text(group.shape)), ("count", .int(group.count)),
      ("nodes", .list(group.nodes.map(JSON.text))), ("place", .text(group.place)),
      ("verdict", .text(group.verdict.rawValue)), ("fix", .known(group.fix)),
      ("confidence", group.confidence.map(JSON.number) ?? .null),
    ])
  }

  private func json(_ recovery: ReplayReport.Recovery) -> JSON {
    .object([
      ("rule", .known(recovery.rule)), ("shape", .text(recovery.shape)),
      ("passed", .int(recovery.passed)), ("failed_again", .int(recovery.failedAgain)),
      ("nodes", .list(recovery.nodes.map(JSON.text))), ("place", .text(recovery.place)),
    ])
  }

  private func json(_ alarm: FalseAlarm) -> JSON {
    .object([
      ("rule", .text(alarm.rule)), ("count", .int(alarm.count)), ("place", .text(alarm.place)),
      ("text", .text(alarm.text)),
    ])
  }
}
