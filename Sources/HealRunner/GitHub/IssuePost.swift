/// Takes letters from the outbox to GitHub, oldest first.
package struct IssuePost {
  private let outbox: IssueOutbox
  private var desk: IssueDesk
  private let redact: (String) -> String

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
    _ github: GitHub, settings: IssueSettings, outbox: IssueOutbox,
    redact: @escaping (String) -> String
  ) {
    self.outbox = outbox
    self.redact = redact
    desk = IssueDesk(github, settings: settings)
  }

  /// - Parameters:
  ///   - folder: heal's folder of the project; the caller holds its lock.
  ///   - project: the project's folder, for gh.
  ///   - settings: labels, and how long a call may take.
  ///   - runner: runs gh.
  ///   - environment: the variables that gh sees.
  ///   - redact: takes out what must not leave the machine, whatever a letter says.
  package init(
    folder: HealFolder, project: String, settings: IssueSettings, runner: CommandRunner,
    environment: [String: String], redact: @escaping (String) -> String
  ) {
    let github = GitHub(
      runner: runner, program: "gh", environment: environment, folder: project,
      timeout: settings.timeout, redact: redact, sleep: runner.interruption.sleep)
    self.init(github, settings: settings, outbox: IssueOutbox(folder), redact: redact)
  }

  /// Says what waits; stops at the first trouble that is not of one letter alone.
  ///
  /// - Parameter current: the run under way; the other runs are over, however they ended.
  /// - Returns: what came of it.
  package mutating func deliver(current: String? = nil) -> Result {
    var result = Result()
    var trouble: GitHubTrouble?
    for waiting in outbox.letters {
      var letter = waiting
      if letter.run != current { letter.finishIfCutShort() }
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
    letter.tries += 1
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
  mutating func finishIfCutShort() {
    guard ending == nil else { return }
    let marker = IssueMarker(run: run, said: "ended")
    ending = Ending(
      comment: """
        The run was cut short before it ended. What it had changed is put back when heal next starts in \
        this project. This issue stays open.

        \(marker.text)
        """,
      action: .leaveOpen)
  }
}
