import HealEngine
import HealLanguage
import Testing

@testable import HealRunner

@Suite struct NotesTests {
  private let folder = TemporaryFolder()

  private func read(_ text: String) -> Notes {
    folder.write(text, to: "notes.md")
    return Notes.read(path: folder.path + "/notes.md", shownAs: "notes.md")
  }

  @Test func `no file says nothing`() {
    #expect(Notes.read(path: folder.path + "/none.md") == Notes())
  }

  @Test(arguments: ["\n", "\r\n"])
  func `labels and ignored failures are read`(lineEnd: String) throws {
    let text = [
      "# Notes", "- `x` is prose", "## Ignored failures", "Because of the tills:", "",
      "- `test.shop.not_null_orders_id` until 2026-12-31: the tills",
      "* rule `dbt.deps_timeout`: moving", "- cause `0123456789abcdef`", "```", "- nothing", "```",
      "### Labels", "- `auto-healing` does not exist", "## Other", "- `y`",
    ].joined(separator: lineEnd)
    let notes = read(text)
    #expect(notes.remarks.isEmpty, "\(notes.remarks)")
    #expect(notes.missingLabels == ["auto-healing"])
    #expect(
      notes.ignored.map(\.subject) == [
        .node("test.shop.not_null_orders_id"), .rule("dbt.deps_timeout"),
        .cause(try #require(Fingerprint("0123456789abcdef"))),
      ])
    #expect(notes.ignored.map(\.until) == ["2026-12-31", nil, nil])
    #expect(notes.ignored.map(\.reason) == ["the tills", "moving", nil])
    #expect(notes.ignored.map(\.place) == ["notes.md:6", "notes.md:7", "notes.md:8"])
  }

  @Test(arguments: [
    "- test.shop.x", "- `x` until tomorrow", "- `x` until 2026-13-01", "- node `x`", "- `x` reason",
    "- cause `12`", "- ``",
  ])
  func `a line that is not understood is remarked on`(line: String) {
    let notes = read("## Ignored failures\n\(line)")
    #expect(notes.ignored.isEmpty)
    #expect(notes.remarks.count == 1 && notes.remarks[0].hasPrefix("notes.md:2: "))
  }

  @Test func `a label that is not understood is remarked on`() {
    #expect(read("## Labels\n- bug is missing\n").remarks[0].hasPrefix("notes.md:2: "))
  }

  @Test func `an ignored failure is one by node, rule or cause, up to its day`() throws {
    var failure = Failure(id: "test.shop.not_null_orders_id.cf6c17daed", message: "Got 3 results")
    failure.node = Node(name: "not_null_orders_id")
    let diagnosis = Diagnosis(failure: failure)
    for name in ["test.shop.not_null_orders_id", failure.id, "not_null_orders_id"] {
      let notes = read("## Ignored failures\n- `\(name)` until 2026-12-31: why")
      #expect(
        notes.reasonToIgnore(diagnosis, on: "2026-12-31")
          == "notes.md:2 says so until 2026-12-31: why")
      #expect(notes.reasonToIgnore(diagnosis, on: "2027-01-01") == nil)
    }
    let other = read("## Ignored failures\n- `test.shop.not_null_orders`\n- rule `a.b`")
    #expect(other.reasonToIgnore(diagnosis, on: "2026-01-01") == nil)
    let cause = read("## Ignored failures\n- cause `\(Fingerprint(failure))`")
    #expect(cause.reasonToIgnore(diagnosis, on: "2026-01-01") != nil)
  }

  @Test(arguments: ["notes.md", "notes.txt"])
  func `rules in fences are compiled, with the file's own lines`(name: String) throws {
    let text = """
      # Notes

      ```heal
      category SHOP "Our own."
      rule shop.late {
        category SHOP
        match 'the tills are late today'
        advise "Wait"
        test "late" { failure "the tills are late today"; expect match }
      }
      ```

      ```heal-draft
      rule shop.draft { nonsense
      ```

      ~~~heal
      rule shop.wrong {
        category NONE
      }
      ~~~
      """
    folder.write(text, to: name)
    let sources = Notes.read(path: "\(folder.path)/\(name)", shownAs: name).ruleSources
    #expect(sources.map(\.layer) == [.notes])
    let compilation = compile(sources)
    #expect(compilation.rules.rules.map(\.name) == ["shop.late"])
    #expect(compilation.problems.rendered(sources).contains("\(name):19:"))
  }
}
