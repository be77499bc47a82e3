import HealLanguage
import Testing

@testable import HealEngine

/// What the policy lets heal do by itself.
@Suite struct PlanTests {
  @Test func `autonomous in CI plans as autonomous does`() {
    let fixes = [edit("a.sql", 0.9), edit("b.sql", 0.7)]
    let there = plan(fixes.map(diagnosis), under: Policy(mode: .autonomousCI))
    #expect(there == plan(fixes.map(diagnosis), under: Policy(mode: .autonomous)))
    #expect(there.steps.map(\.candidate.title) == ["a.sql"])
    #expect(there.leftOut.map(\.reason) == [.belowThreshold])
  }

  // MARK: Tiers

  @Test func `a safe fix passes below the threshold only where its tier is auto`() {
    let install = candidate(.run(["dbt", "deps"]), 0.3, .safe)
    #expect(reason(install, autonomous()) == .belowThreshold)
    #expect(reason(install, autonomous { $0.tiers.safe = .auto }) == nil)
    #expect(reason(install, autonomous { $0.tiers.safe = .ask }) == .needsPerson)
    #expect(reason(edit("a.sql", 0.3), autonomous { $0.tiers.safe = .auto }) == .belowThreshold)
  }

  @Test func `a reviewed fix needs a person where its tier is ask`() {
    #expect(reason(edit("a.sql", 1), autonomous()) == nil)
    #expect(reason(edit("a.sql", 1), autonomous { $0.tiers.review = .ask }) == .needsPerson)
  }

  @Test(arguments: Tiers.Safe.allCases, Tiers.Review.allCases)
  func `what may destroy something needs a person whatever the tiers`(
    safe: Tiers.Safe, review: Tiers.Review
  ) {
    let rebuild = candidate(.run(["dbt", "run", "--full-refresh"]), 1, .destructive)
    for mode in [Policy.Mode.autonomous, .autonomousCI] {
      var policy = Policy(mode: mode, minConfidence: 0)
      (policy.tiers.safe, policy.tiers.review) = (safe, review)
      #expect(reason(rebuild, policy) == .needsPerson)
    }
  }

