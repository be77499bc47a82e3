import HealEngine
import HealLanguage
import HealProject
import HealRunner

extension Session {
  /// Has the session commit, tell people, take notes and remember, as its settings have it.
  ///
  /// - Parameter rules: compiled when something has failed, to know what their authors gave them.
  /// - Throws: `ExitCode` 2 where a pattern of the policy is none.
  mutating func keepCompany(_ rules: RulesWhenNeeded) throws {
    let door = RedactionDoor(
      try redactor(environment: environment, patterns: settings.redactedPatterns))
    redact = { door.redact($0) }
    learn = { door.learn(from: $0) }
    followNotes()
    companions =
      isObserving
      ? observers(redact)
      : [
        CommitCompanion(runner: runner, redact: redact),
        LostFixCompanion(),
        issueCompanion,
        NotesCompanion(redact: redact),
        NotificationCompanion(runner: runner, redact: redact),
        HistoryCompanion(redact: redact),
        ActionsCompanion(redact: redact, write: Console.note),
      ]
    let folder = folderOfHeal
    consultHistory = { settings in
      let known = rules.diagnostician.rules
      settings.policy.propose.strangers = settings.policy.propose.remarks(on: known)
      do throws(RunnerError) {
        try settings.goBy(folder, known)
        return settings.policy.propose.strangers
      } catch {
        return settings.policy.propose.strangers + ["the history is not gone by: \(error)"]
      }
    }
  }

  private var isObserving: Bool { settings.policy.mode == .observe }

  /// What only remembers and prints: an observed run changes nothing and tells nobody else.
  private func observers(_ redact: @escaping @Sendable (String) -> String) -> [any RunCompanion] {
    [HistoryCompanion(redact: redact), ActionsCompanion(redact: redact, write: Console.note)]
  }

  private var folderOfHeal: HealFolder { HealFolder(project: project.directory) }

  /// What people have written down for heal.
  private mutating func followNotes() {
    let path = settings.notes.path
    let notes = Notes.read(
      path: path.hasPrefix("/") ? path : project.directory + "/" + path, shownAs: path)
    settings.remarks += notes.remarks
    settings.issues.labels.removeAll { notes.missingLabels.contains($0) }
    let today = String(Timestamp.now.iso8601.prefix(10))
    reasonToIgnore = { notes.reasonToIgnore($0, on: today) }
  }

  private var issueCompanion: IssueCompanion {
    let folder = folderOfHeal
    let run = approval.flatMap { try? ProposalStore(folder).proposal($0.id.description).run }
    return IssueCompanion(
      runner: runner, redact: redact,
      continued: run.flatMap { RunID($0) }.flatMap { folder.issueReference(of: $0) },
      failuresSeen: { fingerprint in
        let history = try? History.existing(in: folder)
        return 1 + ((try? history?.failuresSeen(fingerprint)) ?? 0)
      })
  }
}

extension Settings {
  /// Goes by what the project's history bears out of these rules, and by the fixes of the last day.
  fileprivate mutating func goBy(_ folder: HealFolder, _ rules: RuleSet) throws(RunnerError) {
    guard let history = try History.existing(in: folder) else { return }
    let yesterday = Timestamp(seconds: Timestamp.now.seconds - 86_400)
    goBy(
      records: try history.trackRecords(of: rules),
      fixesOfLastDay: try history.fixesApplied(since: yesterday))
  }
}

/// What takes secrets out of all that leaves the machine.
///
/// - Throws: `ExitCode` 2 where a pattern of the policy is none.
func redactor(environment: [String: String], patterns: [String]) throws -> Redactor {
  do {
    return try Redactor.standard(environment: environment, patterns: patterns)
  } catch {
    throw fail("\(error)", help: "correct redact.patterns in the policy")
  }
}
