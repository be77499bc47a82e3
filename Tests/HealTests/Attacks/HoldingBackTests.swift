import Testing

@testable import HealProject
@testable import HealRunner

/// Lines of a policy that are to hold heal back, and must not be taken for nothing.
@Suite struct HoldingBackTests {
  private func heal(_ policy: String) async throws -> (result: CommandResult, text: String?) {
    let project = BrokenProject()
    project.folder.write(
      "execution: {mode: autonomous, auto_detect_ci: false}\n\(policy)\n", to: Settings.fileName)
    let result = try await project.heal()
    return (result, project.folder.read(BrokenProject.model))
  }

  @Test(arguments: [
    ("paths: {deny: [models]}", 1), ("propose: {paths: ['*.sql']}", 3),
    ("paths: {deny: ['Models/**']}", 1), ("propose: {rules: [DuckDB.*]}", 3),
    ("propose: {categories: [schema]}", 3), ("paths: {deny: ['{a,b}.sql']}", 2),
    ("paths: {allow: [seeds]}", 1), ("execution: {mode: autonomous}", 2),
  ])
  func `it holds back`(policy: String, exit: Int32) async throws {
    let (result, text) = try await heal(policy)
    #expect(result.exit == .code(exit), "\(result.printed)")
    #expect(text?.contains("ordered_at") == true)
  }

  @Test(arguments: [
    "paths: {allow: [models]}", "paths: {allow: ['*.sql']}", "propose: {rules: [dbt.*]}",
  ])
  func `it lets through`(policy: String) async throws {
    let (result, text) = try await heal(policy)
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(text?.contains("ordered_at") == false)
  }

  @Test(arguments: [
    ("propose: {rules: [nosuch.rule]}", "propose.rules: `nosuch.rule` matches no rule"),
    ("propose: {categories: [SCHEMAS]}", "propose.categories: no rule has the category `SCHEMAS`"),
  ])
  func `a name that no rule has holds everything, and config and doctor say so`(
    policy: String, words: String
  ) async throws {
    let sentence = words + "; until that is mended every fix is proposed"
    let (result, text) = try await heal(policy)
    #expect(result.exit == .code(3), "\(result.printed)")
    #expect(result.printed.contains(sentence), "\(result.printed)")
    #expect(text?.contains("ordered_at") == true)
    let green = BrokenProject()
    green.folder.write("execution: {mode: autonomous}\n\(policy)\n", to: Settings.fileName)
    green.folder.write("select order_date\n", to: BrokenProject.model)
    let run = try await green.heal()
    #expect(run.exit == .code(0), "\(run.printed)")
    #expect(try await green.run(["config"]).printed.contains(sentence))
    #expect(try await green.run(["doctor"]).printed.contains(sentence))
  }
}
