import HealEngine
import HealLanguage
import Testing

@testable import HealProject
@testable import HealRunner

@Suite struct NotesCompanionTests {
  private static let script = """
    fail model.shop.orders models/orders.sql "the widget 'x' said no to jane@example.com"
    exit 1
    """

  private func heal(
    _ dbt: FakeDbt, _ configure: @escaping @Sendable (inout Session) -> Void = { _ in }
  ) async throws -> Outcome {
    let redactor = try Redactor()
    return try await dbt.heal { session in
      session.companions = [NotesCompanion(redact: { redactor.redact($0) })]
      configure(&session)
    }
  }

  @Test func `a failure that no rule knew is noted once, with a draft that can be enabled`()
    async throws
  {
    let dbt = FakeDbt(Self.script)
    dbt.folder.write("", to: ".claude/settings.json")
    #expect(try await heal(dbt).status == .notHealed)
    let notes = try #require(dbt.folder.read(".claude/agent-notes.md"))
    #expect(notes.hasPrefix("## Learnt by heal\n\n<!-- heal: "))
    #expect(!notes.contains("jane@example.com") && notes.contains("[e-mail]"))
    #expect(Notes.read(path: dbt.folder.path + "/.claude/agent-notes.md").ruleSources.isEmpty)
    _ = try await heal(dbt)
    #expect(dbt.folder.read(".claude/agent-notes.md") == notes)

    dbt.folder.write(notes.replacing("```heal-draft", with: "```heal"), to: "enabled.md")
    let categories = Source(name: "c.heal", text: "category INTERNAL \"x\"", layer: .standard)
    let sources = [categories] + Notes.read(path: dbt.folder.path + "/enabled.md").ruleSources
    let compilation = compile(sources)
    #expect(!compilation.hasErrors, "\(compilation.problems.rendered(sources))")
    let message = "Runtime Error in orders\n  the widget 'y' said no to joe@example.org"
    let found = Diagnostician(compilation.rules).diagnose(
      [Failure(id: "x", message: message)], evidence: RecordedEvidence())
    #expect(found[0].findings.count == 1)
  }

  @Test func `a project that was not set up for heal gets no file of its own`() async throws {
    let dbt = FakeDbt(Self.script)
    _ = try await heal(dbt)
    #expect(dbt.folder.read(".claude/agent-notes.md") == nil)
    #expect(dbt.folder.read(".heal/agent-notes.md")?.contains("no rule knew") == true)
  }

  @Test func `people's notes stay, and heal's come below them`() async throws {
    let dbt = FakeDbt(Self.script)
    let own = "# Ours\r\n\r\nWe do it this way.\r\n\r\n## Learnt by heal\r\n\r\n## Later\r\nx"
    dbt.folder.write(own, to: ".claude/agent-notes.md")
    _ = try await heal(dbt)
    let notes = try #require(dbt.folder.read(".claude/agent-notes.md"))
    #expect(
      notes.hasPrefix("# Ours\r\n\r\nWe do it this way.\r\n\r\n## Learnt by heal\r\n\r\n<!--"))
    #expect(notes.hasSuffix("```\r\n\r\n## Later\r\nx"))
  }

  @Test func `nothing is written where there is nothing to say, or where notes are not to be`()
    async throws
  {
    let green = FakeDbt("status model.shop.orders success; results")
    _ = try await heal(green)
    #expect(green.folder.read(".claude/agent-notes.md") == nil)
    let red = FakeDbt(Self.script)
    _ = try await heal(red) { $0.settings.notes.isWritten = false }
    #expect(red.folder.read(".claude/agent-notes.md") == nil)
  }

  @Test func `notes that cannot be written are a remark`() async throws {
    let dbt = FakeDbt(Self.script)
    dbt.folder.write("no folder", to: ".claude")
    let outcome = try await heal(dbt)
    #expect(outcome.remarks.contains { $0.hasPrefix("what this run taught could not be noted") })
  }

  @Test func `below a fence that is never closed nothing is added`() async throws {
    let dbt = FakeDbt(Self.script)
    dbt.folder.write("```\nopen", to: ".claude/agent-notes.md")
    let outcome = try await heal(dbt)
    #expect(dbt.folder.read(".claude/agent-notes.md") == "```\nopen")
    #expect(outcome.remarks.contains { $0.contains("never closed") })
  }

  @Test func `a fix that did not hold and a label that does not exist are noted`() async throws {
    let dbt = FakeDbt(
      """
      fail model.shop.a models/a.sql '"old" not found in models/a.sql; try "new"'
      exit 1
      """)
    dbt.folder.write("select old", to: "models/a.sql")
    _ = try await heal(dbt) {
      $0.companions.insert(LabelLess(), at: 0)
      $0.settings.origins[.notesPath] = .environment("HEAL_NOTES_PATH")
    }
    let notes = try #require(dbt.folder.read(".claude/agent-notes.md"))
    #expect(notes.contains("a fix of `test.rule` for `model.shop.a` did not hold"))
    #expect(notes.contains("- `auto-healing` does not exist"))
    let path = dbt.folder.path + "/.claude/agent-notes.md"
    #expect(Notes.read(path: path).missingLabels == ["auto-healing"])
  }

  @Test func `an ignored failure is not acted on, and the report says so`() async throws {
    let dbt = FakeDbt(
      """
      fail model.shop.a models/a.sql '"old" not found in models/a.sql; try "new"'
      exit 1
      """)
    dbt.folder.write("select old", to: "models/a.sql")
    dbt.folder.write("## Ignored failures\n- `model.shop.a`: known", to: "notes.md")
    let notes = Notes.read(path: dbt.folder.path + "/notes.md", shownAs: "notes.md")
    let outcome = try await heal(dbt) {
      $0.reasonToIgnore = { notes.reasonToIgnore($0, on: "2026-11-23") }
    }
    #expect(outcome.status == .notHealed && outcome.attempts.count == 1 && outcome.putBack.isEmpty)
    #expect(outcome.ignored == ["model.shop.a"])
    #expect(outcome.remarks == ["`model.shop.a` was left alone: notes.md:2 says so: known"])
  }
}

private final class LabelLess: RunCompanion {
  func ended(_ run: RunFacts, _ outcome: inout Outcome) { outcome.missingLabels = ["auto-healing"] }
}
