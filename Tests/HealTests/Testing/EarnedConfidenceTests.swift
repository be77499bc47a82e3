import HealLanguage
import Testing

@testable import HealEngine

/// What a rule's own tests must show before a fix of it is applied without a person.
@Suite struct EarnedConfidenceTests {
  private static let hit = """
    test "hit" {
      failure "no column emial in models/a.sql"
      file "models/a.sql" "select emial"
      expect fix 90% "Read email for emial"
      expect file "models/a.sql" "select email"
    }
    """
  private static let miss = """
    test "miss" {
      failure "no column emial near models/a.sql"
      expect no match
    }
    """

  private func gap(_ tests: String...) -> String? {
    gap(
      """
      fix "Read email for ${name}" {
        edit file with replace(name, with: "email")
        confidence 90%
      }
      """, tests)
  }

  private func gap(_ fix: String, _ tests: [String]) -> String? {
    let text = """
      category SCHEMA "x"
      rule shop.column {
        category SCHEMA
        match 'no column <name> in <file:path>'
        \(fix)
        \(tests.joined(separator: "\n"))
      }
      """
    let compilation = compile([Source(name: "shop.heal", text: text, layer: .project)])
    let errors = compilation.problems.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors.map(\.title))")
    return Diagnostician(compilation.rules).earned.gap(of: 0, in: "shop.column")
  }

  @Test func `a hit, a near miss and the file afterwards`() {
    #expect(gap(Self.hit, Self.miss) == nil)
  }

  @Test func `without a test`() {
    #expect(gap() == "no passing test of rule shop.column shows this fix")
  }

  @Test func `without the file afterwards`() {
    let hit = Self.hit.replacing("expect file \"models/a.sql\" \"select email\"", with: "")
    #expect(
      gap(hit, Self.miss) == "the tests of rule shop.column do not show the file after this fix")
  }

  @Test func `without a near miss, or with one that is not near`() {
    let sentence = "the tests of rule shop.column show no near miss"
    #expect(gap(Self.hit) == sentence)
    let far = "test \"far\" {\n failure \"out of memory\"\n expect no match\n}"
    #expect(gap(Self.hit, far) == sentence)
  }

  @Test func `a test that fails, or is known to, shows nothing`() {
    let wrong = Self.hit.replacing("\"select email\"", with: "\"select mail\"")
    #expect(gap(wrong, Self.miss) == "no passing test of rule shop.column shows this fix")
    let todo = wrong.replacing("test \"hit\" {", with: "test \"hit\" {\n todo \"later\"")
    #expect(gap(todo, Self.miss) == "no passing test of rule shop.column shows this fix")
  }

  @Test func `what a command runs with must be shown`() {
    let fix = """
      fix "Seed it again" {
        run dbt seed --select ${name}
        confidence 90%
      }
      """
    let hit = """
      test "hit" {
        failure "no column emial in models/a.sql"
        expect fix "Seed it again"
      }
      """
    #expect(
      gap(fix, [hit, Self.miss])
        == "the tests of rule shop.column do not show what name is in the command of this fix")
    let pinned = hit.replacing("expect fix", with: "expect capture name \"emial\"\n expect fix")
    #expect(gap(fix, [pinned, Self.miss]) == nil)
    let titled = fix.replacing("Seed it", with: "Seed ${name}")
    #expect(gap(titled, [hit.replacing("Seed it", with: "Seed emial"), Self.miss]) == nil)
  }

  @Test func `waiting needs a hit and a near miss`() {
    let fix = "fix \"Try again\" {\n retry after 5s\n confidence 90%\n}"
    let hit = "test \"hit\" {\n failure \"no column a in b.sql\"\n expect match\n}"
    #expect(gap(fix, [hit, Self.miss]) == nil)
    #expect(gap(fix, [hit]) == "the tests of rule shop.column show no near miss")
  }

  @Test func `a plan proposes what is not earned`() throws {
    let change = FileChange(path: "a.sql", before: "old", edits: [TextEdit(0..<3, "new")])
    let candidate = Candidate(
      rule: "r", title: "t", confidence: 0.9, risk: .review, actions: [.change(change)])
    let diagnosis = Diagnosis(failure: Failure(id: "f", message: "x"), candidates: [candidate])
    let made = plan([diagnosis], under: Policy(mode: .autonomous), gap: { _ in "no test" })
    #expect(made.steps == [])
    #expect(made.leftOut.map(\.reason) == [.unearned("no test")])
    #expect(made.leftOut[0].reason.awaitsApproval)
    let asking = plan([diagnosis], under: Policy(mode: .humanInLoop), gap: { _ in "no test" })
    #expect(asking.steps.count == 1)
  }
}
