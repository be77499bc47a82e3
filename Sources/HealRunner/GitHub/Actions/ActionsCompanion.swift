import HealEngine
import HealProject

/// Tells GitHub Actions how a run ended: annotations, a summary of the step, and its outputs.
///
/// Does nothing outside GitHub Actions.
package final class ActionsCompanion: RunCompanion {
  private let redact: (String) -> String
  private let write: (String) -> Void

  /// - Parameters:
  ///   - redact: takes out what must not leave the machine.
  ///   - write: takes a line for the log of the step; standard error, since standard output is dbt's.
  package init(redact: @escaping (String) -> String, write: @escaping (String) -> Void) {
    self.redact = redact
    self.write = write
  }

  package func ended(_ run: RunFacts, _ outcome: inout Outcome) {
    guard run.environment["GITHUB_ACTIONS"] == "true" else { return }
    for annotation in annotations(run, outcome).prefix(Self.annotationsShown) {
      write(annotation.rendered)
    }
    let summary = StepSummary(run: run, redact: redact).text(outcome)
    append(summary, "GITHUB_STEP_SUMMARY", run, &outcome, limit: Self.summaryLimit)
    let outputs = StepOutputs(outcome).text
    append(outputs, "GITHUB_OUTPUT", run, &outcome, limit: Self.summaryLimit)
  }

  /// What is left open as errors, the root cause first, then what was healed as notices.
  private func annotations(_ run: RunFacts, _ outcome: Outcome) -> [WorkflowCommand] {
    let prefix = Self.prefix(run)
    let open = rootCauseFirst(outcome.openDiagnoses).map { diagnosis in
      let failure = diagnosis.failure
      let kind = diagnosis.category.map { "\($0): " } ?? ""
      return WorkflowCommand(
        level: .error, file: failure.node?.file.map { prefix + $0 }, line: failure.line,
        title: redact(kind + (failure.node?.name ?? "dbt")), text: redact(failure.message))
    }
    let healed = outcome.fixes.map { fix in
      WorkflowCommand(
        level: .notice, file: fix.files.first.map { prefix + $0.path },
        line: fix.files.first?.lines.first, title: redact("Healed: \(fix.title)"),
        text: redact("Rule \(fix.rule), confidence \(fix.confidence.percent)."))
    }
    return open + healed
  }

  /// What leads from the repository to the project: `transform/`, or nothing.
  private static func prefix(_ run: RunFacts) -> String {
    let project = run.project.directory
    var root = project
    while root != "/", !root.isEmpty, !FileSystem.exists(root + "/.git") {
      root = FileSystem.parent(of: root)
    }
    if !FileSystem.exists(root + "/.git") { root = run.environment["GITHUB_WORKSPACE"] ?? project }
    guard project.hasPrefix(root + "/") else { return "" }
    return project.dropFirst(root.utf8.count + 1) + "/"
  }

  private func append(
    _ text: String, _ variable: String, _ run: RunFacts, _ outcome: inout Outcome, limit: Int
  ) {
    guard let path = run.environment[variable], !path.isEmpty else { return }
    let room = limit - (FileSystem.read(path)?.count ?? 0)
    guard text.utf8.count <= room else {
      outcome.remarks.append("no room is left in \(variable)")
      return
    }
    do {
      try FileSystem.append(Array(text.utf8), to: path)
    } catch {
      outcome.remarks.append("\(variable) cannot be written: \(error)")
    }
  }

  /// As many as GitHub shows of a step.
  private static let annotationsShown = 10
  /// In bytes; GitHub drops a whole summary that is longer.
  private static let summaryLimit = 1 << 20
}
