package import HealEngine

/// Writes each run into the project's history. What goes wrong with it is a remark: it never stops a run.
package final class HistoryCompanion: RunCompanion {
  private let redact: (String) -> String
  private var failedAt: Timestamp?

  /// - Parameter redact: takes out of a text what must not be kept.
  package init(redact: @escaping (String) -> String) { self.redact = redact }

  /// So that a run that is killed from here on is known to have been there.
  package func failed(_ run: RunFacts, _ diagnoses: [Diagnosis], _ outcome: inout Outcome) {
    failedAt = .now
    write(run, &outcome, isOver: false)
  }

  /// So that the history knows of a fix that stays, whatever cuts the run short afterwards.
  package func keeping(_ run: RunFacts, _ outcome: inout Outcome) {
    write(run, &outcome, isOver: true)
  }

  package func ended(_ run: RunFacts, _ outcome: inout Outcome) {
    write(run, &outcome, isOver: true)
    failedAt = nil
  }

  private func write(_ run: RunFacts, _ outcome: inout Outcome, isOver: Bool) {
    do throws(RunnerError) {
      try record(run, outcome, isOver)
    } catch .history(.damaged) {
      startAnew(run, &outcome, isOver)
    } catch {
      outcome.remark("the run is not in the history: \(error)")
    }
  }

  private func record(_ run: RunFacts, _ outcome: Outcome, _ isOver: Bool) throws(RunnerError) {
    let history = try History(of: run.folder)
    guard let machine = history.machine else { return }
    var record = RunRecord(outcome, of: run, machine: machine, redact: redact)
    record.failed = failedAt
    if isOver { record.ended = .now } else { record.status = .cutShort }
    try history.record(record)
  }

  private func startAnew(_ run: RunFacts, _ outcome: inout Outcome, _ isOver: Bool) {
    guard let aside = run.folder.setHistoryAside() else {
      return outcome.remark(
        "the history `\(run.folder.history)` is damaged and cannot be renamed")
    }
    outcome.remark("the history was damaged; it is kept as `\(aside)`, and a new one begins")
    do throws(RunnerError) {
      try record(run, outcome, isOver)
    } catch {
      outcome.remark("the run is not in the history: \(error)")
    }
  }
}
