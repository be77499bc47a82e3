package import HealEngine
package import HealLanguage

/// Asks the rules what they would have made of past runs. Nothing is done, and nothing is asked of a project.
package final class Replay {
  private let diagnostician: Diagnostician
  private let policy: Policy
  private let adapter: String?
  private var seenRemarks: Set<String> = []
  private(set) var runs: [Entry] = []
  private var byInvocation: [String: Int] = [:]
  private var fired: Set<String> = []
  private(set) var alarms: [String: FalseAlarm] = [:]

  /// A run with what the rules say of it; the failures themselves are not kept.
  struct Entry {
    var run: PastRun
    var failures: [ReplayedFailure]
  }

  /// - Parameters:
  ///   - diagnostician: has the rules.
  ///   - policy: what heal may do by itself.
  ///   - adapter: of runs that do not tell theirs.
  package init(_ diagnostician: Diagnostician, policy: Policy, adapter: String?) {
    self.diagnostician = diagnostician
    self.policy = policy
    self.adapter = adapter?.lowercased()
  }

  package func take(_ run: PastRun) {
    var run = run
    let failures = run.failures.map { replayed($0, of: run) }
    if run.end == .green { noteAlarms(run, failures) }
    run.failures = []
    run.remarks = []
    add(Entry(run: run, failures: run.end == .green ? [] : failures))
  }

  /// One invocation may be told of by several files: the one that tells most counts.
  private func add(_ entry: Entry) {
    guard let key = Self.key(entry) else { return runs.append(entry) }
    guard let index = byInvocation[key] else {
      byInvocation[key] = runs.count
      return runs.append(entry)
    }
    let passed = runs[index].run.passed.union(entry.run.passed)
    let moment = runs[index].run.moment ?? entry.run.moment
    let isBetter = entry.run.source > runs[index].run.source
    if isBetter && (!entry.failures.isEmpty || runs[index].failures.isEmpty) {
      runs[index] = entry
    }
    runs[index].run.passed = passed
    runs[index].run.moment = moment
  }

  /// Recordings may be excerpts of one run.
  private static func key(_ entry: Entry) -> String? {
    entry.run.source == .recording ? nil : entry.run.invocationID
  }

  private func replayed(_ failure: Failure, of run: PastRun) -> ReplayedFailure {
    var failure = failure
    failure.adapter = failure.adapter ?? adapter
    let diagnosis = diagnostician.diagnose([failure], evidence: run.evidence)[0]
    if run.end != .green { fired.formUnion(diagnosis.findings.map(\.rule)) }
    return ReplayedFailure(diagnosis, run: run, policy: policy)
  }

  // MARK: Green runs

  private func noteAlarms(_ run: PastRun, _ failures: [ReplayedFailure]) {
    for failure in failures where failure.verdict != .unknown {
      if let rule = failure.rule { alarm(rule, run, failure.shape.text) }
    }
    for remark in run.remarks where seenRemarks.insert(Self.withoutDigits(remark)).inserted {
      let failure = Failure(id: "remark", message: remark, adapter: adapter)
      let diagnosis = diagnostician.diagnose([failure], evidence: RecordedEvidence())[0]
      guard !diagnosis.isUnknown, let rule = diagnosis.findings.first?.rule else { continue }
      alarm(rule, run, remark)
    }
  }

  private func alarm(_ rule: String, _ run: PastRun, _ text: String) {
    var alarm = alarms[rule] ?? FalseAlarm(rule: rule, place: run.place, text: text)
    alarm.count += 1
    alarms[rule] = alarm
  }

  private static func withoutDigits(_ text: String) -> String {
    String(decoding: text.utf8.filter { !$0.isDigit }, as: UTF8.self)
  }

  // MARK: Rules

  /// The rules that spoke for no failure, in the order of their names.
  package var silentRules: [Rule] {
    diagnostician.rules.rules.filter { !fired.contains($0.name) }
  }

  package var ruleCount: Int { diagnostician.rules.rules.count }
}

/// A rule that matched what a green run printed.
package struct FalseAlarm: Hashable, Sendable {
  package var rule: String
  /// How many different texts it matched.
  package var count = 0
  /// Of the first one.
  package var place: String
  package var text: String
}

extension PastRun {
  /// `logs/dbt.log:120`.
  package var place: String { source == .recording ? file : "\(file):\(line)" }
}
