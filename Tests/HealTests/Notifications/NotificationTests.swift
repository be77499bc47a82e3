import HealEngine
import HealLanguage
import Testing

@testable import HealProject
@testable import HealRunner

@Suite struct NotificationTests {
  private static let red = """
    fail model.shop.orders models/orders.sql "the widget said \\"no\\" to jane@example.com <b>"
    exit 1
    """
  private static let hostile = """
    fail model.shop.orders models/orders.sql "*bold* [link](https://x) <!channel> \\`code\\` \u{202E}\u{7}\u{1B}]0;t\u{7}end"
    exit 1
    """
  private static let healing = """
    if mentions new models/a.sql; then status model.shop.a success; results; exit 0; fi
    fail model.shop.a models/a.sql '"old" not found in models/a.sql; try "new"'
    exit 1
    """

  private func heal(
    _ dbt: FakeDbt, mode: Policy.Mode = .autonomous,
    _ configure: @escaping @Sendable (inout NotificationSettings) -> Void
  ) async throws -> Outcome {
    let redactor = RedactionDoor(try Redactor())
    return try await dbt.heal(policy: Policy(mode: mode)) { session in
      configure(&session.settings.notifications)
      session.companions = [
        NotificationCompanion(
          runner: CommandRunner(interruption: Interruption()), redact: { redactor.redact($0) },
          pause: 0.05)
      ]
    }
  }

  private func text(_ json: JSON?) -> String? {
    if case .text(let text)? = json { text } else { nil }
  }

  private func items(_ json: JSON?) -> [JSON] {
    if case .list(let items)? = json { items } else { [] }
  }

