import HealEngine
import HealLanguage
import HealProject

/// What past runs teach about the rules, for people.
struct ReplayText {
  let report: ReplayReport
  let past: PastFolder
  let policy: Policy
  /// How many lines of each list.
  let limit: Int
  let style: Style

  var rendered: String {
    let sections = [
      summary, known, unknown, transient, alarms, silent, unread,
    ].filter { !$0.isEmpty }
    return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  // MARK: Sections

  private var summary: [String] {
    let ends =
      "\(report.greenCount) green, \(report.redCount) red"
      + (others > 0 ? ", \(others) of which the end is not told" : "")
    let days = report.moments.map { "  \($0.first.prefix(10)) to \($0.last.prefix(10))" } ?? ""
    var lines = [
      style.bold("\(report.runCount.counted("run")) in \(past.paths.count.counted("place"))")
        + (past.size > 0 ? " (\(past.size.asBytes))" : "") + ": \(ends)\(style.dim(days))"
    ]
    guard report.failureCount > 0 else { return lines + ["No failure in them."] }
    lines.append("\(report.failureCount.counted("failure"))")
    let threshold = policy.minConfidence.percent
    lines += [
      count([.healed], "healed, a fix of \(threshold) or more"),
      count([.healedWithFile], "healed, if the file was as the rule expects"),
      count([.asked], "a person asked: a fix below that, or one that may destroy something"),
      count([.advised], "known, advice only"),
      count([.unknown], "known to no rule"),
    ]
    lines.append(
      "\(report.healedRunCount) of \(report.redCount.counted("red run")): every failure would have been healed"
    )
    return lines
  }

  private var others: Int { report.runCount - report.greenCount - report.redCount }

  private func count(_ verdicts: [ReplayedFailure.Verdict], _ words: String) -> String {
    let count = verdicts.reduce(0) { $0 + (report.counts[$1] ?? 0) }
    return "  \(number(count))  \(words)"
  }

  private var known: [String] {
    list("Known", report.known) { group in
      let fix = group.fix.map { title in
        "  \(group.confidence?.percent ?? "")  \(title)"
      }
      return [
        "\(style.cyan(group.rule ?? ""))  \(group.category ?? "")\(fix ?? style.dim("  advice only"))"
      ]
    }
  }

  private var unknown: [String] {
    var lines = list("Known to no rule, most frequent first", report.unknown) { group in
      let nodes = group.nodes.isEmpty ? "" : "\(shown(group.nodes)) · "
      return [
        "\(group.category ?? "UNKNOWN")  \(group.shape)", "\(nodes)\(style.dim(group.place))",
      ]
    }
    if let first = report.unknown.first {
      let file = first.place.split(separator: ":").first.map(String.init) ?? first.place
      lines.append("  next: heal new-rule --from \(file)")
    }
    return lines
  }

  private var transient: [String] {
    list("Failed, and passed the next time: they may pass by themselves", report.transient) {
      recovery in
      let total = recovery.passed + recovery.failedAgain
      return [
        "of \(total)  \(recovery.rule.map(style.cyan) ?? recovery.shape)",
        "\(shown(recovery.nodes)) · \(style.dim(recovery.place))",
      ]
    }
  }

  private var alarms: [String] {
    list("Matched what green runs print", report.alarms) { alarm in
      [
        style.yellow(alarm.rule),
        "\(alarm.text.lines.first.map { String($0.prefix(100)) } ?? "")  \(style.dim(alarm.place))",
      ]
    }
  }

  private var silent: [String] {
    let own = report.silentRules.filter { $0.layer != .standard }
    let count = report.silentRules.count
    var lines = [
      style.bold("Never spoke"),
      "  \(count) of \(report.ruleCount.counted("rule"))"
        + (own.isEmpty ? "" : "; of the project's own:"),
    ]
    lines += own.prefix(limit).map { "    \($0.name)" }
    return lines
  }

  private var unread: [String] {
    guard !past.unread.isEmpty else { return [] }
    let lines = past.unread.prefix(limit).map { "  \($0.path): \($0.reason)" }
    return [style.bold("Not read")] + lines + more(past.unread.count)
  }

  // MARK: Lines

  private func list<Item: Counted>(
    _ title: String, _ items: [Item], _ text: (Item) -> [String]
  ) -> [String] {
    guard !items.isEmpty else { return [] }
    let lines = items.prefix(limit).flatMap { item in
      let words = text(item)
      return ["  \(number(item.count))  \(words[0])"]
        + words.dropFirst().map { "         \($0)" }
    }
    return [style.bold(title)] + lines + more(items.count)
  }

  private func more(_ count: Int) -> [String] {
    count > limit ? [style.dim("  and \(count - limit) more: --top 0")] : []
  }

  private func number(_ count: Int) -> String {
    let digits = String(count)
    return String(repeating: " ", count: max(0, 5 - digits.count)) + digits
  }

  private func shown(_ names: [String]) -> String {
    let rest = names.count > 4 ? " and \(names.count - 4) more" : ""
    return names.prefix(4).joined(separator: ", ") + rest
  }
}

/// What a list of the report counts.
protocol Counted {
  var count: Int { get }
}

extension ReplayReport.Group: Counted {}
extension FalseAlarm: Counted {}

extension ReplayReport.Recovery: Counted {
  var count: Int { passed }
}

extension Int {
  /// `12 bytes`, `34 kB`, `5.6 MB`.
  fileprivate var asBytes: String {
    switch self {
    case ..<1_000: counted("byte")
    case ..<1_000_000: "\(self / 1_000) kB"
    default: "\(self / 1_000_000).\(self % 1_000_000 / 100_000) MB"
    }
  }
}
