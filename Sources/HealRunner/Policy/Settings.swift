package import HealEngine
package import HealLanguage

/// What a run goes by: defaults, over them the project's file, over it the environment, over it flags.
package struct Settings: Hashable, Sendable {
  package var policy = Policy()
  /// Whether the mode of CI is taken where a variable says that this is CI.
  package var detectsCI = true
  package var ci = CISettings()
  package var logging = Logging()
  package var commit = CommitSettings()
  package var issues = IssueSettings()
  package var notes = NotesSettings()
  package var notifications = NotificationSettings()
  package var history = HistorySettings()
  package var limits = RunLimits()
  package var guards = GuardSettings()
  /// Whether what another machine has left in `.heal` may be acted on: a cache or a volume that the team's machines share.
  package var sharesState = false
  /// Words that the project adds to the dictionary, for telling typos from words.
  package var dictionary: [String] = []
  /// Regular expressions of what must not leave the machine, beside those that heal knows.
  package var redactedPatterns: [String] = []
  /// What was not a default, and who said it.
  package var origins: [Setting: Origin] = [:]
  /// Warnings, one sentence each: what is said twice, or has no effect.
  package var remarks: [String] = []
  /// The file that was read; nil when there is none.
  package var file: String?

  package init() {}

  /// Whose journals, proposals and messages in `.heal` are acted on.
  package var trust: Trust { sharesState ? .shared : .thisMachine }

  package struct Logging: Hashable, Sendable {
    /// Relative to the project, or absolute.
    package var pipelineRuns = "logs/pipeline_runs.log"
    package var errors = "logs/errors.log"
    package var fixes = "logs/fixes.log"
    package var format = Format.simple
    /// Whether a run in CI tells the settings in effect and every fix that was considered.
    package var isVerboseInCI = false

    package init() {}
  }

  package enum Format: String, CaseIterable, Hashable, Sendable {
    case simple, json
  }

  package enum Origin: Hashable, Sendable, CustomStringConvertible {
    /// A line of the file, 1-based.
    case file(String, line: Int)
    case environment(String)
    case flag(String)

    package var description: String {
      switch self {
      case .file(let path, let line): "\(path):\(line)"
      case .environment(let name): "the environment variable \(name)"
      case .flag(let name): "the flag \(name)"
      }
    }
  }

  /// Whether this run is to tell more than others.
  package var isVerbose: Bool { logging.isVerboseInCI && policy.mode == .autonomousCI }

  /// A setting's value in effect; a secret is hidden, and what is left open is null.
  package func value(of setting: Setting) -> JSON { setting.form.show(self) }
}
