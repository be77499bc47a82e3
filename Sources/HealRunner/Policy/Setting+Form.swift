import HealEngine
import HealLanguage

extension Setting {
  /// How it is written, checked, kept and shown.
  var form: SettingForm {
    switch self {
    case .mode: SettingForm(\.policy.mode, .choice)
    case .autoDetectCI: SettingForm(\.detectsCI, .truth)
    case .maxRetries: SettingForm(\.policy.maxRetries, .whole(0...100))
    case .baseDelay: SettingForm(\.policy.baseDelay, .number(0...86_400, of: "seconds"))
    case .backoffMultiplier: SettingForm(\.policy.backoffMultiplier, .number(1...100))
    case .maxNodeMinutes:
      SettingForm(\.policy.maxNodeTime, .number(0...10_080, of: "minutes", keeping: 60))
    case .minConfidence: SettingForm(\.policy.minConfidence, .share)
    case .minRetryConfidence: SettingForm(\.policy.minRetryConfidence, .share)
    case .createBackups: SettingForm(\.policy.createBackups, .truth)
    case .ciMinConfidence: SettingForm(open: \.ci.minConfidence, .share)
    case .ciMinRetryConfidence: SettingForm(open: \.ci.minRetryConfidence, .share)
    case .ciLooser: SettingForm(\.ci.mayBeLooser, .truth)
    case .ciCreateBackups: SettingForm(open: \.ci.createsBackups, .truth)
    case .ciCreateIssue: SettingForm(open: \.ci.createsIssue, .truth)
    case .ciFailureLabels:
      SettingForm(openList: \.ci.failureLabels, .text("labels"), separators: [","])
    case .ciCommitStrategy: SettingForm(open: \.ci.commitStrategy, .choice)
    case .tierSafe: SettingForm(\.policy.tiers.safe, .choice)
    case .tierReview: SettingForm(\.policy.tiers.review, .choice)
    case .tierDestructive: SettingForm(\.policy.tiers.destructive, .choice)
    case .allowCommands:
      SettingForm(list: \.policy.allowCommands, .text("names of programs"), separators: [",", " "])
    case .pathsAllow: SettingForm(list: \.policy.fence.allow, .glob, separators: [","])
    case .dictionary:
      SettingForm(list: \.dictionary, .text("words"), separators: [",", " "])
    case .pathsDeny: SettingForm(list: \.policy.fence.deny, .glob, separators: [","])
    case .proposeTargets:
      SettingForm(list: \.policy.propose.targets, .namePattern("targets"), separators: [",", " "])
    case .proposePaths: SettingForm(list: \.policy.propose.paths, .glob, separators: [","])
    case .proposeCategories:
      SettingForm(
        list: \.policy.propose.categories, .text("names of categories"), separators: [",", " "])
    case .proposeRules:
      SettingForm(list: \.policy.propose.rules, .namePattern("rules"), separators: [",", " "])
    default: boundForm
    }
  }

  /// Of limits and of what follows a run.
  private var boundForm: SettingForm {
    switch self {
    case .maxFiles: SettingForm(\.policy.maxFiles, .whole(0...1000))
    case .maxLines: SettingForm(\.policy.maxLines, .whole(0...100_000))
    case .fixesPerDay: SettingForm(open: \.limits.fixesPerDay, .whole(0...10_000))
    case .wallClock:
      SettingForm(
        open: \.limits.wallClock, .number(0...10_080, of: "minutes", keeping: 60))
    case .killSwitch: SettingForm(\.limits.killSwitch, .text("a path"))
    case .lockTimeout: SettingForm(\.limits.lockTimeout, .number(0...86_400, of: "seconds"))
    case .commitStrategy: SettingForm(\.commit.strategy, .choice)
    case .commitAllowDirty: SettingForm(\.commit.allowsDirtyTree, .truth)
    case .commitBranchPrefix: SettingForm(\.commit.branchPrefix, .branchPrefix)
    case .issues: SettingForm(\.issues.isOn, .truth)
    case .issueLabels: SettingForm(list: \.issues.labels, .text("labels"), separators: [","])
    case .issueHealingLabel: SettingForm(\.issues.healingLabel, .text("a label"))
    case .issueTriageLabel: SettingForm(\.issues.triageLabel, .text("a label"))
    case .issueReopenWithinDays: SettingForm(\.issues.reopenWithinDays, .whole(0...3650))
    case .issueOpenOnFailure: SettingForm(\.issues.openOnFailure, .whole(1...1000))
    case .issueTimeout: SettingForm(\.issues.timeout, .number(1...3600, of: "seconds"))
    default: tellingForm
    }
  }

  /// Of what heal tells and keeps.
  private var tellingForm: SettingForm {
    switch self {
    case .notesPath: SettingForm(\.notes.path, .text("a path"))
    case .notesWrite: SettingForm(\.notes.isWritten, .truth)
    case .webhooks:
      SettingForm(list: \.notifications.webhooks, .webhook, separators: [",", " "]).hiding
    case .notificationCommand:
      SettingForm(list: \.notifications.command, .text("words"), separators: [" "])
    case .notificationEvents:
      SettingForm(list: \.notifications.listedEvents, .choice, separators: [",", " "])
    case .notificationTimeout:
      SettingForm(\.notifications.timeout, .number(1...3600, of: "seconds"))
    case .historyConfidence: SettingForm(\.history.confidence, .choice)
    case .historyDemote: SettingForm(\.history.demotesRolledBack, .truth)
    case .historyRecordColumns: SettingForm(\.history.recordColumns, .choice)
    case .stateShared: SettingForm(\.sharesState, .truth)
    case .guardStrict: SettingForm(\.guards.isStrict, .truth)
    case .guardMaxRowChange: SettingForm(open: \.guards.maxRowChange, .share)
    case .guardMaxNullChange: SettingForm(open: \.guards.maxNullChange, .share)
    case .redactPatterns: SettingForm(list: \.redactedPatterns, .pattern, separators: ["\n"])
    case .pipelineRuns: SettingForm(\.logging.pipelineRuns, .text("a path"))
    case .errors: SettingForm(\.logging.errors, .text("a path"))
    case .fixes: SettingForm(\.logging.fixes, .text("a path"))
    case .format: SettingForm(\.logging.format, .choice)
    case .ciVerbose: SettingForm(\.logging.isVerboseInCI, .truth)
    default: preconditionFailure("\(key) has no form")
    }
  }
}

extension SettingForm {
  fileprivate var hiding: SettingForm {
    var form = self
    form.isSecret = true
    return form
  }
}

extension NotificationSettings {
  /// ``events`` in the order in which they are declared.
  fileprivate var listedEvents: [Event] {
    get { Event.allCases.filter(events.contains) }
    set { events = Set(newValue) }
  }
}
