import HealEngine

/// Says where a fix lives on in no place but a checkout that is thrown away: in CI, where no commit holds it.
///
/// Goes along behind what commits and before what tells of the run.
package final class LostFixCompanion: RunCompanion {
  package init() {}

  package func ended(_ run: RunFacts, _ outcome: inout Outcome) {
    let files = outcome.fixes.flatMap(\.files)
    guard outcome.status == .healed, run.settings.policy.mode == .autonomousCI,
      outcome.commit == nil, !files.isEmpty
    else { return }
    outcome.isFixLost = true
    outcome.patch = files.map(\.diff).joined()
    let why =
      run.settings.commit.strategy == .none
      ? "no commit was made (commit_strategy: none)" : "it could not be committed"
    outcome.remark(
      "the fix is lost when this checkout goes, and the next one fails alike: \(why). Apply the patch with git "
        + "apply, or set ci.commit_strategy to pr or direct")
  }
}
