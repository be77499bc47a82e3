import HealEngine
package import HealProject
import PCRE2

/// Looks at the ground that heal stands on. Changes nothing, and connects to nothing unless asked to.
package struct Checkup {
  /// nil where no dbt project is there.
  let project: DbtProject?
  /// The words that run dbt: `["dbt"]`, `["uv", "run", "dbt"]`.
  let dbt: [String]
  let settings: Result<Settings, RunnerError>
  let runner: CommandRunner
  let environment: [String: String]
  /// Whether `dbt debug` is run, which connects to the warehouse.
  let connects: Bool

  package init(
    project: DbtProject?, dbt: [String], settings: Result<Settings, RunnerError>,
    runner: CommandRunner, environment: [String: String], connects: Bool
  ) {
    self.project = project
    self.dbt = dbt
    self.settings = settings
    self.runner = runner
    self.environment = environment
    self.connects = connects
  }

  /// All results in their order; what the caller found of the rules is put in its place.
  package func results(rules: CheckResult) -> [CheckResult] {
    let installed = dbtInstalled()
    var results = [projectResult, installed.result, profileResult(installed.adapters)]
    results.append(connectionResult)
    results += [rules, settingsResult, stopResult, pcreResult]
    results += [gitResult, gitHubResult, writingResult, lockResult]
    return results
  }

  // MARK: The project

  private var projectResult: CheckResult {
    guard let project else {
      return CheckResult(
        "project", .broken, "there is no dbt_project.yml here or above",
        remedy: "go to the project, or name it with --project-dir")
    }
    guard !project.isBroken else {
      return CheckResult(
        "project", .broken, "\(project.directory)/dbt_project.yml is no YAML",
        remedy: "run dbt parse, which names the line")
    }
    return CheckResult(
      "project", .good,
      "\(project.name ?? "without a name") in \(ProjectTree.resolved(project.directory))")
  }

  private var settingsResult: CheckResult {
    switch settings {
    case .failure(let error):
      return CheckResult(
        "policy", .broken, error.description, remedy: "correct it; heal config schema has every key"
      )
    case .success(let settings):
      if let remark = settings.remarks.first {
        return CheckResult(
          "policy", .warning, remark, remedy: "heal config show prints what is in effect")
      }
      let mode = settings.policy.mode.rawValue
      guard let file = settings.file else {
        return CheckResult(
          "policy", .note, "no \(Settings.fileName): mode \(mode), by default",
          remedy: "heal init writes one")
      }
      return CheckResult("policy", .good, "mode \(mode), from \(file)")
    }
  }

  private var stopResult: CheckResult {
    guard let project else { return .withoutProject("stop") }
    let limits = (try? settings.get())?.limits ?? RunLimits()
    let stop = KillSwitch(limits, project: project.directory, environment: environment)
    guard let reason = stop.reason else {
      return CheckResult("stop", .good, "heal may change things")
    }
    let parts = reason.split(separator: ";", maxSplits: 1)
    return CheckResult(
      "stop", .warning, String(parts.first ?? ""), remedy: parts.last.map { String($0).trimmed })
  }

  private var lockResult: CheckResult {
    guard let project else { return .withoutProject("lock") }
    guard let holder = RunLock.holder(of: HealFolder(project: project.directory)) else {
      return CheckResult("lock", .good, "no other heal works on the project")
    }
    return CheckResult(
      "lock", .warning, "another heal works on the project: \(holder)",
      remedy: "wait for it, or end that process; the lock ends with it")
  }

  /// Where heal and its fixes write.
  private var writingResult: CheckResult {
    guard let project else { return .withoutProject("writing") }
    let root = project.directory
    let folders = [root, root + "/.heal", project.targetDirectory, root + "/logs"]
    let models = project.modelPaths.map { DbtPaths.joined(root, $0) }.filter {
      FileSystem.exists($0)
    }
    let closed = (folders + models).filter { !FileSystem.isWritable($0) }
    guard let first = closed.first else {
      return CheckResult("writing", .good, "the project, .heal, target and logs can be written")
    }
    return CheckResult(
      "writing", .broken, "cannot write \(closed.joined(separator: ", "))",
      remedy: "run heal as the owner of \(first), or give it the right to write there")
  }

  // MARK: The machine

  private var pcreResult: CheckResult {
    let isFast = Regex.canMakeMachineCode && (try? Regex("a+b"))?.usesMachineCode == true
    return isFast
      ? CheckResult("pcre2", .good, "patterns run as machine code")
      : CheckResult(
        "pcre2", .warning, "patterns are interpreted: diagnosis is slower, and the same",
        remedy: "use a PCRE2 with JIT, and allow memory that can be executed")
  }

  private var gitResult: CheckResult {
    guard let project else { return .withoutProject("git") }
    let commits = (try? settings.get()).map(commitsSomewhere) ?? false
    do {
      let repository = try GitRepository(
        of: project.directory, runner: runner, environment: environment)
      return CheckResult("git", .good, "the repository \(repository.root)")
    } catch {
      return CheckResult(
        "git", commits ? .broken : .note, error.description,
        remedy: commits
          ? "install git and commit the project, or set commit.strategy: none"
          : "with git heal can put lines back as they were, and commit its fixes")
    }
  }

  func commitsSomewhere(_ settings: Settings) -> Bool {
    settings.commit.strategy != .none || settings.ci.commitStrategy.map { $0 != .none } ?? false
  }
}
