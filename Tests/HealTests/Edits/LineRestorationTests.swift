import HealLanguage
import Testing

@testable import HealEngine

/// One line put back as it was.
@Suite struct LineRestorationTests {
  private func restored(_ line: Int, of earlier: String, in now: String) throws(EditRefusal)
    -> String
  {
    let request = EditRequest.restoreLine(line, of: earlier)
    return apply(try request.edits(in: now, path: "models/a.sql", adapter: nil), to: now)
  }

  @Test func `the line is found though others were put in and taken out above it`() throws {
    let earlier = "-- one\n-- two\nselect\n  email,\n  id\nfrom x\n"
    let now = "-- new\n-- two\n-- three\nselect\n  emial,\n  id\nfrom x\n"
    #expect(
      try restored(5, of: earlier, in: now)
        == "-- new\n-- two\n-- three\nselect\n  email,\n  id\nfrom x\n")
  }

  @Test func `the line keeps the end that it has`() throws {
    #expect(try restored(2, of: "a\né\nc\n", in: "a\r\nx\r\nc") == "a\r\né\r\nc")
    #expect(try restored(2, of: "a\nb", in: "a\nB\n") == "a\nb\n")
  }

  @Test func `of several changed lines one is put back`() throws {
    #expect(try restored(2, of: "a\nb\nc\nd\n", in: "a\nB\nC\nd\n") == "a\nb\nC\nd\n")
  }

  @Test(arguments: [
    (2, "a\nc\n", "a\nb\nc\n"), (2, "a\nb\nb2\nc\n", "a\nB\nc\n"), (9, "a\n", "b\n"),
    (0, "a\n", "b\n"),
  ]) func `nothing is guessed where lines do not align`(line: Int, earlier: String, now: String) {
    #expect(throws: EditRefusal.self) { try restored(line, of: earlier, in: now) }
    #expect(LineRestoration(line, of: earlier).text(in: now) == nil)
  }

  @Test func `a line that is as it was is not edited`() {
    #expect(throws: EditRefusal("line 1 of models/a.sql is as it was")) {
      try restored(1, of: "a\nb\n", in: "a\nc\n")
    }
  }

  @Test func `a rule puts the line back, and its reasons say what it was`() throws {
    let rules = """
      category SYNTAX "SQL is wrong."
      rule sql.slip {
        category SYNTAX
        match 'syntax error'
        let green = last_green_line(node.file, line)
        where changed_since_green(node.file)
        fix "Put line ${line} back: ${green}" {
          edit node.file with restore_line(line)
          confidence 70%
        }
      }
      """
    let compilation = compile([Source(name: "a.heal", text: rules)])
    #expect(compilation.problems.allSatisfy { $0.severity != .error })
    let path = "models/a.sql"
    let evidence = RecordedEvidence([
      .fileText(path): .text("selct 1\n"),
      .function(.committedText, [.text(path)]): .text("select 1\n"),
      .function(.changedSinceGreen, [.text(path)]): .bool(true),
      .function(.lastGreenLine, [.text(path), .int(1)]): .text("select 1"),
    ])
    let failure = Failure(
      id: "a", message: "syntax error", line: 1, node: Node(name: "a", kind: "model", file: path))
    let diagnosis = Diagnostician(compilation.rules).diagnose([failure], evidence: evidence)
    let candidate = try #require(diagnosis.first?.candidates.first)
    #expect(candidate.changes.map { apply($0.edits, to: $0.before) } == ["select 1\n"])
    #expect(
      candidate.reasons == [
        "the text could not be read, and before its last change it could",
        "git or the last green run says: select 1",
      ])
  }
}
