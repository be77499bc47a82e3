import HealLanguage
import Platform
import Testing

@testable import HealProject
@testable import HealRunner

/// `heal proposals`, `show`, `approve` and `reject` as people and scripts call them.
@Suite(.serialized) struct ProposalCommandTests {
  private let project = BrokenProject(mode: "human-in-loop")

  private var model: String? { project.folder.read(BrokenProject.model) }

  /// Runs heal where nobody can be asked.
  /// A stored command names no program: this dbt is not on the search path.
  private var dbt: String { project.folder.path + "/bin/dbt" }

  private func propose() async throws -> String {
    let result = try await project.heal()
    #expect(result.exit == .code(3), "\(result.printed)")
    let list = try await json(["proposals", "--output-format", "json"])["proposals"]
    guard case .list(let proposals) = list, let first = proposals.first else { return "" }
    #expect(proposals.count == 1)
    return text(first["id"])
  }

  @Test func `the report says how to go on`() async throws {
    let result = try await project.heal()
    let id = try #require(
      ProposalStore(HealFolder(project: project.folder.path)).all.proposals.first?.id)
    let expected = [
      "heal show \(id)", "heal approve \(id)", "heal reject \(id) --because", "WAITING",
    ]
    for words in expected { #expect(result.printed.contains(words), "\(result.printed)") }
  }

  @Test func `a report in JSON names the proposal and its fixes`() async throws {
    let result = try await project.run(
      ["run", "--output-format", "json", "--", project.folder.path + "/bin/dbt", "build"])
    let report = try #require(JSON(parsing: String(decoding: result.standardOutput, as: UTF8.self)))
    let proposal = try #require(report["proposal"])
    #expect(ProposalID(text(proposal["id"])) != nil)
    #expect(project.folder.read(".heal/proposals/\(text(proposal["id"])).json") != nil)
    #expect(text(report["patch"]).contains("+select cast(order_date"))
    guard case .list(let fixes) = proposal["fixes"] else {
      Issue.record("no fixes")
      return
    }
    #expect(fixes.count == 1)
  }

  @Test func `show tells the diff, the evidence, and what approving would do`() async throws {
    let id = try await propose()
    let result = try await project.run(["show", String(id.prefix(4))])
    let expected = [
      id, "waiting", "Write order_date where stg_orders says ordered_at", "missing_column.other_name",
      "95%", "review", "is called `order_date` right there", "Referenced column \"ordered_at\"",
      "-select cast(ordered_at", "+select cast(order_date",
      "would edit models/stg_orders.sql, then check with dbt parse, then resume",
    ]
    #expect(result.exit == .code(0))
    for words in expected { #expect(result.printed.contains(words), "\(words): \(result.printed)") }
    let shown = try await json(["show", id, "--output-format", "json"])
    #expect(shown["can_be_approved"]?.rendered() == "true")
    #expect(text(shown["state"]?["name"]) == "waiting")
  }

  @Test func `approve heals, and says by whom`() async throws {
    let id = try await propose()
    let listed = try await project.run(["proposals"])
    #expect(listed.printed.contains(id))
    let result = try await project.run(["approve", "--dbt", dbt, id, "--by", "Ann Lee"])
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(result.printed.contains("approved by Ann Lee"), "\(result.printed)")
    #expect(
      model == "select cast(order_date as date) as order_date\r\nfrom {{ ref('raw_orders') }}")
    #expect(try await project.run(["proposals"]).printed == "No proposal waits.\n")
    let all = try await project.run(["proposals", "--all"])
    #expect(all.printed.contains("applied by Ann Lee"), "\(all.printed)")
    let again = try await project.run(["approve", "--dbt", dbt, id])
    #expect(again.exit == .code(2), "\(again.printed)")
    #expect(again.printed.contains("was applied by Ann Lee"), "\(again.printed)")
    let undone = try await project.run(["undo"])
    #expect(undone.exit == .code(0), "\(undone.printed)")
    #expect(model?.contains("ordered_at") == true)
  }

  @Test func `approve answers in JSON, from another folder`() async throws {
    let id = try await propose()
    let result = try await project.run(
      [
        "approve", "--dbt", dbt, id, "--project-dir", project.folder.path, "--output-format",
        "json", "--by", "A",
      ],
      from: "/")
    let report = try #require(JSON(parsing: String(decoding: result.standardOutput, as: UTF8.self)))
    #expect(text(report["status"]) == "healed")
    #expect(text(report["approved_by"]) == "A")
    #expect(text(report["approved_proposal"]) == id)
  }

