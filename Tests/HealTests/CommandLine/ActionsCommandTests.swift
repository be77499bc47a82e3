import Testing

@testable import HealProject
@testable import HealRunner

/// The program as a step of GitHub Actions runs it.
@Suite struct ActionsCommandTests {
  /// The checkout's root is somewhere above, or, in a container, nowhere.
  @Test func `a project that is not the root of its checkout ends as any other`() async throws {
    let project = BrokenProject()
    let outputs = project.folder.path + "/outputs"
    let result = try await project.run(
      ["run", "--no-issues", "--commit", "none", "--", "bin/dbt", "build"],
      environment: ["GITHUB_ACTIONS": "true", "GITHUB_OUTPUT": outputs])
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(project.folder.read("outputs")?.contains("healed") == true)
    #expect(result.printed.contains("::notice file=\(BrokenProject.model),line=1"), "\(result.printed)")
  }
}
