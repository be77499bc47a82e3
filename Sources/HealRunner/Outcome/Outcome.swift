package import HealEngine

/// How a run of heal ended: all that a report says of it.
package struct Outcome: Hashable, Sendable {
  package var status: Status
  package var run: RunID
  /// The user's command.
  package var command: [String]
  /// Every run of dbt that was to turn out green, in order.
  package var attempts: [Attempt] = []
  /// Changes that stay; empty unless healed.
  package var fixes: [AppliedFix] = []
  /// Changes that were made and put back, and why.
  package var putBack: [PutBack] = []
  /// Fixes that were known but not applied, and why.
  package var refused: [Refusal] = []
  /// What has changed since all was well; nil where nothing failed.
  package var changed: WhatChanged?
  /// What a person should look at, each thing once.
  package var advice: [String] = []
  /// The failures that are left, with what is known of them; empty when green.
  package var openDiagnoses: [Diagnosis] = []
  package var timings = Timings()
  /// What was asked of the warehouse for evidence, proofs and comparisons.
  package var asked = WarehouseCost()
  /// What is still in place of changes that were to be reverted; empty unless someone else has changed the same lines.
  package var left: [Restored.Leftover] = []
  /// What still holds what dbt built with fixes that are reverted by now; nil where that is nothing.
  package var built: BuiltRelations?
  /// Why the fixes are not committed, or not pushed, although the policy asks for it; nil where they are, or need not be.
  package var notCommitted: String?
  /// The commit that holds the fixes; nil when none was made.
  package var commit: MadeCommit?
  /// The issue that tells of this run; nil when there is none.
  package var issue: IssueReference?
  /// The fixes that a person may approve, as they are kept in ``proposal``.
  package var proposed: [AppliedFix] = []
  /// The fixes that would have been applied, had the policy's mode been `autonomous`; empty unless observed.
  package var wouldApply: [AppliedFix] = []
  /// The proposal file that was saved; nil when none was.
  package var proposal: String?
  /// The name of the proposal that was saved; nil when none was.
  package var proposalID: ProposalID?
  /// Whether the fixes are in this checkout only, which will be thrown away.
  package var isFixLost = false
  /// The edits of ``proposed`` together, or of ``fixes`` where these would be lost, for `git apply`; empty when they
  /// change no file.
  package var patch = ""
  /// The person who approved what the run began with; nil when it began with dbt.
  package var approvedBy: String?
  /// The proposal that the run began with; nil when it began with dbt.
  package var approvedProposal: ProposalID?
  /// Failures that the notes tell heal to leave alone, by their ids.
  package var ignored: [String] = []
  /// Labels that could not be used because they do not exist.
  package var missingLabels: [String] = []
  /// What was compared before the run counted as healed, one clause each; empty unless it ended well with fixes.
  package var compared: [String] = []
  /// Things worth a line: a file left alone because it has changed, a stale artifact.
  package var remarks: [String] = []

  package init(status: Status, run: RunID, command: [String]) {
    self.status = status
    self.run = run
    self.command = command
  }

  /// Adds a line to ``remarks``, unless it is there already.
  mutating func remark(_ text: String) {
    if !remarks.contains(text) { remarks.append(text) }
  }

  package enum Status: String, Hashable, Sendable {
    /// Green at the first run: there was nothing to heal.
    case green
    case healed
    case notHealed = "not-healed"
    /// A fix waits for a person.
    case waiting
    case interrupted
    /// dbt failed, and heal only looked on: the policy's mode is `observe`.
    case observed
  }

  /// What the process ends with: 0 green, 1 not healed or observed, 3 waiting for approval, 4 healed and not committed
  /// although the policy asks for it, 130 interrupted.
  package var exitCode: Int32 {
    switch status {
    case .green: 0
    case .healed: notCommitted == nil ? 0 : 4
    case .notHealed, .observed: 1
    case .waiting: 3
    case .interrupted: 130
    }
  }
}
