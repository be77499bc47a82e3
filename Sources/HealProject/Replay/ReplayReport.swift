package import HealLanguage

/// What past runs teach about the rules.
package struct ReplayReport: Sendable {
  package var runCount = 0
  package var greenCount = 0
  package var redCount = 0
  /// Red runs in which every failure would have been healed.
  package var healedRunCount = 0
  /// The first and the last moment that any file tells.
  package var moments: (first: String, last: String)?
  package var failureCount = 0
  package var counts: [ReplayedFailure.Verdict: Int] = [:]
  /// By rule, the most frequent first.
  package var known: [Group] = []
  /// By shape, the most frequent first.
  package var unknown: [Group] = []
  /// What failed and passed the next time it ran, most often first.
  package var transient: [Recovery] = []
  package var alarms: [FalseAlarm] = []
  package var silentRules: [Rule] = []
  package var ruleCount = 0

  /// Failures that are alike.
  package struct Group: Hashable, Sendable {
    /// The rule's name; nil where none knows them.
    package var rule: String?
    package var shape: String
    package var category: String?
    package var count: Int
    package var nodes: [String]
    /// Of the first.
    package var place: String
    /// What there would have been for the first of them.
    package var verdict: ReplayedFailure.Verdict
    package var fix: String?
    package var confidence: Double?
  }

  /// How often a kind of failure was gone the next time that its node ran.
  package struct Recovery: Hashable, Sendable {
    package var rule: String?
    package var shape: String
    package var passed: Int
    package var failedAgain: Int
    package var nodes: [String]
    /// Where it was seen to fail, of the first that passed.
    package var place: String
  }
}

extension Replay {
  package var report: ReplayReport {
    let entries = inOrder
    let failures = entries.flatMap(\.failures)
    var report = ReplayReport()
    report.runCount = entries.count
    report.greenCount = entries.count { $0.run.end == .green }
    report.redCount = entries.count { $0.run.end == .red }
    report.healedRunCount = entries.count { entry in
      entry.run.end == .red && !entry.failures.isEmpty
        && entry.failures.allSatisfy { $0.verdict == .healed || $0.verdict == .healedWithFile }
    }
    let moments = entries.compactMap(\.run.moment).sorted()
    if let first = moments.first, let last = moments.last { report.moments = (first, last) }
    report.failureCount = failures.count
    for failure in failures { report.counts[failure.verdict, default: 0] += 1 }
    report.known = Self.groups(failures.filter { $0.rule != nil }) { $0.rule ?? "" }
    report.unknown = Self.groups(failures.filter { $0.rule == nil }) { $0.shape.text }
    report.transient = recoveries(entries)
    report.alarms = alarms.values.sorted { ($1.count, $0.rule) < ($0.count, $1.rule) }
    report.silentRules = silentRules
    report.ruleCount = ruleCount
    return report
  }

  /// By their moments; a run whose file does not tell the day stands behind the one before it in the file.
  private var inOrder: [Entry] {
    var last: (file: String, moment: String) = ("", "")
    let keyed = runs.enumerated().map { index, entry in
      let own = entry.run.moment ?? (last.file == entry.run.file ? last.moment : "")
      last = (entry.run.file, own)
      return (key: own, index: index, entry: entry)
    }
    return keyed.sorted { ($0.key, $0.index) < ($1.key, $1.index) }.map(\.entry)
  }

  private static func groups(
    _ failures: [ReplayedFailure], by key: (ReplayedFailure) -> String
  ) -> [ReplayReport.Group] {
    let grouped = Dictionary(grouping: failures, by: key)
    let groups = grouped.values.compactMap { alike -> ReplayReport.Group? in
      guard let first = alike.first else { return nil }
      return ReplayReport.Group(
        rule: first.rule, shape: first.shape.text, category: first.category, count: alike.count,
        nodes: alike.compactMap(\.node).uniqued(), place: first.place, verdict: first.verdict,
        fix: first.fix, confidence: first.confidence)
    }
    return groups.sorted { ($1.count, $0.rule ?? $0.shape) < ($0.count, $1.rule ?? $1.shape) }
  }

  /// Follows each failing node to the next run that has it. Recordings follow on nothing.
  private func recoveries(_ entries: [Entry]) -> [ReplayReport.Recovery] {
    var found: [String: ReplayReport.Recovery] = [:]
    var open: [String: ReplayedFailure] = [:]
    for entry in entries where entry.run.source != .recording {
      let failing = Set(entry.failures.compactMap(\.node))
      for (node, failure) in open where entry.run.passed.contains(node) || failing.contains(node) {
        let key = failure.rule ?? failure.shape.text
        var recovery =
          found[key]
          ?? ReplayReport.Recovery(
            rule: failure.rule, shape: failure.shape.text, passed: 0, failedAgain: 0, nodes: [],
            place: failure.place)
        if failing.contains(node) {
          recovery.failedAgain += 1
        } else {
          recovery.passed += 1
          recovery.nodes = (recovery.nodes + [node]).uniqued()
        }
        found[key] = recovery
        open[node] = nil
      }
      for failure in entry.failures { if let node = failure.node { open[node] = failure } }
    }
    return found.values.filter { $0.passed > 0 }.map { recovery in
      var recovery = recovery
      recovery.nodes.sort()
      return recovery
    }.sorted { ($1.passed, $0.rule ?? $0.shape) < ($0.passed, $1.rule ?? $1.shape) }
  }
}
