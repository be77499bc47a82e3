import Testing

@testable import HealProject
@testable import HealRunner

/// The question at a terminal, asked of the program through a pseudo-terminal.
@Suite(.serialized) struct PromptTests {
  private func answer(
    _ answers: String..., project: BrokenProject = BrokenProject(mode: "human-in-loop"),
    options: [String] = []
  ) async throws -> (session: Terminal.Session, project: BrokenProject) {
    let words =
      [RealDbt.heal, "run"] + options + ["--", project.folder.path + "/bin/dbt", "build"]
    return (try await Terminal.run(words, answers: answers, in: project.folder), project)
  }

  private func isHealed(_ project: BrokenProject) -> Bool {
    project.folder.read(BrokenProject.model)?.contains("order_date") == true
  }

  @Test(arguments: ["y\n", "yes\n", "Y\n"])
  func `yes applies the fix`(typed: String) async throws {
    let (session, project) = try await answer(typed)
    #expect(session.exit == .code(0), "\(session.shown)")
    #expect(session.questions == 1, "\(session.shown)")
    #expect(isHealed(project))
  }

  @Test(arguments: ["n\n", "s\n", "q\n", Terminal.controlD])
  func `no, skip, quit and the end of input change nothing`(typed: String) async throws {
    let project = BrokenProject(mode: "human-in-loop")
    let before = project.folder.tree
    let (session, _) = try await answer(typed, project: project)
    #expect(session.exit == .code(1), "\(session.shown)")
    #expect(session.questions == 1, "\(session.shown)")
    #expect(project.folder.tree == before)
  }

  @Test func `what is no answer is asked again`() async throws {
    let (session, project) = try await answer("x\n", "\n", "7y\n", "y\n")
    #expect(session.exit == .code(0), "\(session.shown)")
    for number in 1...3 {
      #expect(session.after(question: number).contains("Please answer y, n, e, s or q."))
    }
    #expect(session.questions == 4, "\(session.shown)")
    #expect(isHealed(project))
  }

  @Test func `explain shows the evidence and asks again`() async throws {
    let (session, project) = try await answer("e\n", "y\n")
    let explained = session.after(question: 1)
    #expect(explained.contains("is called `order_date` right there"), "\(session.shown)")
    #expect(explained.contains("heal explain missing_column.other_name"), "\(session.shown)")
    #expect(session.exit == .code(0), "\(session.shown)")
    #expect(isHealed(project))
  }

  @Test func `the question shows failure, rule, confidence, risk and diff`() async throws {
    let (session, _) = try await answer("q\n")
    let asked = session.shown.split(separator: Terminal.question).first ?? ""
    let expected = [
      "stg_orders", "Referenced column \"ordered_at\"", "missing_column.other_name", "95%", "review",
      "-select cast(ordered_at", "+select cast(order_date",
    ]
    for words in expected { #expect(asked.contains(words), "\(words): \(session.shown)") }
  }

  @Test func `Ctrl-C at the question ends with 130`() async throws {
    let project = BrokenProject(mode: "human-in-loop")
    let before = project.folder.tree
    let (session, _) = try await answer(Terminal.controlC, project: project)
    #expect(session.exit == .code(130), "\(session.shown)")
    #expect(session.shown.contains("INTERRUPTED"), "\(session.shown)")
    #expect(project.folder.tree == before)
  }

  @Test func `several fixes are asked for one after the other`() async throws {
    let project = BrokenProject(mode: "human-in-loop").lackingPackages()
    let (session, _) = try await answer("y\n", "y\n", project: project)
    #expect(session.exit == .code(0), "\(session.shown)")
    #expect(session.questions == 2, "\(session.shown)")
    #expect(project.folder.read("package-lock.yml") != nil)
    #expect(isHealed(project))
  }

  /// What ends the run at the second question, and the exit code.
  private static let endings: [(String, Int32)] = [
    (Terminal.controlC, 130), (Terminal.controlD, 1), ("q\n", 1), ("n\n", 1), ("s\n", 1),
  ]

  @Test(arguments: PromptTests.endings)
  func `what an earlier yes did goes when a later answer ends the run`(
    typed: String, code: Int32
  ) async throws {
    let project = BrokenProject(mode: "human-in-loop").lackingPackages()
    let before = project.folder.tree
    let (session, _) = try await answer("y\n", typed, project: project)
    #expect(session.exit == .code(code), "\(session.shown)")
    #expect(session.questions == 2, "\(session.shown)")
    #expect(project.folder.tree == before)
  }

  @Test func `autonomous asks nobody, at a terminal too`() async throws {
    let (session, project) = try await answer(options: ["--mode", "autonomous"])
    #expect(session.exit == .code(0), "\(session.shown)")
    #expect(session.questions == 0)
    #expect(isHealed(project))
  }

  @Test func `a yes given beforehand asks nobody`() async throws {
    let (session, project) = try await answer(options: ["--yes"])
    #expect(session.exit == .code(0), "\(session.shown)")
    #expect(session.questions == 0)
    #expect(isHealed(project))
  }
}
