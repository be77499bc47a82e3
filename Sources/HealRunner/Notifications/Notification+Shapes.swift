import HealLanguage

extension Notification {
  func body(_ shape: NotificationSettings.Shape) -> JSON {
    switch shape {
    case .slack: slack
    case .teams: teams
    }
  }

  /// What an incoming webhook of Slack takes: a text for the list of messages, and blocks for the message.
  private var slack: JSON {
    let lines = lines.map(Self.inSlack).joined(separator: "\n")
    return .object([
      ("text", .text(Self.inSlack(summary))),
      (
        "blocks",
        .list(
          [
            .object([
              ("type", .text("header")),
              ("text", Self.slackText("plain_text", Self.inSlack(Self.cut(summary, to: 130)))),
            ])
          ]
            + (lines.isEmpty
              ? []
              : [
                .object([
                  ("type", .text("section")),
                  ("text", Self.slackText("mrkdwn", Self.cut(lines, to: 2900))),
                ])
              ]) + [
              .object([
                ("type", .text("context")),
                ("elements", .list([Self.slackText("mrkdwn", Self.inSlack("run \(run)"))])),
              ])
            ])
      ),
    ])
  }

  /// What a workflow of Teams takes: a message with an adaptive card.
  private var teams: JSON {
    let links = [("Issue", issue), ("Pull request", pullRequest)]
    let actions = links.compactMap { title, url in
      url.map {
        JSON.object([
          ("type", .text("Action.OpenUrl")), ("title", .text(title)), ("url", .text($0)),
        ])
      }
    }
    let card = JSON.object([
      ("$schema", .text("http://adaptivecards.io/schemas/adaptive-card.json")),
      ("type", .text("AdaptiveCard")), ("version", .text("1.4")),
      (
        "body",
        .list(
          [Self.block(Self.inTeams(Self.cut(summary, to: 300)), isTitle: true)]
            + lines.map { Self.block(Self.inTeams($0), isTitle: false) }
            + [Self.block(Self.inTeams("run \(run)"), isTitle: false)])
      ),
      ("actions", .list(actions)),
    ])
    return .object([
      ("type", .text("message")),
      (
        "attachments",
        .list([
          .object([
            ("contentType", .text("application/vnd.microsoft.card.adaptive")),
            ("contentUrl", .null), ("content", card),
          ])
        ])
      ),
    ])
  }

  /// What is told beside the summary; the first five of each kind.
  private var lines: [String] {
    let failures = failures.map { failure in
      let head = [failure.category, failure.node ?? failure.id].compactMap { $0 }
      return "• \(head.joined(separator: " ")): \(Self.cut(failure.complaint, to: 200))"
        + (failure.rule.map { " (\($0))" } ?? " (no rule knows it)")
    }
    let fixes = fixes.map {
      "→ \(Self.cut($0.title, to: 200)) (\($0.rule), \(Int(($0.confidence * 100).rounded()))%)"
    }
    let links = [("Issue", issue), ("Commit", commit), ("Pull request", pullRequest)]
    return Self.first(failures) + Self.first(fixes)
      + Self.first(advice.map { "Next: \(Self.cut($0, to: 200))" })
      + links.compactMap { title, value in value.map { "\(title): \($0)" } }
  }

  private static func first(_ lines: [String]) -> [String] {
    lines.count <= 5 ? lines : lines.prefix(5) + ["… and \(lines.count - 5) more"]
  }

  private static func block(_ text: String, isTitle: Bool) -> JSON {
    .object([
      ("type", .text("TextBlock")), ("text", .text(text)), ("wrap", .bool(true)),
      ("weight", .text(isTitle ? "Bolder" : "Default")),
      ("size", .text(isTitle ? "Medium" : "Default")),
    ])
  }

  private static func slackText(_ type: String, _ text: String) -> JSON {
    .object([("type", .text(type)), ("text", .text(text))])
  }

  private static func cut(_ text: String, to count: Int) -> String {
    text.count <= count ? text : text.prefix(count - 1) + "…"
  }

  /// Slack's three characters that mean something everywhere, and those that format: a likeness stands for them,
  /// since Slack has no way to escape them.
  private static func inSlack(_ text: String) -> String {
    let plain = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(
      ">", with: "&gt;")
    var escaped = ""
    let scalars = Array(plain.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "*": escaped += "\u{2217}"
      case "~": escaped += "\u{223C}"
      case "`": escaped += "\u{2CB}"
      case "_":
        // Within a name it formats nothing.
        let isInName =
          index > 0 && index + 1 < scalars.count && scalars[index - 1].isOfWord
          && scalars[index + 1].isOfWord
        escaped += isInName ? "_" : "\u{FF3F}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// What means something in the Markdown of an adaptive card, with a backslash before it; a text is one line.
  private static func inTeams(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "#", "~", "|", "{", "}":
        escaped += "\\\(scalar)"
      case "\n", "\r": escaped += " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    // A list begins with one of these.
    return escaped.first.map { "-+".contains($0) } ?? false ? "\\" + escaped : escaped
  }
}
