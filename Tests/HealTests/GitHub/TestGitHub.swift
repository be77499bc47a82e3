import Dispatch
import HealEngine
import HealLanguage
import HealProject
import Platform
import Testing

@testable import HealRunner

/// A GitHub of a test's own, which the real gh talks to: `Tests/Servers/github.py` in a process of its own.
final class TestGitHub: Sendable {
  private let folder = TemporaryFolder()
  private let end = Interruption()
  let port: String

  static func start() async throws -> TestGitHub {
    let github = try await offPool { try TestGitHub() }
    return github
  }

  private init() throws {
    let (folder, path) = (folder, folder.path)
    let patience = CommandRunner.Patience(beforeTerminating: 0.2, beforeKilling: 0.2)
    let runner = CommandRunner(interruption: end, patience: patience)
    let words = ["python3", Repository.root + "/Tests/Servers/github.py", path, "\(getpid())"]
    DispatchQueue(label: "heal.test.github").async {
      _ = try? runner.run(Command(words))
      folder.write("", to: "ended")
    }
    // However long it takes: tests that need all processors may come first.
    while !["/port", "/ended"].contains(where: { FileSystem.exists(path + $0) }) { usleepBriefly() }
    port = try #require(folder.read("port"), "the server did not start")
  }

  deinit { end.deliver(15) }

  /// What gh sees.
  var environment: [String: String] {
    [
      "HTTP_PROXY": "http://127.0.0.1:\(port)", "http_proxy": "", "NO_PROXY": "", "no_proxy": "",
      "GH_HOST": "github.localhost", "GH_REPO": "acme/shop", "GH_TOKEN": "good-token",
      "GITHUB_TOKEN": "", "GITHUB_REPOSITORY": "", "GITHUB_ACTIONS": "", "GITHUB_SERVER_URL": "",
      "GH_CONFIG_DIR": folder.path + "/gh",
    ]
  }

  // MARK: What it knows

  var issues: [JSON] { state["issues"]?.items ?? [] }
  var labels: [String] { (state["labels"]?.items ?? []).compactMap(\.string) }

  func comments(on index: Int) -> [String] {
    guard issues.indices.contains(index) else { return [] }
    return (issues[index]["all_comments"]?.items ?? []).compactMap { $0["body"]?.string }
  }

  func labels(of index: Int) -> [String] {
    guard issues.indices.contains(index) else { return [] }
    return (issues[index]["labels"]?.items ?? []).compactMap(\.string)
  }

  func text(_ index: Int, _ key: String) -> String {
    issues.indices.contains(index) ? issues[index][key]?.string ?? "" : ""
  }

  /// Everything it was ever told.
  var everything: String {
    (folder.read("state.json") ?? "") + (folder.read("requests.jsonl") ?? "")
  }

  private var state: JSON { folder.read("state.json").flatMap { JSON(parsing: $0) } ?? .null }

  /// `POST issues`, `PATCH issues/1`: in order.
  var requests: [String] {
    requestLog.map { "\($0["method"]?.string ?? "") \($0["path"]?.string ?? "")" }
  }

  var requestLog: [JSON] {
    (folder.read("requests.jsonl") ?? "").split(separator: "\n").compactMap {
      JSON(parsing: String($0))
    }
  }

  /// Those that ask for something to be done, from the request on that has this number.
  func deeds(from start: Int = 0) -> [String] {
    requests.dropFirst(start).filter { !$0.hasPrefix("GET ") }
  }

  // MARK: How it is made to behave

  /// Puts some of what it knows; the rest is as a new repository has it.
  func seed(
    labels: [String] = ["bug", "enhancement"], push: Bool = true, issues: [JSON] = [],
    hasIssues: Bool = true
  ) {
    let state: JSON = .object([
      ("repository", .text("acme/shop")), ("token", .text("good-token")), ("push", .bool(push)),
      ("has_issues", .bool(hasIssues)), ("labels", .list(labels.map(JSON.text))),
      ("issues", .list(issues)),
    ])
    folder.write(state.rendered(), to: "state.json")
  }

  /// Has requests go wrong that begin like this; see `github.py`.
  func fail(_ match: String = "", times: Int = 1, _ fault: (String, JSON)...) {
    let fault = JSON.object([("match", .text(match)), ("times", .int(times))] + fault)
    folder.write(JSON.list([fault]).rendered(), to: "faults.json")
  }

  func recover() { folder.write("[]", to: "faults.json") }

  /// Changes one issue, as people do.
  func change(_ index: Int, _ key: String, to value: JSON) {
    guard case .object(var members) = issues[index] else { return }
    members = members.map { $0.0 == key ? (key, value) : $0 }
    var all = issues
    all[index] = .object(members)
    guard case .object(let parts) = state else { return }
    let changed = parts.map { $0.0 == "issues" ? ("issues", JSON.list(all)) : $0 }
    folder.write(JSON.object(changed).rendered(), to: "state.json")
  }

  static func issue(
    _ number: Int, body: String, state: String = "open", labels: [String] = [],
    updated: String = "2026-01-01T00:00:00Z", closed: String? = nil, isPull: Bool = false
  ) -> JSON {
    let pull: [(String, JSON)] = isPull ? [("pull_request", .object([("url", .text("x"))]))] : []
    return .object(
      [
        ("number", .int(number)), ("title", .text("t")), ("body", .text(body)),
        ("state", .text(state)), ("state_reason", .null),
        ("html_url", .text("http://github.localhost/acme/shop/issues/\(number)")),
        ("labels", .list(labels.map(JSON.text))), ("created_at", .text(updated)),
        ("updated_at", .text(updated)), ("closed_at", closed.map(JSON.text) ?? .null),
        ("all_comments", .list([])),
      ] + pull)
  }
}
