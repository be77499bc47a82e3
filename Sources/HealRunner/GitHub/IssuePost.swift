/// Takes letters from the outbox to GitHub, oldest first.
package struct IssuePost {
  private let outbox: IssueOutbox
  private var desk: IssueDesk
  private let redact: (String) -> String
  /// Whose letters are said.
  private let trust: Trust

  /// What came of it.
  package struct Result {
    /// Letters that were said to their ends.
    package var said: [IssueLetter] = []
    /// Letters of which something is left.
    package var left: [IssueLetter] = []
    /// The letter of the run under way; its end is not known yet.
    var current: IssueLetter?
    /// Why something is left, and labels that were left out: one sentence each.
    package var remarks: [String] = []
    /// Labels that do not exist and could not be made.
    package var missingLabels: [String] = []
  }

  init(
    _ github: GitHub, settings: IssueSettings, outbox: IssueOutbox, trust: Trust = .thisMachine,
    redact: @escaping (String) -> String
  ) {
    self.outbox = outbox
    self.trust = trust
    self.redact = redact
    desk = IssueDesk(github, settings: settings)
  }

  /// - Parameters:
  ///   - folder: heal's folder of the project; the caller holds its lock.
  ///   - project: the project's folder, for gh.
  ///   - settings: labels, and how long a call may take.
  ///   - trust: whose letters are said.
  ///   - runner: runs gh.
  ///   - environment: the variables that gh sees.
  ///   - redact: takes out what must not leave the machine, whatever a letter says.
  package init(
    folder: HealFolder, project: String, settings: IssueSettings, trust: Trust,
    runner: CommandRunner, environment: [String: String], redact: @escaping (String) -> String
  ) {
    let github = GitHub(
      runner: runner, program: "gh", environment: environment, folder: project,
      timeout: settings.timeout, redact: redact, sleep: runner.interruption.sleep)
    self.init(
      github, settings: settings, outbox: IssueOutbox(folder), trust: trust, redact: redact)
  }

  /// Says what waits; stops at the first trouble that is not of one letter alone.
  ///
  /// - Parameter current: of the run under way, said whether it could be kept or not; the other runs are over,
  ///   however they ended.
  /// - Returns: what came of it.
  package mutating func deliver(current own: IssueLetter? = nil) -> Result {
    var result = Result()
    var trouble: GitHubTrouble?
    let current = own?.run
    let others = outbox.letters(trusting: trust).filter { $0.run != current }
    for waiting in others + (own.map { [$0] } ?? []) {
      var letter = waiting
      if letter.run != current {
        letter.finishIfCutShort(
          isKept: RunID(letter.run).map(outbox.folder.keepsChanges) ?? false)
      }
      if trouble == nil || trouble?.isOfOneMessage == true {
        trouble = say(&letter)
        if let trouble { result.remarks.append(unsaid(letter, trouble)) }
      }
      file(letter, in: &result, current)
    }
    result.remarks += desk.remarks
    result.missingLabels = desk.missingLabels
    return result
  }

  private mutating func say(_ letter: inout IssueLetter) -> GitHubTrouble? {
    // A message that came with the folder may hold any number.
    letter.tries = min(letter.tries, 1_000_000) + 1
    letter.trouble = nil
    keep(letter)
    do {
      try desk.say(&letter, keep: keep)
      return nil
    } catch {
      letter.trouble = redact(error.description)
      keep(letter)
      return error
    }
  }

  /// A letter without an end is kept: that the run is cut short must be known to the next one.
  private func file(_ letter: IssueLetter, in result: inout Result, _ current: String?) {
    if letter.run == current { result.current = letter }
    let isSaid = letter.tries > 0 && letter.trouble == nil
    if isSaid, letter.ending != nil {
      outbox.remove(letter)
      result.said.append(letter)
    } else if !isSaid {
      result.left.append(letter)
    }
  }

  private func keep(_ letter: IssueLetter) {
    // A disk that is full keeps nobody from saying it now.
    try? outbox.put(letter)
  }

  private func unsaid(_ letter: IssueLetter, _ trouble: GitHubTrouble) -> String {
    "not said on GitHub: \(letter.unsaid), because \(redact(trouble.description)); "
      + "it is kept and said next time, or with `heal issues flush`"
  }
}

extension IssueLetter {
  /// The ending of a run that left none: it was killed.
  ///
  /// - Parameter isKept: whether it was killed when its fixes were found good already.
  mutating func finishIfCutShort(isKept: Bool) {
    guard ending == nil else { return }
    let marker = IssueMarker(run: run, said: "ended")
    let words =
      isKept
      ? "Healed: the run was cut short after dbt had turned green. What it had changed stays."
      : "The run was cut short before it ended. What it had changed is reverted when heal next starts in this project. "
        + "This issue stays open."
    ending = Ending(
      comment: """
        \(words)

        \(marker.text)
        """,
      action: isKept ? .close : .leaveOpen)
  }
}
