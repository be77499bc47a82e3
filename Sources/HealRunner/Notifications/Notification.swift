import HealEngine
import HealLanguage
import HealProject

/// What heal tells people of a run: once when it has failed for the first time, once when it is over.
struct Notification: Hashable, Sendable {
  var event: NotificationSettings.Event
  var run: String
  /// The project's name; its folder's where it has none.
  var project: String
  /// `failing` as long as the run goes on, else the outcome's own.
  var status: String
  /// One line.
  var summary: String
  var failures: [FailureLine]
  var fixes: [FixLine]
  var advice: [String]
  /// The issue's address.
  var issue: String?
  var commit: String?
  var pullRequest: String?
  /// nil as long as the run goes on.
  var exitCode: Int32?

  struct FailureLine: Hashable, Sendable {
    var id: String
    var node: String?
    /// nil when no rule knows it.
    var rule: String?
    var category: String?
    /// The first line that says something.
    var complaint: String
  }

  struct FixLine: Hashable, Sendable {
    var rule: String
    var title: String
    /// From 0 to 1.
    var confidence: Double
    var files: [String]
  }

  /// - Parameters:
  ///   - event: what is told.
  ///   - run: the run.
  ///   - diagnoses: the failures that are to be told of.
  ///   - outcome: what is known so far.
  ///   - redact: takes secrets out of every text.
  init(
    _ event: NotificationSettings.Event, _ run: RunFacts, _ diagnoses: [Diagnosis],
    _ outcome: Outcome, redact: (String) -> String
  ) {
    self.event = event
    self.run = run.run.description
    let folder = run.project.directory.split(separator: "/").last.map(String.init) ?? "dbt"
    project = redact(run.project.name ?? folder)
    status = event == .firstFailure ? "failing" : outcome.status.rawValue
    failures = diagnoses.map { diagnosis in
      let message = redact(diagnosis.failure.message)
      return FailureLine(
        id: redact(diagnosis.failure.id), node: diagnosis.failure.node.map { redact($0.name) },
        rule: diagnosis.findings.first?.rule, category: diagnosis.category,
        complaint: RuleDraft.complaint(of: message) ?? message)
    }
    let told = event == .waiting ? outcome.proposed : outcome.fixes
    fixes = told.map {
      FixLine(
        rule: $0.rule, title: redact($0.title), confidence: $0.confidence,
        files: $0.files.map { redact($0.path) })
    }
    advice = outcome.advice.map(redact)
    issue = outcome.issue.map { redact($0.url) }
    commit = outcome.commit?.sha
    pullRequest = outcome.commit?.pullRequest.map(redact)
    exitCode = event == .firstFailure ? nil : outcome.exitCode
    summary = ""
    summary = Self.summary(self)
  }

  private static func summary(_ message: Notification) -> String {
    let failures = count(message.failures.count, "failure")
    let fixes = count(message.fixes.count, "fix", "fixes")
    return switch message.event {
    case .firstFailure: "\(message.project): dbt failed with \(failures); heal is at work"
    case .healed: "\(message.project): healed with \(fixes)"
    case .exhausted: "\(message.project): not healed, \(failures) left"
    case .waiting: "\(message.project): \(fixes) for \(failures) to be approved"
    }
  }

  private static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }

  /// For the command, and for programs behind it.
  var json: JSON {
    .object([
      ("event", .text(event.rawValue)), ("run", .text(run)), ("project", .text(project)),
      ("status", .text(status)), ("summary", .text(summary)),
      (
        "failures",
        .list(
          failures.map {
            .object([
              ("id", .text($0.id)), ("node", Self.known($0.node)), ("rule", Self.known($0.rule)),
              ("category", Self.known($0.category)), ("message", .text($0.complaint)),
            ])
          })
      ),
      (
        "fixes",
        .list(
          fixes.map {
            .object([
              ("rule", .text($0.rule)), ("title", .text($0.title)),
              ("confidence", .number($0.confidence)), ("files", .list($0.files.map(JSON.text))),
            ])
          })
      ),
      ("advice", .list(advice.map(JSON.text))), ("issue", Self.known(issue)),
      ("commit", Self.known(commit)), ("pull_request", Self.known(pullRequest)),
      ("exit_code", exitCode.map { .int(Int($0)) } ?? .null),
    ])
  }

  private static func known(_ text: String?) -> JSON { text.map(JSON.text) ?? .null }
}
