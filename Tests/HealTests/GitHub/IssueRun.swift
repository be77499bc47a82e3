import HealEngine
import HealLanguage
import HealProject
import Platform
import Synchronization

@testable import HealRunner

func usleepBriefly() { usleep(20_000) }

/// One run of heal as its companions see it, with gh and a clock that does not wait.
final class IssueRun: Sendable {
  let project: TemporaryFolder
  let facts: RunFacts
  let program: String
  private let waited = Mutex<[Double]>([])
  private let interruption: Interruption

  init(
    _ github: TestGitHub, in project: TemporaryFolder = TemporaryFolder(),
    environment: [String: String] = [:], program: String? = RealGh.program,
    interruption: Interruption = Interruption(),
    settings: (inout IssueSettings) -> Void = { _ in }
  ) {
    self.project = project
    self.program = program ?? "gh"
    self.interruption = interruption
    var all = Settings()
    all.issues.isOn = true
    settings(&all.issues)
    facts = RunFacts(
      run: RunID(at: .now), started: .now, project: DbtProject(directory: project.path),
      folder: HealFolder(project: project.path), command: ["dbt", "build", "--target", "prod"],
      settings: all, environment: github.environment.merging(environment) { $1 })
  }

  var outbox: IssueOutbox { IssueOutbox(facts.folder) }
  var waits: [Double] { waited.withLock { $0 } }

  /// A run that fails, and what the session knows when it ends.
  func goes(
    failing diagnoses: [Diagnosis] = [IssueRun.diagnosis()],
    ending: (@Sendable (inout Outcome) -> Void)? = nil,
    seen: @escaping @Sendable (Fingerprint) -> Int = { _ in 1 }
  ) async throws -> Outcome {
    try await offPool { [self] in
      let companion = IssueCompanion(
        runner: CommandRunner(interruption: interruption), redact: Self.redact, program: program,
        sleep: { [self] seconds in waited.withLock { $0.append(seconds) } }, failuresSeen: seen)
      var outcome = Outcome(status: .notHealed, run: facts.run, command: facts.command)
      try companion.begin(facts)
      if !diagnoses.isEmpty { companion.failed(facts, diagnoses, &outcome) }
      if let ending {
        ending(&outcome)
        companion.ended(facts, &outcome)
      }
      return outcome
    }
  }

  /// Says what waits, as `heal issues flush` does.
  func flush() async throws -> IssuePost.Result {
    try await offPool { [self] in
      var post = IssuePost(
        folder: facts.folder, project: project.path, settings: facts.settings.issues,
        trust: .thisMachine, runner: CommandRunner(interruption: interruption),
        environment: facts.environment,
        redact: Self.redact)
      return post.deliver()
    }
  }

  static func diagnosis(
    _ message: String =
      "Runtime Error in model orders (models/orders.sql)\n  Binder Error: no column \"x\"",
    node: String = "orders", rule: String? = "columns.unknown-column"
  ) -> Diagnosis {
    let failure = Failure(
      id: "model.shop.\(node)", message: message, line: 3,
      node: Node(
        name: node, kind: "model", file: "models/\(node).sql", uniqueID: "model.shop.\(node)"))
    let finding = rule.map {
      Diagnosis.Finding(
        rule: $0, category: "SCHEMA", captures: [:], advice: [], offersRetry: false)
    }
    return Diagnosis(failure: failure, findings: finding.map { [$0] } ?? [])
  }

  static let fix = AppliedFix(
    rule: "columns.unknown-column", title: "Read `y` for `x`", category: "SCHEMA",
    confidence: 0.95, attempt: 1, nodes: ["orders"],
    files: [
      .init(
        path: "models/orders.sql", lines: [3],
        diff: "--- a/models/orders.sql\n+++ b/models/orders.sql\n@@ -3 +3 @@\n-x\n+y\n")
    ], commands: [], reasons: [])

  @Sendable static func healed(_ outcome: inout Outcome) {
    outcome.status = .healed
    outcome.fixes = [fix]
    outcome.attempts = (1...2).map {
      Attempt(number: $0, command: ["dbt", "build"], exit: .code($0 == 1 ? 1 : 0), duration: 1)
    }
    outcome.commit = MadeCommit(sha: String(repeating: "ab", count: 20), branch: "main")
  }

  @Sendable static func exhausted(_ outcome: inout Outcome) {
    outcome.status = .notHealed
    outcome.putBack = [PutBack(fix: fix, reason: "its failure was still there")]
    outcome.refused = [
      Refusal(rule: "other.rule", title: "Rebuild it", reason: "it needs a person")
    ]
    outcome.advice = ["ask the owner of the source"]
    outcome.openDiagnoses = [diagnosis()]
    outcome.attempts = [
      Attempt(number: 1, command: ["dbt", "build"], exit: .code(1), duration: 1)
    ]
  }

  /// Takes out one secret; what a redactor takes out is another area's.
  @Sendable static func redact(_ text: String) -> String {
    text.replacing("hunter2", with: "[redacted]")
  }
}
