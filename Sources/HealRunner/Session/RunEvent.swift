package import HealEngine
package import HealProject

/// Something that happens in a session, told the moment before or after; the command line prints it.
package enum RunEvent: Hashable, Sendable {
  /// Another run holds the project; `owner` in its own words.
  case waitingForLock(owner: String)
  /// An earlier run was cut short and has been put back.
  case recovered(Recovered)
  case remark(String)
  /// dbt is about to run.
  case starting(attempt: Int, command: [String])
  case ended(attempt: Int, exit: FinishedRun.Exit, duration: Double)
  case diagnosed([Diagnosis])
  /// What would be done, in a dry run.
  case planned([Proposal])
  /// A fix is about to be applied.
  case applying(Proposal)
  /// A command of a fix is about to run.
  case running([String])
  /// The edits are about to be checked with this command.
  case verifying([String])
  /// A fix has been put back.
  case rolledBack(Proposal, reason: String)
  /// Before the next attempt.
  case waiting(seconds: Double)
  /// dbt is about to run again: the retry of so many since there was progress.
  case resuming(retry: Int, of: Int, command: [String])
  /// Everything is as it was before the run.
  case restored([String])
  /// Fixes wait for a person.
  case proposalSaved(ProposalID, path: String)
}
