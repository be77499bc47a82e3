import HealEngine
import HealProject
import Testing

@testable import HealRunner

/// What GitHub Actions shows of a run.
final class ActionsTests {
  let folder = TemporaryFolder()
  var lines: [String] = []

  @Test func `annotations name file and line from the repository on, the root cause first`() {
    folder.make(folder: "repo/.git")
    var below = IssueRun.diagnosis("Database Error in model b\n  gone", node: "b")
    below.failure.node?.dependsOn = ["model.shop.orders"]
    below.failure.line = nil
    let outcome = end {
      $0.openDiagnoses = [below, IssueRun.diagnosis("50% of\nit: failed, hunter2")]
    }
    #expect(
      lines == [
        "::error file=transform/models/orders.sql,line=3,title=SCHEMA%3A orders::50%25 of%0Ait: failed, [redacted]",
        "::error file=transform/models/b.sql,title=SCHEMA%3A b::Database Error in model b%0A  gone",
      ])
    #expect(outcome.remarks == [])
  }

  @Test func `at most ten annotations, healed ones as notices`() {
    end { outcome in
      outcome.openDiagnoses = (1...9).map { IssueRun.diagnosis("x", node: "a\($0)") }
      outcome.fixes = [IssueRun.fix, IssueRun.fix]
    }
    #expect(lines.count == 10)
    #expect(
      lines.last
        == "::notice file=models/orders.sql,line=3,title=Healed%3A Read `y` for `x`::Rule columns.unknown-column, confidence 95%25."
    )
  }

  @Test func `the summary is added to the page of the step`() throws {
    folder.write("earlier\n", to: "summary")
    end {
      IssueRun.healed(&$0)
      $0.issue = IssueReference(number: 7, url: "https://github.com/acme/shop/issues/7")
      $0.command = ["dbt", "build", "--vars", "a|b"]
    }
    let text = try #require(folder.read("summary"))
    #expect(text.hasPrefix("earlier\n## heal: ✅ Healed\n"))
    #expect(text.contains("| Issue | #7, https://github.com/acme/shop/issues/7 |"))
    #expect(text.contains("| Command | `dbt build --vars a\\|b` |"))
    #expect(text.contains("```diff\n--- a/models/orders.sql"))
  }

  @Test func `a summary that has no room is left out with a remark`() {
    folder.write(String(repeating: "x", count: (1 << 20) - 10), to: "summary")
    let outcome = end([:], IssueRun.healed)
    #expect(outcome.remarks == ["no room is left in GITHUB_STEP_SUMMARY"])
    #expect(folder.read("summary")?.utf8.count == (1 << 20) - 10)
  }

  @Test func `a summary of very much stays within GitHub's limit`() {
    end { outcome in
      let long = String(repeating: "`|x", count: 5_000)
      outcome.openDiagnoses = (1...300).map { IssueRun.diagnosis(long, node: "\($0)") }
      outcome.fixes = (1...300).map { _ in
        var fix = IssueRun.fix
        fix.files = [.init(path: long, lines: [], diff: long)]
        return fix
      }
    }
    #expect((folder.read("summary")?.utf8.count ?? 0) > 10_000)
  }

  @Test func `outputs take any value and say what later steps need`() throws {
    end {
      IssueRun.healed(&$0)
      $0.issue = IssueReference(number: 7, url: "u\nstatus=forged")
    }
    let outputs = try #require(parsed(folder.read("outputs") ?? ""))
    #expect(outputs["status"] == "healed")
    #expect(outputs["exit-code"] == "0")
    #expect(outputs["rule"] == "columns.unknown-column")
    #expect(outputs["confidence"] == "0.95")
    #expect(outputs["issue"] == "7")
    #expect(outputs["issue-url"] == "u\nstatus=forged")
    #expect(outputs["commit"]?.utf8.count == 40)
    #expect(outputs["pull-request"] == "")
    #expect(outputs.count == 8)
  }

  @Test func `outside GitHub Actions nothing is said`() {
    end(["GITHUB_ACTIONS": "false"], IssueRun.exhausted)
    #expect(lines == [])
    #expect(folder.read("summary") == nil)
    #expect(folder.read("outputs") == nil)
  }

  @Test func `a file that cannot be written is a remark`() {
    let outcome = end(["GITHUB_OUTPUT": "/no/such/folder/x"], IssueRun.healed)
    #expect(outcome.remarks.count == 1)
    #expect(outcome.remarks.first?.hasPrefix("GITHUB_OUTPUT cannot be written") == true)
  }

  @discardableResult
  private func end(
    _ environment: [String: String] = [:], _ change: (inout Outcome) -> Void
  ) -> Outcome {
    let project = folder.path + "/repo/transform"
    folder.make(folder: "repo/transform")
    let variables = [
      "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": folder.path + "/summary",
      "GITHUB_OUTPUT": folder.path + "/outputs", "GITHUB_WORKSPACE": project,
    ]
    let facts = RunFacts(
      run: RunID(at: .now), started: .now, project: DbtProject(directory: project),
      folder: HealFolder(project: project), command: ["dbt", "build"], settings: Settings(),
      environment: variables.merging(environment) { $1 })
    var outcome = Outcome(status: .notHealed, run: facts.run, command: facts.command)
    change(&outcome)
    ActionsCompanion(redact: IssueRun.redact) { [self] in lines.append($0) }.ended(facts, &outcome)
    return outcome
  }

  /// As the runner reads it; nil when it is not in that form.
  private func parsed(_ text: String) -> [String: String]? {
    var values: [String: String] = [:]
    var rest = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let head = rest.popFirst(), !head.isEmpty {
      let parts = head.split(separator: "<<")
      guard parts.count == 2, let end = rest.firstIndex(of: parts[1]) else { return nil }
      values[String(parts[0])] = rest[..<end].joined(separator: "\n")
      rest = rest[(end + 1)...]
    }
    return values
  }
}
