import ArgumentParser
import FoundationEssentials
import HealRunner

/// What overrides the policy file for one run.
struct PolicyOptions: ParsableArguments {
  @Option(help: "autonomous, human-in-loop, autonomous-ci or observe.")
  var mode: String?

  @Option(help: "How often to run again after a failure.")
  var maxRetries: String?

  @Option(help: "Fixes below this share are not applied without a person: 0.8 or 80%.")
  var minConfidence: String?

  @Option(
    help: ArgumentHelp(
      "How long to wait for another heal run on the project.", valueName: "seconds"))
  var lockTimeout: String?

  @Option(
    help: ArgumentHelp(
      "What becomes of a fix that held: direct, pr or none.", valueName: "strategy"))
  var commit: String?

  @Flag(help: "Begin although the tree has changes; files with changes are not committed.")
  var allowDirty = false

  @Flag(inversion: .prefixedNo, help: "Tell GitHub of failures, as in CI.")
  var issues: Bool?

  @Flag(help: "Fail on what heal remarks on in a green run, such as tests that vanished.")
  var strict = false

  @Option(
    help: ArgumentHelp("The policy file instead of config/execution_mode.yml.", valueName: "file"))
  var config: String?

  /// What is in effect in a folder.
  func settings(in folder: String) throws -> Settings {
    var flags: [Setting: (flag: String, value: String)] = [:]
    flags[.mode] = mode.map { ("--mode", $0) }
    flags[.maxRetries] = maxRetries.map { ("--max-retries", $0) }
    flags[.minConfidence] = minConfidence.map { ("--min-confidence", $0) }
    flags[.lockTimeout] = lockTimeout.map { ("--lock-timeout", $0) }
    flags[.commitAllowDirty] = allowDirty ? ("--allow-dirty", "true") : nil
    flags[.guardStrict] = strict ? ("--strict", "true") : nil
    flags[.commitStrategy] = commit.map { ("--commit", $0) }
    flags[.issues] = issues.map { ($0 ? "--issues" : "--no-issues", String($0)) }
    return try Settings.read(
      project: folder, file: config, environment: ProcessInfo.processInfo.environment,
      flags: flags)
  }
}