  @Test(arguments: [("Ann", "bob", "Ann"), (nil, "bob", "bob")] as [(String?, String, String)])
  func `who approves is known to git or the account`(
    git: String?, user: String, expected: String
  ) async throws {
    let id = try await propose()
    project.folder.write(git.map { "[user]\n  name = \($0)\n" } ?? "", to: "target/gitconfig")
    let result = try await project.run(
      ["approve", "--dbt", dbt, id],
      environment: [
        "GIT_CONFIG_GLOBAL": project.folder.path + "/target/gitconfig", "USER": user,
        "GIT_CONFIG_SYSTEM": "/dev/null",
      ])
    #expect(result.printed.contains("approved by \(expected)\n"), "\(result.printed)")
  }

  @Test func `a file that moved on is named, and nothing is written`() async throws {
    let id = try await propose()
    project.folder.write("select cast(ordered_at as date) -- mine\n", to: BrokenProject.model)
    let result = try await project.run(["approve", "--dbt", dbt, id])
    #expect(result.exit == .code(1), "\(result.printed)")
    #expect(result.printed.contains(BrokenProject.model))
    #expect(result.printed.contains("run heal again"))
    #expect(model == "select cast(ordered_at as date) -- mine\n")
    let shown = try await project.run(["show", id])
    #expect(shown.printed.contains("changed since: \(BrokenProject.model)"), "\(shown.printed)")
  }

  @Test func `what is rejected is not proposed again`() async throws {
    let id = try await propose()
    let silent = try await project.run(["reject", id])
    #expect(silent.exit == .code(2), "\(silent.printed)")
    #expect(silent.printed.contains("--because"))
    let result = try await project.run(["reject", id, "--by", "Ann", "--because", "not that date"])
    #expect(result.exit == .code(0), "\(result.printed)")
    let next = try await project.heal()
    #expect(next.printed.contains("rejected by Ann: not that date"), "\(next.printed)")
    #expect(!next.printed.contains("heal approve \(id)"), "\(next.printed)")
    let approved = try await project.run(["approve", "--dbt", dbt, id])
    #expect(approved.exit == .code(2))
    #expect(approved.printed.contains("rejected by Ann: not that date"), "\(approved.printed)")
    #expect(try await project.run(["reject", id, "--take-back"]).exit == .code(0))
    #expect(try await project.run(["approve", "--dbt", dbt, id, "--by", "Ann"]).exit == .code(0))
  }

  @Test(arguments: [["show", "zzz"], ["approve", "zzz"], ["reject", "zzz", "--because", "no"]])
  func `a name that nothing has ends with 2`(words: [String]) async throws {
    let result = try await project.run(words)
    #expect(result.exit == .code(2))
    #expect(result.printed.contains("there is no proposal `zzz`"), "\(result.printed)")
  }

  @Test func `an approval that is killed is put back`() async throws {
    let id = try await propose()
    let before = project.folder.tree
    let killed = try await project.run(["approve", "--dbt", dbt, id], killAt: "replaced")
    #expect(killed.exit == .signal(SIGKILL), "\(killed.printed)")
    #expect(project.folder.tree != before)
    let again = try await project.run(["approve", "--dbt", dbt, id, "--by", "Ann"])
    #expect(again.exit == .code(0), "\(again.printed)")
    #expect(again.printed.contains("was cut short"), "\(again.printed)")
  }

  @Test func `what may destroy is not approved by a job alone`() async throws {
    project.folder.write(Self.destructiveRule, to: "rules/shop.heal")
    let id = try await propose()
    let job = try await project.run(["approve", "--dbt", dbt, id], environment: ["CI": "true"])
    #expect(job.exit == .code(2), "\(job.printed)")
    #expect(job.printed.contains("--by"), "\(job.printed)")
    #expect(job.printed.contains("destructive"), "\(job.printed)")
    let shown = try await project.run(["show", id])
    #expect(shown.printed.contains("destructive"), "\(shown.printed)")
    let person = try await project.run(
      ["approve", "--dbt", dbt, id, "--by", "Ann"], environment: ["CI": "true"])
    #expect(!person.printed.contains("--by"), "\(person.printed)")
    #expect(person.printed.contains("running"), "\(person.printed)")
  }

  private static let destructiveRule = """
    rule shop.rebuild {
      category SCHEMA
      match 'Referenced column "<_:name>" not found in FROM clause!'
      overrides duckdb.column_not_found
      fix "Rebuild it all" { run dbt run --full-refresh; confidence 90% }
    }

    """

  private func json(_ words: [String]) async throws -> JSON {
    let result = try await project.run(words)
    return try #require(JSON(parsing: String(decoding: result.standardOutput, as: UTF8.self)))
  }

  private func text(_ value: JSON?) -> String {
    if case .text(let text) = value { text } else { "" }
  }
}
