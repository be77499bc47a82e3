import HealEngine
import HealLanguage
import HealProject
import Platform
import Testing

@testable import HealRunner

/// `explet` and what else grows: bounded, and in proportion.
@Suite struct BoundAttackTests {
  @Test func `explet: sixty lines that double a text are an error at once`() async throws {
    let project = BrokenProject()
    let lets = (1..<60).map { "  let v\($0) = \"${v\($0 - 1)}${v\($0 - 1)}\"\n" }.joined()
    project.folder.write(
      "rule x.exp {\n  category SCHEMA\n  match 'Referenced column \"<a>\" not found'\n"
        + "  let v0 = \"${a}${a}\"\n\(lets)  advise \"${v59}\"\n}\n", to: "rules/x.heal")
    for words in [["lint", "rules"], ["test", "rules"]] {
      let result = try await project.run(words)
      #expect(result.endedByItself && result.exit != .code(0), "\(result.printed)")
      #expect(result.printed.contains("text-too-long"), "\(result.printed)")
    }
  }

  @Test func `also seen: 200,000 fences in the notes stop no run`() async throws {
    let project = BrokenProject()
    project.folder.write(
      String(repeating: "```heal\n```\n", count: 200_000), to: ".claude/agent-notes.md")
    let result = try await project.heal()
    #expect(result.exit == .code(0), "\(result.printed)")
  }

  @Test(arguments: ["```\n", "~~~heal x\n~~~\n", "````heal\n```\n````\n", "```heal\nrule\n"])
  func `fences of every kind are read once each`(fence: String) throws {
    let folder = TemporaryFolder()
    let text = String(repeating: fence, count: 200_001)
    folder.write(text, to: "notes.md")
    let notes = Notes.read(path: folder.path + "/notes.md", shownAs: "notes.md")
    #expect(notes.ruleSources.count == (fence.contains("heal") ? 1 : 0))
    let lines = NotesLine.all(in: text)
    #expect(
      lines.count { $0.range.isEmpty } <= 1 && lines.last?.range.upperBound == text.utf8.count)
  }

  /// The processor's time of one thread, four times the rules: about four times as long, not sixteen.
  @Test func `rules are compiled and linted in proportion to their number`() async throws {
    @Sendable func seconds(_ count: Int) -> Double {
      let text =
        "category SCHEMA \"Columns.\"\n"
        + (0..<count).map { ManyRulesTests.Shape.oneLine.rule($0, of: count) }.joined(
          separator: "\n")
      var (start, end) = (timespec(), timespec())
      unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start)
      _ = lint([Source(name: "big.heal", text: text)])
      unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
      return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) / 1e9
    }
    let (few, many) = try await offPool { (seconds(500), seconds(2_000)) }
    #expect(many < few * 9, "\(few) s for 500 rules, \(many) s for 2,000")
  }
}
