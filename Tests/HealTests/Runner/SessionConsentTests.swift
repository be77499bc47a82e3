import HealEngine
import HealProject
import Synchronization
import Testing

@testable import HealRunner

/// Who decides, and what happens where nobody can.
struct SessionConsentTests {
  private func shop() -> FakeDbt {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      for name in emial mail; do
        if mentions "select {{ $name }}" models/a.sql; then
          fail model.a models/a.sql "\\"$name\\" not found in models/a.sql; try \\"mail\\" \\"email\\""; exit 1
        fi
      done
      status model.a success
      """)
    dbt.folder.write("select {{ emial }}\n", to: "models/a.sql")
    return dbt
  }

  @Test func `where nobody can be asked, a proposal is saved and waits`() async throws {
    let dbt = shop()
    let before = dbt.folder.tree
    let outcome = try await dbt.heal(policy: Policy())
    #expect(outcome.status == .waiting)
    #expect(outcome.exitCode == 3)
    #expect(dbt.folder.tree == before)
    #expect(dbt.calls == ["build"])
    let path = try #require(outcome.proposal)
    let saved = try #require(FileSystem.read(path))
    #expect(String(decoding: saved, as: UTF8.self).contains("Read mail for emial"))
  }

  @Test func `no to one fix brings the next, and yes applies it`() async throws {
    let dbt = shop()
    let person = Person([.no, .yes])
    let outcome = try await dbt.heal(policy: Policy()) { $0.approver = person }
    #expect(outcome.status == .healed)
    #expect(person.asked == ["Read mail for emial", "Read email for emial"])
    #expect(
      outcome.refused.contains { $0.title == "Read mail for emial" && $0.reason == "declined" })
    #expect(dbt.folder.read("models/a.sql") == "select {{ email }}\n")
  }

  @Test func `nobody is asked twice about the same fix`() async throws {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      bad=0
      for name in a b; do
        if mentions emial models/$name.sql; then
          fail model.$name models/$name.sql "\\"emial\\" not found in models/$name.sql; try \\"x\\" \\"email\\""
          bad=1
        else status model.$name success; fi
      done
      exit $bad
      """)
    dbt.folder.write("select {{ emial }} a\n", to: "models/a.sql")
    dbt.folder.write("select {{ emial }} b\n", to: "models/b.sql")
    let person = Person([.yes, .no, .yes])
    let outcome = try await dbt.heal(policy: Policy()) { $0.approver = person }
    #expect(outcome.status == .healed)
    #expect(person.asked.count == 3)
    #expect(dbt.folder.read("models/a.sql") == "select {{ x }} a\n")
    #expect(dbt.folder.read("models/b.sql") == "select {{ email }} b\n")
    #expect(outcome.attempts.count == 2)
  }

  @Test(arguments: [Answer.skip, .quit])
  func `skip and quit end the run with the tree as it was`(answer: Answer) async throws {
    let dbt = shop()
    let before = dbt.folder.tree
    let person = Person([answer])
    let outcome = try await dbt.heal(policy: Policy()) { $0.approver = person }
    #expect(outcome.status == .notHealed)
    #expect(person.asked.count == 1)
    #expect(dbt.folder.tree == before)
    #expect(dbt.calls == ["build"])
  }

  @Test func `a yes given beforehand covers edits, never what may destroy`() async throws {
    let dbt = shop()
    let outcome = try await dbt.heal(policy: Policy()) { $0.approvesReview = true }
    #expect(outcome.status == .healed)

    let dangerous = FakeDbt("fail model.a models/a.sql 'drop me'; exit 1")
    let refused = try await dangerous.heal(policy: Policy()) { $0.approvesReview = true }
    #expect(refused.status == .waiting)
    #expect(dangerous.calls == ["build"])
    let autonomous = try await dangerous.heal()
    #expect(autonomous.proposal != nil)
    #expect(autonomous.status == .waiting)
    #expect(autonomous.refused.map(\.reason) == ["it needs a person"])
    #expect(dangerous.calls == ["build", "build"])
  }

  @Test func `a file that changes while a person thinks is not written to`() async throws {
    let dbt = shop()
    let person = Person([.yes, .quit]) {
      dbt.folder.write("select {{ emial }}, mine\n", to: "models/a.sql")
    }
    let outcome = try await dbt.heal(policy: Policy()) { $0.approver = person }
    #expect(outcome.status == .notHealed)
    #expect(dbt.folder.read("models/a.sql") == "select {{ emial }}, mine\n")
    #expect(outcome.refused.contains { $0.reason.contains("has changed since") })
    #expect(dbt.calls == ["build"])
  }

  @Test func `a dry run shows the plan and does nothing`() async throws {
    let dbt = shop()
    let before = dbt.folder.tree
    let outcome = try await dbt.heal { $0.isDryRun = true }
    #expect(outcome.status == .notHealed)
    #expect(dbt.folder.tree == before)
    #expect(dbt.calls == ["build"])
    let planned = dbt.events.compactMap {
      if case .planned(let proposals) = $0 { proposals.map(\.candidate.title) } else { nil }
    }
    #expect(planned == [["Read mail for emial"]])
  }

  @Test func `a project that another run holds is not touched`() async throws {
    let dbt = shop()
    let lock = try RunLock(
      HealFolder(project: dbt.folder.path), owner: "someone", timeout: 0,
      interruption: Interruption())
    defer { lock.release() }
    await #expect(throws: RunnerError.locked(by: "someone", waited: 0)) {
      try await dbt.heal { $0.lockTimeout = 0 }
    }
    #expect(dbt.calls.isEmpty)
  }

  @Test func `what a killed run left is put back before the next begins`() async throws {
    let dbt = FakeDbt("mentions emial models/a.sql && status model.a success")
    dbt.folder.write("select {{ emial }}\n", to: "models/a.sql")
    let tree = ProjectTree(root: dbt.folder.path)
    let journal = try Journal(beginning: RunID(at: .now), command: ["dbt"], tree: tree)
    let old = try #require(try tree.state(of: "models/a.sql"))
    try journal.change(
      "models/a.sql", from: old, to: FileState(bytes: Array("select half\n".utf8), mode: old.mode))
    let outcome = try await dbt.heal()
    #expect(outcome.status == .green)
    #expect(dbt.folder.read("models/a.sql") == "select {{ emial }}\n")
    #expect(dbt.events.contains { if case .recovered = $0 { true } else { false } })
  }

  @Test func `a dbt that is not there is an error that says so`() async throws {
    let dbt = shop()
    FileSystem.remove(dbt.dbt)
    await #expect(throws: RunnerError.commandNotFound(dbt.dbt)) { try await dbt.heal() }
  }

  @Test func `without backups a healed run cannot be undone`() async throws {
    let dbt = shop()
    let policy = Policy(mode: .autonomous, createBackups: false)
    #expect(try await dbt.heal(policy: policy).status == .healed)
    let tree = ProjectTree(root: dbt.folder.path)
    #expect(throws: RunnerError.self) { try undo(nil, in: tree) }
    #expect(dbt.folder.read("models/a.sql") == "select {{ email }}\n")
  }
}

/// Gives prepared answers, one a question.
private final class Person: Approver, Sendable {
  private let state: Mutex<(answers: [Answer], asked: [String])>
  private let whileThinking: @Sendable () -> Void

  init(_ answers: [Answer], whileThinking: @escaping @Sendable () -> Void = {}) {
    state = Mutex((answers, []))
    self.whileThinking = whileThinking
  }

  var asked: [String] { state.withLock(\.asked) }

  func decide(_ proposal: Proposal) -> Answer {
    whileThinking()
    return state.withLock { state in
      state.asked.append(proposal.candidate.title)
      return state.answers.isEmpty ? .quit : state.answers.removeFirst()
    }
  }
}