  @Test(arguments: Policy.Mode.allCases)
  func `what may destroy something is not even proposed where its tier is never`(
    mode: Policy.Mode
  ) {
    var policy = Policy(mode: mode)
    policy.tiers.destructive = .never
    let rebuild = candidate(.run(["dbt", "run", "--full-refresh"]), 1, .destructive)
    #expect(
      reason(rebuild, policy)
        == .forbidden("it is destructive, and the policy's tiers.destructive is never"))
  }

  @Test func `waiting needs nobody, and a person decides on the rest`() {
    var policy = Policy(mode: .humanInLoop)
    policy.tiers.safe = .ask
    policy.fixesLeft = 0
    #expect(reason(candidate(.wait(1), 0.9, .safe), policy) == nil)
    #expect(reason(edit("a.sql", 0.1), policy) == nil)
    policy.mode = .autonomous
    #expect(reason(candidate(.wait(1), 0.9, .safe), policy) == nil)
  }

  // MARK: Fences and caps

  @Test(arguments: Policy.Mode.allCases)
  func `a fenced path is forbidden with a sentence`(mode: Policy.Mode) throws {
    var policy = Policy(mode: mode)
    policy.fence.deny = [try #require(Glob("models/finance/**"))]
    policy.fence.allow = [try #require(Glob("models/**"))]
    #expect(
      reason(edit("models/finance/a.sql", 1), policy)
        == .forbidden(
          "it changes `models/finance/a.sql`, which the policy fences off (paths.deny: `models/finance/**`)"
        ))
    #expect(
      reason(edit("macros/a.sql", 1), policy)
        == .forbidden(
          "it changes `macros/a.sql`, which no pattern of the policy's paths.allow covers"))
    #expect(reason(edit("models/a.sql", 1), policy) == nil)
  }

  @Test func `lines that are taken away count as those that are written`() {
    let text = String(repeating: "x\n", count: 10)
    let change = FileChange(path: "a.sql", before: text, edits: [TextEdit(0..<20, "")])
    var policy = autonomous()
    policy.maxLines = 10
    #expect(
      reason(candidate(.change(change), 1, .review), policy)
        == .forbidden("it changes 11 lines; the policy allows 10"))
    policy.maxLines = 11
    #expect(reason(candidate(.change(change), 1, .review), policy) == nil)
    policy.maxFiles = 0
    #expect(
      reason(candidate(.change(change), 1, .review), policy)
        == .forbidden("it changes 1 files; the policy allows 0"))
  }

  // MARK: Budget and track records

  @Test func `beyond the budget a fix needs a person, waiting does not`() {
    let fixes = [edit("a.sql", 0.9), edit("b.sql", 0.9), candidate(.wait(1), 0.9, .safe)]
    let made = plan(fixes.map(diagnosis), under: autonomous { $0.fixesLeft = 1 })
    #expect(made.steps.map(\.candidate.title) == ["a.sql"])
    #expect(made.leftOut.map(\.reason) == [.overBudget, .notAllTransient])
    #expect(made.leftOut[0].reason.awaitsApproval)
    let person = plan(
      fixes.map(diagnosis),
      under: {
        var policy = Policy(mode: .humanInLoop)
        policy.fixesLeft = 1
        return policy
      }())
    #expect(person.steps.count == 3)
  }

  @Test func `one remedy for two failures is one fix of the budget`() {
    let both = [diagnosis(edit("a.sql", 0.9)), diagnosis(edit("a.sql", 0.9))]
    let made = plan(both, under: autonomous { $0.fixesLeft = 1 })
    #expect(made.steps.count == 1)
    #expect(made.unserved == [])
  }

  @Test func `the lower of authored and measured confidence counts`() {
    let record = { (measured: Double) in TrackRecord(measuredConfidence: measured, isDemoted: false)
    }
    let fix = candidate(edit("a.sql", 0.9).actions[0], 0.9, .review)
    #expect(reason(fix, autonomous { $0.trackRecords[Self.name] = record(0.7) }) == .belowThreshold)
    #expect(reason(fix, autonomous { $0.trackRecords[Self.name] = record(0.85) }) == nil)
    #expect(
      reason(
        fix, autonomous { $0.trackRecords[FixName(rule: "r", title: "another")] = record(0.1) })
        == nil)
    let doubtful = autonomous { $0.trackRecords[Self.name] = record(1) }
    #expect(reason(edit("a.sql", 0.5), doubtful) == .belowThreshold)
  }

  @Test func `a demoted fix needs a person`() {
    let policy = autonomous {
      $0.trackRecords[Self.name] = TrackRecord(measuredConfidence: 1, isDemoted: true)
      $0.tiers.safe = .auto
    }
    #expect(reason(candidate(edit("a.sql", 1).actions[0], 1, .review), policy) == .demoted)
    #expect(reason(candidate(edit("a.sql", 1).actions[0], 1, .review, "other"), policy) == nil)
    #expect(reason(candidate(.run(["dbt", "deps"]), 1, .safe), policy) == .demoted)
    #expect(reason(candidate(.wait(1), 1, .safe), policy) == nil)
  }

  @Test func `two fixes are one where the same text comes of them, however they are cut`() {
    let make = { (rule: String, edits: [TextEdit]) in
      Candidate(
        rule: rule, title: rule, confidence: 0.9, risk: .review,
        actions: [.change(FileChange(path: "a.sql", before: "old", edits: edits)), .wait(1)])
    }
    let whole = make("r", [TextEdit(0..<3, "odd")])
    let part = make("s", [TextEdit(1..<2, "d")])
    #expect(whole.key == part.key)
    #expect(whole.key != make("r", [TextEdit(0..<3, "old")]).key)
    let tried = plan([diagnosis(part)], under: autonomous(), tried: [whole.key])
    #expect(tried.steps.isEmpty && tried.leftOut.map(\.reason) == [.tried])
    #expect(plan([diagnosis(whole), diagnosis(part)], under: autonomous()).steps.count == 1)
  }

  // MARK: Closed places and what the policy wants proposed

  @Test func `where dbt connects needs a person, whatever the confidence and the tiers`() {
    var policy = Policy(mode: .autonomous, minConfidence: 0)
    policy.tiers.safe = .auto
    let reason = reason(edit("Profiles.yml", 1), policy)
    #expect(reason == .closed("`Profiles.yml` says where dbt connects or writes"))
    #expect(reason?.awaitsApproval == true)
  }

  @Test(arguments: Policy.Mode.allCases)
  func `heal's own files are not even proposed`(mode: Policy.Mode) {
    for path in ["config/execution_mode.yml", "rules/x.heal", "docs/notes.md", "conf/heal/a.yml"] {
      var policy = Policy(mode: mode)
      policy.fence.closed = ["docs/notes.md": .heal, "Conf/heal": .heal]
      #expect(
        self.reason(edit(path, 1), policy)
          == .forbidden("`\(path)` belongs to heal's own policy, rules and notes"))
    }
  }

  @Test func `the policy can ask to propose by target, path, category and rule`() throws {
    func policy(_ change: (inout ProposeScope) throws -> Void) rethrows -> Policy {
      var policy = Policy(mode: .autonomous)
      policy.target = "prod_eu"
      try change(&policy.propose)
      return policy
    }
    let fix = edit("models/finance/a.sql", 1)
    let glob = { try #require(Glob($0)) }
    let prod = try policy { $0.targets = [try glob("prod*")] }
    #expect(
      reason(fix, prod) == .askedFor("the policy asks to propose fixes for target prod_eu"))
    #expect(reason(candidate(.wait(1), 1, .safe), prod) == nil)
    #expect(reason(fix, try policy { $0.targets = [try glob("dev")] }) == nil)
    var unknown = prod
    unknown.target = nil
    #expect(
      reason(fix, unknown)
        == .askedFor(
          "the policy asks to propose fixes for target prod*, and the target is not known"))
    let finance = try policy { $0.paths = [try glob("models/finance/**")] }
    #expect(
      reason(fix, finance)
        == .askedFor("the policy asks to propose fixes for models/finance/a.sql"))
    #expect(reason(edit("models/a.sql", 1), finance) == nil)
    #expect(
      reason(fix, try policy { $0.rules = [try glob("r*")] })
        == .askedFor("the policy asks to propose fixes of rule r"))
    var known = diagnosis(fix)
    known.findings = [
      .init(rule: "r", category: "DATA_QUALITY", captures: [:], advice: [], offersRetry: false)
    ]
    let quality = policy { $0.categories = ["DATA_QUALITY"] }
    #expect(
      plan([known], under: quality).leftOut.map(\.reason)
        == [.askedFor("the policy asks to propose fixes of category DATA_QUALITY")])
    #expect(plan([diagnosis(fix)], under: quality).leftOut == [])
    #expect(
      try policy {
        $0.categories = ["DATA_QUALTY"]
        $0.rules = [try glob("nothing.*")]
      }.propose.remarks(on: RuleSet()) == [
        "propose.categories: no rule has the category `DATA_QUALTY`; until that is mended every fix is proposed",
        "propose.rules: `nothing.*` matches no rule; until that is mended every fix is proposed",
      ])
    #expect(
      reason(fix, policy { $0.strangers = ["propose.rules: `x` matches no rule"] })
        == .askedFor("propose.rules: `x` matches no rule"))
    let recognised = try policy { $0.rules = [try glob("DUCKDB.*")] }
    known.findings[0].rule = "duckdb.column_not_found"
    #expect(
      plan([known], under: recognised).leftOut.map(\.reason)
        == [.askedFor("the policy asks to propose fixes of rule duckdb.column_not_found")])
    #expect(
      plan([known], under: policy { $0.categories = ["data_quality"] }).steps == [])
    var node = diagnosis(candidate(.run(["dbt", "deps"]), 1, .safe))
    node.failure.node = Node(name: "a", kind: "model", file: "models/finance/a.sql")
    #expect(plan([node], under: finance).steps == [])
  }

  // MARK: Making

  private static let name = FixName(rule: "r", title: "fix")

  private func autonomous(_ change: (inout Policy) -> Void = { _ in }) -> Policy {
    var policy = Policy(mode: .autonomous)
    change(&policy)
    return policy
  }

  private func candidate(
    _ action: Candidate.Action, _ confidence: Double, _ risk: Risk, _ title: String = "fix"
  ) -> Candidate {
    Candidate(rule: "r", title: title, confidence: confidence, risk: risk, actions: [action])
  }

  private func edit(_ path: String, _ confidence: Double) -> Candidate {
    let change = FileChange(path: path, before: "old", edits: [TextEdit(0..<3, "new")])
    return candidate(.change(change), confidence, .review, path)
  }

  private func diagnosis(_ candidate: Candidate) -> Diagnosis {
    Diagnosis(failure: Failure(id: candidate.title, message: "x"), candidates: [candidate])
  }

  /// Why a candidate alone is left out; nil when it is chosen.
  private func reason(_ candidate: Candidate, _ policy: Policy) -> Plan.Reason? {
    plan([diagnosis(candidate)], under: policy).leftOut.first?.reason
  }
}
