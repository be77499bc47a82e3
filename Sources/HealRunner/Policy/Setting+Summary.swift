extension Setting {
  /// What it means, in one or two sentences.
  package var summary: String {
    switch self {
    case .mode:
      "Whether heal applies fixes by itself or asks a person first. autonomous-ci goes by the settings of the section ci. observe diagnoses, reports what autonomous would have done, and changes nothing."
    case .autoDetectCI:
      "In CI (GITHUB_ACTIONS=true or CI=true) the mode is autonomous-ci. A mode given by flag or environment stays, and so does observe. Nothing is detected where the policy names neither this nor a key of the section ci, unless its mode is autonomous."
    case .maxRetries: "How often dbt is run again after a failure; counted anew after progress."
    case .baseDelay: "Seconds between the end of a failed run and the first retry."
    case .backoffMultiplier: "Each further delay is so many times the one before."
    case .maxNodeMinutes:
      "A node that ran for longer before it failed is run again only from autonomous.min_confidence on."
    case .minConfidence: "A fix below it is not applied without a person."
    case .minRetryConfidence:
      "Waiting and running again without a change, for a node that can be run twice and failed within retry.max_node_minutes: below it, not without a person. Left out: 0.6, or min_confidence where that is lower."
    case .createBackups:
      "Whether the files as they were are kept after a healed run, for heal undo."
    case .ciMinConfidence: "In CI: for autonomous.min_confidence."
    case .ciMinRetryConfidence: "In CI: for autonomous.min_retry_confidence."
    case .ciLooser:
      "Whether a threshold of the section ci may be below that of the section autonomous. Otherwise the higher one holds in CI."
    case .ciCreateBackups: "In CI: for autonomous.create_backups."
    case .ciCreateIssue: "In CI: for issues.enabled. True where neither is given."
    case .ciFailureLabels: "In CI: for issues.labels."
    case .ciCommitStrategy: "In CI: for commit.strategy."
    case .tierSafe:
      "Fixes that leave nothing behind: auto applies them whatever their confidence, threshold from min_confidence on, ask never without a person."
    case .tierReview:
      "Fixes that a reviewer can read, such as edits: threshold applies them from min_confidence on, ask never without a person."
    case .tierDestructive:
      "Fixes that may lose data or a safety net: ask proposes them to a person, never does not even propose them. They are never applied without a person."
    case .allowCommands: "Programs, other than dbt, that a fix may run."
    case .pathsAllow:
      "Globs of files that a fix may change, relative to the project: * and ? stay inside a folder, ** stands for any folders, a folder's plain name covers what is below it, and one name with wildcards (*.sql) is looked for in every folder. Empty: every file."
    case .dictionary:
      "Words of the trade that the dictionary lacks: they are never taken for typos, and typos of them are corrected."
    case .pathsDeny:
      "Globs of files that no fix may change, as in paths.allow, which they win over; upper and lower case are alike, one name is looked for in every folder, and what covers a folder covers all below it."
    case .proposeTargets:
      "Targets of dbt for which fixes are proposed to a person and never applied without one, such as prod; * stands for any text. Where heal cannot tell the target, fixes are proposed too."
    case .proposePaths:
      "Globs of files, read as those of paths.deny: a fix that changes one, or whose failed node stands in one, is proposed and never applied without a person."
    case .proposeCategories:
      "Categories of failures, such as DATA_QUALITY, whose fixes are proposed and never applied without a person, in upper or lower case. While one is named that no rule has, every fix is proposed."
    case .proposeRules:
      "Rules and remedies, in upper or lower case: fixes that they have, or of failures that they recognise, are proposed and never applied without a person; * stands for any text, as in duckdb.*. While one matches no rule, every fix is proposed."
    case .maxFiles: "How many files one fix may change."
    case .maxLines: "How many lines one fix may change."
    case .fixesPerDay:
      "How many fixes may be applied without a person in 24 hours. Left out: no limit."
    case .wallClock: "After so many minutes no further fix is begun. Left out: no limit."
    case .killSwitch:
      "While this file exists heal runs dbt and diagnoses, and changes nothing. The environment variable HEAL_STOP does the same."
    case .lockTimeout: "How long to wait for another run of heal on the project."
    case .commitStrategy:
      "What becomes of the changed files once the run is green: direct commits them, pr opens a pull request, none leaves them in the tree."
    case .commitAllowDirty:
      "Whether a run may begin with uncommitted changes in the tree although a commit is to be made."
    case .commitBranchPrefix: "What the name of a branch for a pull request begins with."
    case .issues: "Whether failures become issues on GitHub."
    case .issueLabels: "Labels of a new issue."
    case .issueHealingLabel: "Marks an issue while heal works on it; taken off when heal gives up."
    case .issueTriageLabel: "Added when heal gives up."
    case .issueReopenWithinDays:
      "A closed issue of the same cause is reopened within so many days; 0 never."
    case .issueOpenOnFailure:
      "The failure of the same cause, counted over runs, at which an issue is opened."
    case .issueTimeout: "How long one call of gh may take."
    case .notesPath: "The notes that people and heal share, relative to the project."
    case .notesWrite: "Whether heal adds to the notes what it learns."
    case .webhooks:
      "Where messages are posted. url_env names an environment variable that holds the URL, so that the secret is not in the file."
    case .notificationCommand:
      "A program and its arguments, word by word; it gets each message as JSON on standard input."
    case .notificationEvents: "What to tell of."
    case .notificationTimeout: "How long one message may take."
    case .historyConfidence:
      "What min_confidence is compared with: authored is what the rule says, measured what its history bears out where that is less."
    case .historyDemote:
      "Whether a fix that failed the last time needs a person until it has proven itself again."
    case .historyRecordColumns:
      "When the columns and types of all relations are asked for and kept: on-change after the first green run of each commit, so that a column renamed upstream can be followed; on-heal what is compared once fixes have turned a run green; never does neither."
    case .stateShared:
      "Whether journals, proposals and messages in .heal that another machine wrote may be acted on: set it where runners share .heal by a cache or a volume, and nowhere else."
    case .guardStrict:
      "Whether what heal remarks on in a green run makes it a failure: tests that vanished, patches, selections and configurations that match nothing."
    case .guardMaxRowChange:
      "By what share the rows of a table that a fix touches may become more or fewer. Left out: they are not counted."
    case .guardMaxNullChange:
      "By what share the nulls in a column of a table that a fix touches may become more or fewer. Left out: they are not counted."
    case .redactPatterns:
      "Regular expressions of what must not leave the machine, beside what heal knows to be secret."
    case .pipelineRuns: "The log of runs, relative to the project."
    case .errors: "The log of failures, relative to the project."
    case .fixes: "The log of fixes, relative to the project."
    case .format: "How log lines are written."
    case .ciVerbose: "In CI: tells the settings in effect and every fix that was considered."
    }
  }
}
