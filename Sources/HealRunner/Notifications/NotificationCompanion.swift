package import HealEngine
import HealLanguage
import HealProject

/// Tells people, through webhooks and a command, that a run has failed and how it ended: one message each.
package final class NotificationCompanion: RunCompanion {
  private let runner: CommandRunner
  private let redact: @Sendable (String) -> String
  /// How long to wait before the second try. In seconds.
  private let pause: Double

  /// - Parameters:
  ///   - runner: runs curl and the command.
  ///   - redact: takes secrets out of every text.
  ///   - pause: before the second try, in seconds.
  package init(
    runner: CommandRunner, redact: @escaping @Sendable (String) -> String, pause: Double = 1
  ) {
    self.runner = runner
    self.redact = redact
    self.pause = pause
  }

  package func failed(_ run: RunFacts, _ diagnoses: [Diagnosis], _ outcome: inout Outcome) {
    tell(.firstFailure, run, diagnoses, &outcome)
  }

  package func ended(_ run: RunFacts, _ outcome: inout Outcome) {
    switch outcome.status {
    case .green, .interrupted, .observed: return
    case .healed: tell(.healed, run, [], &outcome)
    case .notHealed: tell(.exhausted, run, outcome.openDiagnoses, &outcome)
    case .waiting: tell(.waiting, run, outcome.openDiagnoses, &outcome)
    }
  }

  private func tell(
    _ event: NotificationSettings.Event, _ run: RunFacts, _ diagnoses: [Diagnosis],
    _ outcome: inout Outcome
  ) {
    let settings = run.settings.notifications
    guard settings.events.contains(event) else { return }
    let told = diagnoses.filter { !outcome.ignored.contains($0.failure.id) }
    if told.isEmpty, event != .healed { return }
    let message = Notification(event, run, told, outcome, redact: redact)
    for (index, webhook) in settings.webhooks.enumerated() {
      let request = WebhookRequest(
        url: webhook.url, body: message.body(webhook.shape).redacted(by: redact),
        timeout: settings.timeout)
      if let reason = send(request) {
        outcome.remarks.append(
          "webhook \(index + 1) (\(webhook.shape.rawValue)) was not told of \(event.rawValue): \(reason)"
        )
      }
    }
    if !settings.command.isEmpty, let reason = callCommand(settings, message, in: run) {
      outcome.remarks.append(
        "the notification command was not told of \(event.rawValue): \(reason)")
    }
  }

  /// - Returns: why it could not be sent; nil when it was.
  private func send(_ request: WebhookRequest) -> String? {
    guard let command = request.command else { return "its address is none of http or https" }
    do throws(RunnerError) {
      var answer = WebhookRequest.Answer(result: try runner.run(command))
      if !answer.isSuccess, answer.mayPass, runner.interruption.signal == nil {
        runner.interruption.sleep(pause)
        answer = WebhookRequest.Answer(result: try runner.run(command))
      }
      return answer.isSuccess ? nil : answer.reason
    } catch {
      return error.description
    }
  }

  /// - Returns: why it could not be told; nil when it was.
  private func callCommand(
    _ settings: NotificationSettings, _ message: Notification, in run: RunFacts
  ) -> String? {
    let command = Command(
      settings.command, environment: ["HEAL_EVENT": message.event.rawValue],
      folder: run.project.directory,
      input: Array((message.json.redacted(by: redact).rendered() + "\n").utf8),
      timeLimit: settings.timeout)
    do throws(RunnerError) {
      let result = try runner.run(command)
      if result.ranOutOfTime { return "it did not end in time" }
      if result.isSuccess { return nil }
      let words = String(decoding: result.standardError, as: UTF8.self)
        .split(whereSeparator: \.isNewline).last.map { ": \(redact(String($0)).prefix(200))" }
      return "it failed" + (words ?? "")
    } catch {
      return redact(error.description)
    }
  }
}
