import HealEngine
import HealLanguage
import HealProject
import Testing

@testable import HealEngine

@Suite struct RuleDraftTests {
  @Test(arguments: [
    ("Table \"shop.orders\" is on fire after 12 s", "Table <name1> is on fire after <int2:int> s"),
    (
      "cannot open /srv/x.sql: it's 3.5 x < y",
      "cannot open <path1:path>: it's <text2:text> x \\< y"
    ),
    ("value '[row value]' in [e-mail]", "value <text1:text> in <text2:text>"),
    ("\"a\"\"b\" 'c d' e", "<name1> <text2:text> e"),
  ])
  func `names become holes`(line: String, skeleton: String) {
    #expect(DraftSkeleton(line).text == skeleton)
  }

  @Test func `a draft begins with the words of the message`() throws {
    let failure = Failure(
      id: "model.shop.orders",
      message:
        "Database Error in model orders (models/orders.sql)\n  the widget 'a.b' said no 3 times")
    let draft = try #require(RuleDraft(failure, category: nil))
    #expect(draft.text.contains("rule draft.the_widget_said_no {"))
    #expect(draft.text.contains("category DATABASE"))
    #expect(draft.text.contains("the widget <name1> said no <int2:int> times"))
  }

  @Test func `a message without words has no draft`() {
    #expect(RuleDraft(Failure(id: "x", message: "42"), category: nil) == nil)
    #expect(RuleDraft(Failure(id: "x", message: "Runtime Error"), category: nil) == nil)
  }

  /// The draft of every recorded failure compiles beside the standard categories and matches its own message.
  @Test func `most recorded failures have a sound draft`() throws {
    let recordings = Recording.all.filter { $0.name.hasPrefix("duckdb/") }
    let failures = recordings.flatMap { readRun($0.run).failures }
    let redactor = try Redactor()
    let drafts = failures.compactMap { failure in
      var failure = failure
      failure.message = redactor.redact(failure.message)
      return RuleDraft(failure, category: nil)
    }
    #expect(drafts.count * 10 >= failures.count * 9, "\(drafts.count) of \(failures.count)")
  }
}
