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
    ("the orders of 2026-11-23 at 12:30:01", "the orders of <date:text> at <text2:text>"),
    ("job 1a2b-3c4d is well-known", "job <text1:text> is well-known"),
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

  @Test func `names of the project become holes that say what they are`() {
    var known = KnownNames()
    known.add("stg_orders", "model")
    known.add("order_id", "column")
    known.add("orders", "model")
    let skeleton = DraftSkeleton(
      "column order_id of stg_orders and \"orders\" has orders", known: known)
    #expect(skeleton.text == "column <column> of <model> and <model3> has orders")
    #expect(skeleton.holes.map(\.value) == ["order_id", "stg_orders", "orders"])
  }

  @Test func `what differs in failures that are alike becomes a hole`() throws {
    var material = DraftMaterial()
    material.others = [
      Failure(id: "y", message: "Runtime Error\n  the till north has sent nothing since Monday"),
      Failure(id: "z", message: "Runtime Error\n  something else altogether"),
    ]
    let failure = Failure(
      id: "x", message: "Runtime Error\n  the till south has sent nothing since Friday")
    let draft = try #require(RuleDraft(failure, material))
    #expect(draft.text.contains("the till <name1> has sent nothing since <name2>"), "\(draft.text)")
  }

  @Test func `the near miss is a test that says something`() throws {
    let failure = Failure(id: "x", message: "the widget 'a.b' said no three times")
    let draft = try #require(RuleDraft(failure, category: "INTERNAL"))
    let text = "category INTERNAL \"x\"\n" + draft.text
    let compilation = compile([HealLanguage.Source(name: "d.heal", text: text)])
    let rule = try #require(compilation.rules.rules.first)
    #expect(rule.tests.count == 2)
    let miss = try #require(rule.tests.last)
    #expect(miss.expectations.map(\.kind) == [.noMatch])
    let literals = try #require(rule.matches.first?.alternatives.first?.requiredText.anyOf)
    let said = LiteralText(Array(miss.failure.utf8)).bytes[...]
    #expect(literals.contains { said.contains(text: String(decoding: $0.bytes, as: UTF8.self)) })
  }

  @Test func `a near miss that was seen is taken before one that is made up`() throws {
    var material = DraftMaterial()
    material.others = [Failure(id: "y", message: "the widget said no three times")]
    let failure = Failure(id: "x", message: "the widget 'a.b' said no three times")
    let draft = try #require(RuleDraft(failure, material))
    #expect(draft.text.contains("a near miss that was seen"), "\(draft.text)")
  }

  @Test func `a name near to one of the project gets a fix far below any threshold`() throws {
    var material = DraftMaterial()
    material.evidence = RecordedEvidence([
      .models: .list([.text("stg_orders"), .text("stg_items")])
    ])
    material.known = KnownNames(Failure(id: "x", message: ""), evidence: material.evidence)
    let failure = Failure(
      id: "x",
      message:
        "Compilation Error in model a (models/a.sql)\n  our check: 'stg_order' is no model of ours",
      node: Node(name: "a", file: "models/a.sql"))
    let draft = try #require(RuleDraft(failure, material))
    #expect(draft.text.contains("closest(name1, project.models)"), "\(draft.text)")
    #expect(draft.text.contains("confidence 10%"))
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

  // MARK: Beside the standard rules

  /// What a draft is worth is that it stands beside all other rules and is the one that speaks.
  @Test func `a draft for a known failure overrides the rule that knows it`() throws {
    let library = try StandardSources.all(in: Repository.root + "/rules")
    var material = DraftMaterial()
    material.rules = compile(library).rules
    material.library = library
    material.name = "shop.orders_late"
    let failure = Failure(
      id: "x",
      message: """
        Compilation Error in model stg_orders (models/staging/stg_orders.sql)
          The orders of 2026-11-23 have not been delivered yet

          > in macro orders_of_the_day (macros/check.sql)
        """)
    let draft = try #require(RuleDraft(failure, material))
    let source = HealLanguage.Source(name: "own.heal", text: draft.text)
    let compilation = compile(library + [source])
    #expect(compilation.problems.allSatisfy { $0.severity != .error })
    let finding = Diagnostician(compilation.rules).diagnose(
      [failure], evidence: RecordedEvidence())[0].findings.first
    #expect(finding?.rule == "shop.orders_late")
  }

  @Test func `a name that is taken gets a number`() throws {
    let library = [
      HealLanguage.Source(
        name: "a.heal",
        text: "category INTERNAL \"x\"\nrule a.b { category INTERNAL; match 'what else' }\n")
    ]
    var material = DraftMaterial()
    (material.library, material.rules, material.name) = (library, compile(library).rules, "a.b")
    let draft = try #require(RuleDraft(Failure(id: "x", message: "the widget said no"), material))
    #expect(draft.name == "a.b_2")
  }

  /// Each example is guessed by those of all other rules; without any knowledge one in fifteen would be right.
  @Test func `the category of most examples is that of their nearest neighbour`() throws {
    let rules = compile(try StandardSources.all(in: Repository.root + "/rules")).rules
    var (right, all) = (0, 0)
    let knowledge = CategoryGuess(rules)
    for rule in rules.rules {
      guard let test = rule.tests.first(where: \.expectsMatch) else { continue }
      let guess = knowledge.guess(test.asFailure(of: rule), excluding: rule.name)
      guard let guess else { continue }
      all += 1
      if guess.category == rule.category { right += 1 }
    }
    #expect(all > 240)
    #expect(right * 2 > all, "\(right) of \(all)")
  }
}
