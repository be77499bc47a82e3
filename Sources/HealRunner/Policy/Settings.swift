package import HealEngine

/// What a run goes by: defaults, over them the project's file, over it the environment, over it flags.
package struct Settings: Hashable, Sendable {
  package var policy = Policy()
  package var logging = Logging()
  package var commit = CommitSettings()
  package var issues = IssueSettings()
  package var notes = NotesSettings()
  package var notifications = NotificationSettings()
  package var history = HistorySettings()
  package var limits = RunLimits()
  /// Regular expressions of what must not leave the machine, beside those that heal knows.
  package var redactedPatterns: [String] = []
  /// What was not a default, and who said it.
  package var origins: [Setting: Origin] = [:]
  /// Warnings, one sentence each: keys that the file has and heal does not know.
  package var remarks: [String] = []
  /// The file that was read; nil when there is none.
  package var file: String?

  package init() {}

  package struct Logging: Hashable, Sendable {
    /// Relative to the project, or absolute.
    package var pipelineRuns = "logs/pipeline_runs.log"
    package var errors = "logs/errors.log"
    package var fixes = "logs/fixes.log"
    package var format = Format.simple

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
}

extension Settings {
  /// Takes over one value.
  ///
  /// - Returns: nil, or what the setting accepts when it is none of that.
  mutating func set(_ setting: Setting, to values: [String]) -> String? {
    if setting == .allowCommands {
      policy.allowCommands = values
      return nil
    }
    guard let value = values.first, values.count == 1 else { return "one value" }
    return switch setting {
    case .mode: set(\.policy.mode, Policy.Mode(rawValue: value), "autonomous or human-in-loop")
    case .maxRetries:
      set(\.policy.maxRetries, whole(value, 0...100), "a whole number from 0 to 100")
    case .baseDelay:
      set(\.policy.baseDelay, number(value, 0...86_400), "a number of seconds from 0 to 86400")
    case .backoffMultiplier:
      set(\.policy.backoffMultiplier, number(value, 1...100), "a number from 1 to 100")
    case .minConfidence:
      set(\.policy.minConfidence, share(value), "a share from 0 to 1, or from 0% to 100%")
    case .createBackups: set(\.policy.createBackups, truth(value), "true or false")
    case .pipelineRuns: set(\.logging.pipelineRuns, path(value), "a path")
    case .errors: set(\.logging.errors, path(value), "a path")
    case .fixes: set(\.logging.fixes, path(value), "a path")
    case .format: set(\.logging.format, Format(rawValue: value), "simple or json")
    case .allowCommands: nil
    }
  }

  private mutating func set<Value>(
    _ keyPath: WritableKeyPath<Settings, Value>, _ value: Value?, _ accepted: String
  ) -> String? {
    guard let value else { return accepted }
    self[keyPath: keyPath] = value
    return nil
  }

  private func whole(_ text: String, _ range: ClosedRange<Int>) -> Int? {
    Int(text).flatMap { range.contains($0) ? $0 : nil }
  }

  private func number(_ text: String, _ range: ClosedRange<Double>) -> Double? {
    Double(text).flatMap { range.contains($0) ? $0 : nil }
  }

  private func share(_ text: String) -> Double? {
    if text.hasSuffix("%") { return number(String(text.dropLast()), 0...100).map { $0 / 100 } }
    return number(text, 0...1)
  }

  /// The words that YAML 1.1 takes for truth values.
  private func truth(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "yes", "on": true
    case "false", "no", "off": false
    default: nil
    }
  }

  private func path(_ text: String) -> String? { text.isEmpty ? nil : text }
}
