package import HealEngine
import HealProject

/// Commits what heal changed, on the branch at hand or for a pull request, and never anything else.
package final class CommitCompanion: RunCompanion {
  private let runner: CommandRunner
  private let redact: (String) -> String
  private let program: String
  /// How the repository was found before the run; nil when no commit is to be made.
  private var found: Result<(GitRepository, GitStatus), GitTrouble>?
  private var cause: Failure?

  /// - Parameters:
  ///   - runner: runs git and gh.
  ///   - redact: takes out what must not leave the machine.
  ///   - program: gh, or where it is.
  package init(
    runner: CommandRunner, redact: @escaping (String) -> String, program: String = "gh"
  ) {
    self.runner = runner
    self.redact = redact
    self.program = program
  }

  /// - Throws: ``RunnerError/dirtyTree(_:)`` when there are changes beside which heal shall not commit.
  package func begin(_ run: RunFacts) throws(RunnerError) {
    guard run.settings.commit.strategy != .none else { return }
    do throws(GitTrouble) {
      let repository = try GitRepository(
        of: run.project.directory, runner: runner, environment: run.environment)
      found = .success((repository, try repository.status()))
    } catch {
      found = .failure(error)
    }
    guard !run.settings.commit.allowsDirtyTree, case .success(let (repository, status)) = found
    else { return }
    let own = OwnFiles(run, prefix: repository.prefix)
    let changed = status.dirty.filter { !own.contains($0) }
    guard !changed.isEmpty else { return }
    let kept = Set(keptChanges(of: run, repository).map(repository.path(ofProject:)))
    let dirty = changed.filter { !kept.contains($0) }
    if !dirty.isEmpty { throw .dirtyTree(dirty.sorted()) }
  }

  /// What an earlier run has changed on top of the last commit is nobody's work: its fix waits in a pull request, or was
  /// not to be committed.
  private func keptChanges(of run: RunFacts, _ repository: GitRepository) -> Set<String> {
    HealRunner.keptChanges(
      in: ProjectTree(root: run.project.directory), trusting: run.settings.trust
    ) { file in
      let path = repository.path(ofProject: file)
      return (try? repository.readBytes(["show", "HEAD:\(path)"])).map { SHA256.hex($0) }
    }
  }

  package func failed(_ run: RunFacts, _ diagnoses: [Diagnosis], _ outcome: inout Outcome) {
    // Nodes that run side by side fail in any order; the cause must be the same the next time.
    cause = diagnoses.map(\.failure).min { Fingerprint($0) < Fingerprint($1) }
  }

  package func ended(_ run: RunFacts, _ outcome: inout Outcome) {
    guard outcome.status == .healed, let found,
      outcome.fixes.contains(where: { !$0.files.isEmpty || !$0.commands.isEmpty })
    else { return }
    guard let cause else { return outcome.notCommitted = "heal does not know what had failed" }
    do throws(GitTrouble) {
      let (repository, status) = try found.get()
      let work = CommitWork(
        run: run, repository: repository, before: status, cause: cause, redact: redact,
        sleep: runner.interruption.sleep)
      switch run.settings.commit.strategy {
      case .direct: try work.commitHere(&outcome)
      case .pr: try work.propose(&outcome, through: gitHub(run))
      case .none: break
      }
    } catch {
      outcome.notCommitted =
        runner.interruption.signal == nil
        ? redact(error.description) : "heal was interrupted before the commit was made"
    }
  }

  private func gitHub(_ run: RunFacts) -> GitHub {
    GitHub(
      runner: runner, program: program, environment: run.environment, folder: run.project.directory,
      timeout: run.settings.issues.timeout, redact: redact, sleep: runner.interruption.sleep)
  }
}