  @Test func `Slack gets its shape, once at the first failure and once at the end`() async throws {
    let server = try await WebServer()
    defer { server.stop() }
    let outcome = try await heal(FakeDbt(Self.red)) {
      $0.webhooks = [.init(shape: .slack, url: server.url("/services/T0/B0/s3cret?x=\"y\\z"))]
    }
    #expect(outcome.remarks.isEmpty, "\(outcome.remarks)")
    #expect(server.requests.map { text($0["type"]) } == ["application/json", "application/json"])
    try #require(server.bodies.count == 2)
    #expect(
      text(server.bodies[0]["text"])?.hasSuffix("dbt failed with 1 failure; heal is at work")
        == true)
    #expect(text(server.bodies[1]["text"])?.hasSuffix("not healed, 1 failure left") == true)
    let blocks = items(server.bodies[1]["blocks"])
    #expect(blocks.map { text($0["type"]) } == ["header", "section", "context"])
    let words = try #require(text(blocks[1]["text"]?["text"]))
    #expect(words.contains("said \"no\" to [e-mail] &lt;b&gt;"), "\(words)")
  }

  @Test func `Teams gets an adaptive card`() async throws {
    let server = try await WebServer(statuses: [202])
    defer { server.stop() }
    let dbt = FakeDbt(Self.healing)
    dbt.folder.write("select old", to: "models/a.sql")
    let outcome = try await heal(dbt) {
      $0.webhooks = [.init(shape: .teams, url: server.url("/workflows/1"))]
      $0.events = [.healed, .exhausted]
    }
    #expect(outcome.status == .healed && outcome.remarks.isEmpty)
    try #require(server.bodies.count == 1)
    let card = items(server.bodies[0]["attachments"])[0]
    #expect(text(card["contentType"]) == "application/vnd.microsoft.card.adaptive")
    let lines = items(card["content"]?["body"]).compactMap { text($0["text"]) }
    #expect(lines.first?.hasSuffix("healed with 1 fix") == true)
    #expect(lines.contains { $0.contains("Read new for old (test.rule, 95%)") }, "\(lines)")
  }

  @Test(arguments: [
    ([500, 200], 2, nil), ([500], 2, "it answered 500"), ([404], 1, "it answered 404"),
  ])
  func `a fault of the server is asked once more`(
    statuses: [Int], count: Int, reason: String?
  ) async throws {
    let server = try await WebServer(statuses: statuses)
    defer { server.stop() }
    let outcome = try await heal(FakeDbt(Self.red)) {
      $0.webhooks = [.init(shape: .slack, url: server.url("/services/s3cret"))]
      $0.events = [.exhausted]
    }
    #expect(server.requests.count == count)
    #expect(
      outcome.remarks
        == (reason.map { ["webhook 1 (slack) was not told of exhausted: \($0)"] } ?? []))
  }

  @Test func `a server that does not answer holds nobody up`() async throws {
    let server = try await WebServer(delay: 20)
    defer { server.stop() }
    let outcome = try await heal(FakeDbt(Self.red)) {
      $0.webhooks = [
        .init(shape: .slack, url: server.url("/services/s3cret")),
        .init(shape: .teams, url: "http://127.0.0.1:1/s3cret"), .init(shape: .teams, url: "s3cret"),
      ]
      $0.events = [.exhausted]
      $0.timeout = 0.3
    }
    #expect(
      outcome.remarks == [
        "webhook 1 (slack) was not told of exhausted: it did not answer in time",
        "webhook 2 (teams) was not told of exhausted: the connection was refused",
        "webhook 3 (teams) was not told of exhausted: its address is none of http or https",
      ])
  }

  @Test func `also seen: what dbt said formats nothing and calls nobody`() async throws {
    let server = try await WebServer(statuses: [200, 200])
    defer { server.stop() }
    let hostile = FakeDbt(Self.hostile)
    _ = try await heal(hostile) {
      $0.webhooks = [
        .init(shape: .slack, url: server.url("/s")), .init(shape: .teams, url: server.url("/t")),
      ]
      $0.events = [.exhausted]
    }
    try #require(server.bodies.count == 2)
    let slack = try #require(text(items(server.bodies[0]["blocks"])[1]["text"]?["text"]))
    #expect(
      !slack.contains("*bold*") && !slack.contains("<!channel>") && !slack.contains("`"), "\(slack)"
    )
    let card = items(server.bodies[1]["attachments"])[0]["content"]
    let teams = items(card?["body"]).compactMap { text($0["text"]) }.joined(separator: "\n")
    #expect(teams.contains(#"\*bold\*"#) && teams.contains(#"\[link\]"#), "\(teams)")
    for body in server.bodies {
      let sent = body.rendered()
      #expect(
        !sent.contains("\u{202E}") && !sent.contains(#"\u0007"#) && !sent.contains(#"\u001b"#),
        "\(sent)")
    }
  }

  @Test func `the address is not among curl's arguments`() throws {
    let request = WebhookRequest(url: "https://h/s3cret", body: .text("a"), timeout: 1)
    let command = try #require(request.command)
    #expect(!command.words.joined().contains("s3cret") && command.environment.isEmpty)
    #expect(WebhookRequest(url: "https://h/\nurl = x", body: .null, timeout: 1).command == nil)
  }

  @Test func `a command gets the message on standard input`() async throws {
    let dbt = FakeDbt(Self.red)
    dbt.folder.write(
      "#!/bin/sh\ncat > \"$1.$HEAL_EVENT\"\n", to: "tell", mode: 0o755)
    let path = dbt.folder.path
    let outcome = try await heal(dbt, mode: .humanInLoop) {
      $0.command = [path + "/tell", path + "/got"]
    }
    #expect(outcome.remarks.isEmpty, "\(outcome.remarks)")
    let first = try #require(dbt.folder.read("got.first-failure").flatMap { JSON(parsing: $0) })
    #expect(text(first["status"]) == "failing" && text(first["event"]) == "first-failure")
    #expect(text(items(first["failures"])[0]["message"])?.contains("[e-mail]") == true)
    let last = try #require(dbt.folder.read("got.exhausted").flatMap { JSON(parsing: $0) })
    #expect(text(last["status"]) == "not-healed" && last["exit_code"]?.rendered() == "1")
    #expect(text(last["run"]) == outcome.run.description)
  }

  @Test func `what waits for a person is told`() async throws {
    let dbt = FakeDbt(Self.healing)
    dbt.folder.write("select old", to: "models/a.sql")
    dbt.folder.write("#!/bin/sh\ncat > \"$1.$HEAL_EVENT\"\n", to: "tell", mode: 0o755)
    let path = dbt.folder.path
    let outcome = try await heal(dbt, mode: .humanInLoop) {
      $0.command = [path + "/tell", path + "/got"]
    }
    #expect(outcome.status == .waiting)
    let message = try #require(dbt.folder.read("got.waiting").flatMap { JSON(parsing: $0) })
    #expect(items(message["fixes"]).count == 1 && dbt.folder.read("got.exhausted") == nil)
  }

  @Test func `a command that fails is a remark, and a green run tells nobody`() async throws {
    let dbt = FakeDbt(Self.red)
    dbt.folder.write(
      "#!/bin/sh\ncat > /dev/null\necho password=hunter2 >&2\nexit 3\n", to: "tell", mode: 0o755)
    let path = dbt.folder.path
    let outcome = try await heal(dbt) {
      $0.command = [path + "/tell"]
      $0.events = [.exhausted]
    }
    #expect(
      outcome.remarks == [
        "the notification command was not told of exhausted: it failed: password=[password]"
      ])
    let green = FakeDbt("status model.shop.a success; results")
    #expect(try await heal(green) { $0.command = [path + "/tell"] }.remarks.isEmpty)
  }
}
