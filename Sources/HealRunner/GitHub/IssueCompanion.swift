package import HealEngine
import HealProject

/// Keeps an issue on GitHub for a failure: opened or found at the first failure, closed when healed, passed to
/// a person when not. One issue a cause, and never two comments that say the same.
///
/// GitHub never keeps a run from healing: what cannot be said is a remark, waits in the outbox and is said at
/// the next occasion.
package final class IssueCompanion: RunCompanion {
  private let runner: CommandRunner
  private let redact: (String) -> String
  private let program: String
  private let sleep: (Double) -> Void
  private let failuresSeen: (Fingerprint) -> Int
  /// The issue of an earlier run that this one goes on with.
  private let continued: IssueReference?
  /// nil until something has failed that an issue is to tell of.
  private var letter: IssueLetter?

  /// - Parameters:
  ///   - runner: runs gh.
  ///   - redact: takes out what must not leave the machine.
  ///   - program: gh, or where it is.
  ///   - continued: the issue of the run whose proposal has been approved; it is told how this run ends.
  ///   - sleep: waits so many seconds; by default until heal is interrupted.
  ///   - failuresSeen: in how many runs, this one included, a cause has been seen.
  package init(
    runner: CommandRunner, redact: @escaping (String) -> String, program: String = "gh",
    continued: IssueReference? = nil, sleep: ((Double) -> Void)? = nil,
    failuresSeen: @escaping (Fingerprint) -> Int = { _ in 1 }
  ) {
    self.runner = runner
    self.redact = redact
    self.program = program
    self.continued = continued
    self.sleep = sleep ?? runner.interruption.sleep
    self.failuresSeen = failuresSeen
  }

  package func failed(_ run: RunFacts, _ diagnoses: [Diagnosis], _ outcome: inout Outcome) {
    let diagnoses = diagnoses.filter { !outcome.ignored.contains($0.failure.id) }
    guard run.settings.issues.isOn, !diagnoses.isEmpty else { return }
    let text = IssueText(run: run, redact: redact)
    var letter = text.letter(rootCauseFirst(diagnoses))
    letter.issue = continued
    guard continued != nil || isTime(letter, run, &outcome) else { return }
    self.letter = letter
    deliver(run, &outcome)
  }

  package func ended(_ run: RunFacts, _ outcome: inout Outcome) {
    guard run.settings.issues.isOn else { return }
    if letter == nil, let continued {
      letter = IssueText(run: run, redact: redact).letter([])
      letter?.issue = continued
    }
    guard let letter else {
      // A green run costs nothing unless something waits.
      if !IssueOutbox(run.folder).isEmpty { deliver(run, &outcome, tries: 1) }
      return
    }
    guard let ending = IssueText(run: run, redact: redact).ending(outcome) else {
      return IssueOutbox(run.folder).remove(letter)
    }
    self.letter?.ending = ending
    // What has been said so far was said to the end: nothing needs to be looked up.
    if letter.trouble == nil { self.letter?.tries = 0 }
    deliver(run, &outcome)
  }

  /// Whether this cause has failed often enough for an issue.
  private func isTime(_ letter: IssueLetter, _ run: RunFacts, _ outcome: inout Outcome) -> Bool {
    let wanted = run.settings.issues.openOnFailure
    guard wanted > 1 else { return true }
    let seen = letter.fingerprints.compactMap { Fingerprint($0) }.map(failuresSeen).max() ?? 1
    if seen >= wanted { return true }
    outcome.remarks.append(
      "no issue yet: this cause has failed \(seen) of the \(wanted) times at which one is opened")
    return false
  }

  /// Writes the letter down and takes the outbox to GitHub.
  private func deliver(_ run: RunFacts, _ outcome: inout Outcome, tries: Int = 3) {
    let outbox = IssueOutbox(run.folder)
    do {
      if let letter { try outbox.put(letter) }
    } catch {
      outcome.remark("what GitHub is to be told cannot be kept: \(error)")
    }
    let github = GitHub(
      runner: runner, program: program, environment: run.environment,
      folder: run.project.directory, timeout: run.settings.issues.timeout, redact: redact,
      tries: tries, sleep: sleep)
    var post = IssuePost(
      github, settings: run.settings.issues, outbox: outbox, trust: run.settings.trust,
      redact: redact)
    let result = post.deliver(current: letter)
    for text in result.remarks { outcome.remark(text) }
    outcome.missingLabels += result.missingLabels.filter { !outcome.missingLabels.contains($0) }
    if let current = result.current { letter = current }
    outcome.issue = letter?.issue ?? outcome.issue
    if let issue = letter?.issue { note(issue, run) }
  }

  /// Keeps the number with the run, for whoever goes on with it.
  private func note(_ issue: IssueReference, _ run: RunFacts) {
    let path = run.folder.issue(run.run)
    guard FileSystem.read(path) != JSONLines.line(issue) else { return }
    // The outbox and the issue's own marker hold it too.
    try? FileSystem.createFolder(run.folder.run(run.run))
    try? FileSystem.replace(path, with: JSONLines.line(issue))
  }
}

extension HealFolder {
  func issue(_ id: RunID) -> String { run(id) + "/issue.json" }

  /// The issue that tells of a run; nil where there is none.
  package func issueReference(of id: RunID) -> IssueReference? {
    FileSystem.read(issue(id)).flatMap { JSONLines.read($0, as: IssueReference.self).first }
  }
}
