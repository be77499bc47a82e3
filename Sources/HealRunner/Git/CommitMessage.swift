import HealEngine
import HealLanguage

/// What a commit of heal says: the failure, the rule, how sure it was, why, and how to undo it.
struct CommitMessage: Hashable, Sendable {
  /// At most 72 characters.
  var subject: String
  var body: String
  /// `Key: value`, one a line.
  var trailers: [String]

  var text: String { "\(subject)\n\n\(body)\n\n\(trailers.joined(separator: "\n"))\n" }

  /// - Parameters:
  ///   - outcome: of a run that was healed.
  ///   - cause: of the failure that began it.
  ///   - redact: takes out what must not leave the machine.
  init(_ outcome: Outcome, cause: Fingerprint, redact: (String) -> String) {
    subject = Self.cut(Markdown.inert(redact(Self.subject(outcome))), to: 72)
    let failures = Self.failures(outcome).map { Self.described($0, redact) }
    let parts = failures + outcome.fixes.map(Self.described) + [Self.undo(outcome)]
    body = Markdown.inert(redact(parts.joined(separator: "\n\n")))
    trailers = outcome.issue.map { ["Refs: #\($0.number)"] } ?? []
    trailers += ["\(Self.runKey): \(outcome.run)", "\(Self.causeKey): \(cause)"]
  }

  /// Whether a commit with this message is heal's, made for this cause.
  static func isOfHeal(_ message: String, cause: Fingerprint) -> Bool {
    message.split(separator: "\n").contains { $0 == "\(causeKey): \(cause)" }
  }

  /// One line, as much of it as fits.
  static func cut(_ text: String, to length: Int) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count <= length ? line : line.prefix(length - 1) + "…"
  }

  /// Each failure that was found on the way once, those of the first attempt first.
  static func failures(_ outcome: Outcome) -> [Failure] {
    var seen: Set<Fingerprint> = []
    return outcome.attempts.flatMap(\.diagnoses).map(\.failure)
      .filter { seen.insert(Fingerprint($0)).inserted }
  }

  private static let runKey = "Heal-Run"
  private static let causeKey = "Heal-Cause"

  /// `Heal stg_orders: Read order_date for ordered_at`
  private static func subject(_ outcome: Outcome) -> String {
    let nodes = outcome.fixes.flatMap(\.nodes)
    let place = nodes.first ?? outcome.command.joined(separator: " ")
    guard let fix = outcome.fixes.first, outcome.fixes.count > 1 else {
      return "Heal \(place): \(outcome.fixes.first?.title ?? "")"
    }
    return "Heal \(place): \(fix.title), and \(outcome.fixes.count - 1) more"
  }

  /// The first lines of what dbt said, indented.
  private static func described(_ failure: Failure, _ redact: (String) -> String) -> String {
    let lines = redact(failure.message).split(whereSeparator: \.isNewline).prefix(6)
    let place = redact(failure.node?.name ?? failure.id)
    return (["\(cut(place, to: 120)) failed:"] + lines.map { "    \(cut(String($0), to: 200))" })
      .joined(separator: "\n")
  }

  private static func described(_ fix: AppliedFix) -> String {
    var lines = [
      fix.title, "  rule: \(fix.rule)", "  confidence: \(fix.confidence.percent)",
      "  attempt: \(fix.attempt)",
    ]
    lines += fix.reasons.map { "  because: \($0)" }
    lines += fix.files.map(\.path).uniqued().map { "  changed: \($0)" }
    lines += fix.commands.map { "  ran: \($0.joined(separator: " "))" }
    return lines.joined(separator: "\n")
  }

  private static func undo(_ outcome: Outcome) -> String {
    "To undo it, `git revert` this commit, or run `heal undo \(outcome.run)` where heal ran."
  }
}
