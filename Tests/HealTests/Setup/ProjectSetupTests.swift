import HealEngine
import HealLanguage
import HealProject
import Testing

@testable import HealRunner

@Suite struct ProjectSetupTests {
  private let folder = TemporaryFolder()

  init() { folder.write("name: 'Corner-Shop'\n", to: "dbt_project.yml") }

  private func setup(_ wantsWorkflow: Bool? = nil) throws -> ProjectSetup {
    ProjectSetup(
      DbtProject.read(directory: folder.path),
      policy: ProjectSetup.policy(from: try Repository.text("grammar/execution_mode.example.yml")),
      rule: ProjectSetup.firstRule(of: "Corner-Shop"), wantsWorkflow: wantsWorkflow)
  }

  private func perform(_ setup: ProjectSetup) throws {
    for step in setup.steps { try ProjectSetup.perform(step) }
  }

  @Test func `a project gets a policy, a rule and lines to ignore`() throws {
    try perform(setup())
    #expect(
      folder.tree.keys.sorted() == [
        ".gitignore", "config/execution_mode.yml", "dbt_project.yml", "rules/corner_shop.heal",
      ])
    #expect(folder.read(".gitignore") == ".heal/\ntarget/\ndbt_packages/\nlogs/\n")
  }

  @Test func `what the policy is said to let heal do is what it does`() throws {
    let policy = ProjectSetup.policy(
      from: try Repository.text("grammar/execution_mode.example.yml"))
    let note = try #require(try setup().steps.first?.note)
    #expect(
      note
        == "at a terminal heal asks before it changes anything; in CI it applies fixes from 85% on by itself"
    )
    #expect(try setup().steps.first?.action == .create(policy))
    try perform(setup())
    let terminal = try Settings.read(project: folder.path)
    let ci = try Settings.read(project: folder.path, environment: ["CI": "true"])
    #expect(terminal.remarks + ci.remarks == [])
    #expect(terminal.policy.mode == .humanInLoop)
    #expect(ci.policy.mode == .autonomousCI)
    #expect(ci.policy.minConfidence == 0.85)
    #expect(ci.policy.minConfidence >= terminal.policy.minConfidence)
    #expect(ci.policy.minRetryConfidence >= terminal.policy.minRetryConfidence)
    #expect(ProjectSetup.promise(of: "execution: {mode: autonomous}").contains("from 80% on"))
    #expect(ProjectSetup.promise(of: "execution: {mode: observe}") == "heal changes nothing")
  }

  @Test func `the second time changes nothing`() throws {
    folder.make(folder: ".git")
    try perform(setup(true))
    let before = folder.tree
    let again = try setup(true)
    #expect(again.steps.allSatisfy { $0.action == .keep })
    try perform(again)
    #expect(folder.tree == before)
  }

  @Test func `what is there stays as it is`() throws {
    folder.write("execution:\n  mode: autonomous\n", to: "config/execution_mode.yml")
    folder.write("category MINE \"x\"\n", to: "rules/mine.heal")
    folder.write("/target\nlogs", to: ".gitignore")
    try perform(setup())
    #expect(folder.read("config/execution_mode.yml") == "execution:\n  mode: autonomous\n")
    #expect(FileSystem.names(in: folder.path + "/rules") == ["mine.heal"])
    #expect(folder.read(".gitignore") == "/target\nlogs\n.heal/\ndbt_packages/\n")
  }

  @Test func `a file that came in between is not overwritten`() throws {
    let steps = try setup().steps
    folder.write("mine", to: "config/execution_mode.yml")
    let step = try #require(steps.first)
    #expect(throws: RunnerError.self) { try ProjectSetup.perform(step) }
    #expect(folder.read("config/execution_mode.yml") == "mine")
  }

  @Test func `the policy is valid, without a remark`() throws {
    try perform(setup())
    let settings = try Settings.read(project: folder.path)
    #expect(settings.remarks.isEmpty)
    #expect(settings.policy.mode == .humanInLoop)
    #expect(settings.policy.minConfidence == Policy().minConfidence)
    #expect(settings.policy.maxRetries == Policy().maxRetries)
    #expect(settings.notifications == NotificationSettings())
  }

  @Test(arguments: ["shop", "Corner-Shop", "7eleven", "ärger"])
  func `the first rule is right beside the standard rules, whatever the project's name`(
    name: String
  ) throws {
    let library = try StandardSources.all(in: Repository.root + "/rules")
    let source = HealLanguage.Source(name: "own.heal", text: ProjectSetup.firstRule(of: name))
    let compilation = compile(library + [source])
    #expect(
      !compilation.problems.contains { $0.labels.contains { $0.location.source == "own.heal" } })
    let rule = try #require(compilation.rules.rules.first { $0.location.source == "own.heal" })
    #expect(runTests(of: rule, in: compilation.rules).allSatisfy { $0.mismatches.isEmpty })
    #expect(rule.tests.count == 2)
  }

  @Test
  func `a workflow is written where the repository is GitHub's, and runs in the project's folder`()
    throws
  {
    let top = TemporaryFolder()
    top.write("[remote \"origin\"]\n  url = git@github.com:acme/shop.git\n", to: ".git/config")
    top.write("name: shop\n", to: "dbt/dbt_project.yml")
    let setup = ProjectSetup(
      DbtProject.read(directory: top.path + "/dbt"), policy: nil, rule: "", wantsWorkflow: nil)
    let step = try #require(setup.steps.last)
    #expect(step.path == top.path + "/.github/workflows/heal-rules.yml")
    guard case .create(let text) = step.action else {
      Issue.record("\(step)")
      return
    }
    #expect(text.contains("working-directory: dbt\n"))
    #expect(text.contains("\"dbt/rules/**\""))
    #expect(try self.setup(nil).steps.count == 3)
  }
}
