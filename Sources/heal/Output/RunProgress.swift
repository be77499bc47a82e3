import HealEngine
import HealLanguage
import HealProject
import HealRunner

/// Tells on standard error what a run is doing, as it does it.
struct RunProgress {
  let settings: Settings
  let style = Style(descriptor: 2)

  private var policy: Policy { settings.policy }
  private var attempts: Int { policy.maxRetries + 1 }

  func begin(_ command: [String]) {
    say("\(policy.mode.rawValue) · \(command.joined(separator: " "))")
    for remark in settings.remarks { say(style.yellow("warning: ") + remark) }
    guard settings.isVerbose else { return }
    for line in SettingsText(style: style).render(settings).lines { detail(line) }
  }

  func show(_ event: RunEvent) {
    switch event {
    case .waitingForLock(let owner): say("waiting for another run on this project (\(owner))")
    case .recovered(let recovered): show(recovered)
    case .remark(let remark): say(style.dim(remark))
    case .starting: break
    case .ended(let attempt, let exit, let duration): ended(attempt, exit, duration)
    case .diagnosed(let diagnoses): diagnoses.forEach(show)
    case .planned: break
    case .applying(let proposal): show(proposal, "applying")
    case .running(let command): say("running \(command.joined(separator: " "))")
    case .verifying(let command): say("verifying with \(command.joined(separator: " "))")
    case .rolledBack(let proposal, let reason):
      say("\(style.yellow("put back")) \(proposal.candidate.title): \(reason)")
    case .waiting(let seconds): say("waiting \(seconds.seconds)")
    case .resuming(let retry, _, let command):
      say("attempt \(retry + 1)/\(attempts): \(command.joined(separator: " "))")
    case .restored(let paths):
      say("everything is as it was" + (paths.isEmpty ? "" : ": \(paths.joined(separator: ", "))"))
    case .proposalSaved(let id, _): say("proposal \(style.bold("\(id)")) waits: heal show \(id)")
    }
  }

  private func ended(_ attempt: Int, _ exit: FinishedRun.Exit, _ duration: Double) {
    guard exit != .code(0) else { return }
    say(style.red("dbt failed") + style.dim(" after \(duration.seconds)"))
  }

  /// The failure in one line, what dbt said of it, and the rule that knows it.
  private func show(_ diagnosis: Diagnosis) {
    let text = DiagnosisText(style: style)
    say("\(style.red("✗")) \(text.heading(diagnosis))")
    for line in diagnosis.complaint { detail(line) }
    if let finding = diagnosis.findings.first {
      detail(style.dim("rule ") + style.cyan(finding.rule))
    } else {
      detail(style.yellow("no rule knows this failure"))
    }
    if settings.isVerbose { diagnosis.candidates.forEach(consider) }
  }

  /// A fix that is known, whether or not it will be applied.
  private func consider(_ candidate: Candidate) {
    let confidence = policy.confidence(of: candidate)
    detail("known fix: \(candidate.title)  \(confidence.percent) · \(candidate.risk.rawValue)")
  }

  private func show(_ proposal: Proposal, _ verb: String) {
    let candidate = proposal.candidate
    let needed = proposal.failures.map { policy.threshold(for: candidate, of: $0) }.max()
    let threshold = policy.mode.isAutonomous ? " ≥ \((needed ?? policy.minConfidence).percent)" : ""
    say(
      "\(style.green("✓")) \(style.bold(candidate.title))  \(candidate.confidence.percent)\(threshold)  "
        + style.dim("\(candidate.risk.rawValue) · \(verb)"))
    for reason in candidate.reasons { detail(style.dim(reason)) }
    for action in candidate.actions {
      for line in DiagnosisText(style: style).render(action) { detail(line) }
    }
  }

  private func show(_ recovered: Recovered) {
    let files = recovered.files
    if let commit = recovered.commit {
      say(
        "run \(recovered.run) had not committed its fix; it is committed now: \(commit.prefix(9))")
    }
    if !files.restored.isEmpty {
      let why =
        recovered.couldNotCommit ? "had a fix that could not be committed" : "was cut short"
      say("run \(recovered.run) \(why); reverted: \(files.restored.joined(separator: ", "))")
    }
    if !files.merged.isEmpty {
      say(
        "heal's change is out of \(files.merged.joined(separator: ", ")); what someone else wrote since stays"
      )
    }
    for left in files.left {
      say(style.yellow("left alone: \(left.path), since \(left.reason)"))
      for line in left.diff.split(separator: "\n") { detail(style.dim(String(line))) }
    }
  }

  private func say(_ text: String) { Console.note("\(style.bold(style.cyan("heal")))  \(text)") }

  private func detail(_ text: String) { Console.note("        \(text)") }
}

extension Diagnosis {
  /// The lines of the message that say more than its header, at most four.
  var complaint: [String] { failure.message.complaint }
}

extension String {
  /// The lines of dbt's message that say more than its header, at most four.
  var complaint: [String] {
    let lines = lines.map(\.trimmingIndent).filter { !$0.isEmpty }
    let body = lines.filter { !$0.contains(" Error in ") && !$0.hasPrefix("compiled code at") }
    return (body.isEmpty ? lines : body).telling
  }
}

extension [String] {
  /// At most four lines: the first ones, but of a table its rows, and of Python's traceback its end.
  fileprivate var telling: [String] {
    guard count > 4, let first else { return self }
    if let traceback = firstIndex(where: { $0.hasPrefix("Traceback (most recent") }),
      let end = self[traceback...].lastIndex(where: { $0.isPythonError })
    {
      return [self[..<traceback].first, self[end]].compactMap(\.self)
    }
    let rows = filter { $0.hasPrefix("|") && !$0.hasPrefix("| --") }
    if rows.count > 1 { return [first] + rows.prefix(3) }
    return Array(prefix(4))
  }
}

extension String {
  /// `ModuleNotFoundError: No module named 'pandas'`
  fileprivate var isPythonError: Bool {
    guard let colon = firstIndex(of: ":") else { return false }
    let name = self[..<colon]
    return (name.hasSuffix("Error") || name.hasSuffix("Exception")) && name.allSatisfy { $0.isLetter || $0 == "." || $0 == "_" }
  }
}

extension String {
  /// Without blanks at its start.
  var trimmingIndent: String { String(drop { $0 == " " }) }
}
