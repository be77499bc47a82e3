import HealEngine

extension Settings {
  /// Switches to the mode of CI where the policy wants that and a variable says that this is CI.
  ///
  /// Where nothing speaks of CI, nobody has allowed heal to do more there than at a terminal: neither without a
  /// policy file, nor with one that names neither `execution.auto_detect_ci` nor any key of the section `ci`. A mode
  /// that was given for this run alone stays, and so does `observe`.
  mutating func detectCI(_ environment: [String: String]) {
    guard detectsCI, speaksOfCI || policy.mode == .autonomous && file != nil,
      rank(of: .mode) < Origin.environment("").rank,
      ![.autonomousCI, .observe].contains(policy.mode),
      let variable = Self.sign(ofCI: environment)
    else { return }
    policy.mode = .autonomousCI
    origins[.mode] = .environment(variable)
  }

  /// Whether somebody has said in words what holds in CI.
  private var speaksOfCI: Bool {
    origins.keys.contains { $0 == .autoDetectCI || $0.key.hasPrefix("ci.") }
  }

  /// In the mode of CI, the settings of the section `ci` take the place of those that they stand for, unless
  /// these were given by a stronger source: a flag over the environment over the file.
  mutating func takeOverCI() {
    guard policy.mode == .autonomousCI else { return }
    if let share = ci.minConfidence,
      isStrict(share, for: .ciMinConfidence, atLeast: policy.minConfidence, .minConfidence),
      replace(.minConfidence, by: .ciMinConfidence)
    {
      policy.minConfidence = share
    }
    if let share = ci.minRetryConfidence,
      isStrict(
        share, for: .ciMinRetryConfidence, atLeast: policy.minRetryConfidence, .minRetryConfidence),
      replace(.minRetryConfidence, by: .ciMinRetryConfidence)
    {
      policy.minRetryConfidence = share
    }
    if let creates = ci.createsBackups, replace(.createBackups, by: .ciCreateBackups) {
      policy.createBackups = creates
    }
    if let strategy = ci.commitStrategy, replace(.commitStrategy, by: .ciCommitStrategy) {
      commit.strategy = strategy
    }
    if let labels = ci.failureLabels, replace(.issueLabels, by: .ciFailureLabels) {
      issues.labels = labels
    }
    if let creates = ci.createsIssue {
      if replace(.issues, by: .ciCreateIssue) { issues.isOn = creates }
    } else if origins[.issues] == nil {
      issues.isOn = true
      origins[.issues] = origins[.mode]
    }
  }

  /// Whether a threshold of CI asks for as much as at a terminal. One in the file that asks for less counts only
  /// where the file says that CI may be looser; else a remark tells that it does not.
  private mutating func isStrict(
    _ share: Double, for setting: Setting, atLeast other: Double, _ otherSetting: Setting
  ) -> Bool {
    guard case .file = origins[setting], share < other, !ci.mayBeLooser else { return true }
    remarks.append(
      "`\(setting.key)` \(share.percent) is below `\(otherSetting.key)` \(other.percent), which holds in CI too; "
        + "to let CI do more than a terminal, say `\(Setting.ciLooser.key): true`")
    return false
  }

  /// Whether the other setting wins; its origin is then that of both.
  private mutating func replace(_ setting: Setting, by other: Setting) -> Bool {
    guard rank(of: other) >= rank(of: setting) else { return false }
    origins[setting] = origins[other]
    return true
  }

  private func rank(of setting: Setting) -> Int { origins[setting]?.rank ?? 0 }

  /// The variable that tells that this is CI; nil elsewhere.
  private static func sign(ofCI environment: [String: String]) -> String? {
    ["GITHUB_ACTIONS", "CI"].first {
      ["true", "1", "yes"].contains(environment[$0]?.lowercased())
    }
  }
}

extension Settings.Origin {
  /// The stronger source has the higher one.
  fileprivate var rank: Int {
    switch self {
    case .file: 1
    case .environment: 2
    case .flag: 3
    }
  }
}
