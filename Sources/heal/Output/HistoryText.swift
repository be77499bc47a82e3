import HealEngine
import HealLanguage
import HealRunner

/// A project's runs as people read them.
struct HistoryText {
  let style: Style

  static let nothing = "No runs yet: the first `heal run` in this project starts the history."

  func render(_ runs: [RunRecord]) -> String {
    guard !runs.isEmpty else { return Self.nothing }
    let rows = runs.map { run in
      [
        run.started.shown, status(run.status), run.duration?.briefDuration ?? "", run.id, run.story,
      ]
    }
    return table([["began (UTC)", "ended", "time", "run", ""].map(style.dim)] + rows)
  }

  private func status(_ status: RunRecord.Status) -> String {
    switch status {
    case .green, .healed: style.green(status.words)
    case .notHealed: style.red(status.words)
    case .waiting, .observed, .interrupted, .cutShort: style.yellow(status.words)
    }
  }
}

/// How the rules have done, as people read it.
struct StatsText {
  let style: Style

  func render(_ rules: [RuleStanding]) -> String {
    guard !rules.isEmpty else {
      return "No rule has known a failure of this project yet."
    }
    let head = ["rule", "seen", "applied", "verified", "rolled back", "authored", "measured", ""]
    let rows = rules.map { rule in
      [
        rule.rule, "\(rule.seen)", "\(rule.applied)", "\(rule.verified)", "\(rule.rolledBack)",
        rule.authored?.percent ?? "", rule.applied > 0 ? rule.measured?.percent ?? "" : "",
        rule.isDemoted ? style.yellow(demotion(rule)) : "",
      ]
    }
    return table([head.map(style.dim)] + rows)
  }

  private func demotion(_ rule: RuleStanding) -> String {
    let titles = rule.demotedFixes.map { "“\($0)”" }.joined(separator: ", ")
    return "demoted: \(rule.provenSince ?? 0) of \(FixStanding.provenAfter) proven (\(titles))"
  }
}

/// Columns as wide as they must be, two spaces apart; colours take no room.
private func table(_ rows: [[String]]) -> String {
  var widths: [Int] = []
  for row in rows {
    for (index, cell) in row.enumerated() {
      if index == widths.count { widths.append(0) }
      widths[index] = max(widths[index], cell.visibleWidth)
    }
  }
  return rows.map { row in
    var line = ""
    for (index, cell) in row.enumerated() {
      line += cell + String(repeating: " ", count: widths[index] - cell.visibleWidth + 2)
    }
    while line.last == " " { line.removeLast() }
    return line
  }.joined(separator: "\n")
}

extension String {
  /// Its characters without those of colours.
  fileprivate var visibleWidth: Int { replacing(/\u{1B}\[[0-9;]*m/, with: "").count }
}

extension RunRecord {
  /// In seconds; nil when the run was cut short.
  var duration: Double? { ended.map { max(0, $0.seconds - started.seconds) } }
}
