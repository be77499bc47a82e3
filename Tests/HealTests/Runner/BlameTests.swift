import HealEngine
import HealLanguage
import HealProject
import Testing

@testable import HealRunner

/// Which fix answers for what.
@Suite struct BlameTests {
  // MARK: Names

  private func written(_ text: String, _ edits: [TextEdit]) -> WrittenNames {
    WrittenNames([FileChange(path: "a.sql", before: text, edits: edits)])
  }

  @Test func `a name is one only as a whole`() {
    let names = written("x", [TextEdit(0..<1, "seconds_between(t_1, \"Order Id\") as b.Total")])
    #expect(names.contains("seconds_between") && names.contains("SECONDS_BETWEEN"))
    #expect(names.contains("total") && names.contains("o.total") && names.contains("Order Id"))
    for other in ["t", "between", "seconds", "t_", "Order Date", "", "."] {
      #expect(!names.contains(other), "\(other)")
    }
  }

  @Test func `what stood there before was not written`() {
    #expect(!written("o.id", [TextEdit(0..<4, "o.name")]).contains("o"))
    let insertion = written("select id from o", [TextEdit(9..<9, ", t.name")])
    #expect(insertion.names == ["t", "name"])
  }

  @Test func `an edit inside a name writes the name`() {
    #expect(written("custmer_id", [TextEdit(4..<4, "o")]).names == ["customer_id"])
    let two = written("custmer_idd, x", [TextEdit(4..<4, "o"), TextEdit(10..<11, "")])
    #expect(two.names == ["customer_id"])
    #expect(written("a_b c", [TextEdit(1..<4, "")]).names == ["ac"])
  }

  @Test func `a qualifier counts where the fix brought it in`() {
    let known = written("select id, o.x from o", [TextEdit(7..<9, "o.id")])
    #expect(!known.contains("o.emial"))
    #expect(written("select id", [TextEdit(7..<9, "p.id")]).contains("p.emial"))
  }

  @Test(arguments: [
    ("Referenced column \"emial\" not found in FROM clause!", "emial"),
    ("Table \"o\" does not have a column named \"emial\"", "emial"),
    ("Model 'model.shop.a' (models/a.sql) depends on a node named 'b' which was not found", "b"),
    ("relation \"raw\".\"orders\" does not exist", "raw.orders"),
    ("column \"x\" of relation \"y\" does not exist", "x"),
    ("it doesn't know 'x'", "x"), ("column o.emial does not exist", "o.emial"),
    ("Unrecognized name: emial at [3:4]", "emial"),
    ("Catalog Error: Table with name raw_orderz does not exist!", "raw_orderz"),
    ("Division by zero", nil), ("\"a\" is ambiguous", "a"),
  ]) func `the subject is the name that is wrong`(message: String, subject: String?) {
    let failure = Failure(
      id: "model.shop.a", message: message, node: Node(name: "a", uniqueID: "model.shop.a"))
    #expect(FailureSignature(failure).subject == subject)
  }

  // MARK: Lineage

  private static let manifest = """
    {"metadata": {"invocation_id": "x"}, "nodes": {
      "model.shop.a": {"name": "a", "original_file_path": "models/a.sql", "depends_on": {"nodes": [], "macros": ["macro.shop.m"]}},
      "model.shop.b": {"name": "b", "original_file_path": "models/b.sql", "patch_path": "shop://models/b.yml", "depends_on": {"nodes": ["source.shop.raw.x"]}},
      "model.shop.c": {"name": "c", "original_file_path": "models/c.sql", "config": {"materialized": "incremental"}, "depends_on": {"nodes": ["model.shop.b"]}},
      "test.shop.t": {"name": "t", "resource_type": "test", "original_file_path": "models/b.yml", "attached_node": "model.shop.b", "depends_on": {"nodes": ["model.shop.b"]}},
      "model.shop.d": {"name": "d", "original_file_path": "models/d.sql", "depends_on": {"nodes": []}}},
     "sources": {"source.shop.raw.x": {"original_file_path": "models/raw.yml"}},
     "macros": {"macro.shop.m": {"original_file_path": "macros/m.sql", "depends_on": {"macros": ["macro.shop.n"]}},
       "macro.shop.n": {"original_file_path": "macros/n.sql"}}}
    """

  @Test func `a change reaches what reads it, however far down`() throws {
    let lineage = try #require(ProjectLineage(Array(Self.manifest.utf8)))
    let models = { (files: [String]) in
      lineage.reached(from: files)?.filter { $0.hasPrefix("model.") }.map { $0.suffix(1) }.sorted()
    }
    #expect(models(["models/d.sql"]) == ["d"])
    #expect(models(["models/b.sql"]) == ["b", "c"])
    #expect(models(["models/b.yml"]) == ["b", "c"])
    #expect(models(["models/raw.yml"]) == ["b", "c"])
    #expect(models(["macros/n.sql"]) == ["a"])
    #expect(models(["models/d.sql", "macros/m.sql"]) == ["a", "d"])
    #expect(models(["dbt_project.yml"]) == nil)
    #expect(models([]) == [])
    #expect(lineage.materialized("model.shop.c") == "incremental")
    #expect(ProjectLineage([]) == nil)
  }

  // MARK: Sessions

  /// Models `a` and `b` with typos; what more is wrong comes in as shell text.
  private func shop(_ more: String) -> FakeDbt {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      count runs
      bad=0
      status model.shop.c success; status model.shop.d success
      if mentions emial models/a.sql; then
        fail model.shop.a models/a.sql '"emial" not found in models/a.sql; try "email"'; bad=1
      else status model.shop.a success; fi
      if mentions nmae models/b.sql; then
        fail model.shop.b models/b.sql '"nmae" not found in models/b.sql; try "worse" "name"'; bad=1
      else status model.shop.b success; fi
      \(more)
      exit $bad
      """)
    dbt.folder.write("select emial from x\n", to: "models/a.sql")
    dbt.folder.write("select nmae from x\n", to: "models/b.sql")
    dbt.folder.write("select bad from x\n", to: "models/d.sql")
    dbt.folder.write(Self.manifest, to: "target/manifest.json")
    return dbt
  }

  @Test func `a part of a written name condemns nothing`() async throws {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      if mentions emial models/a.sql; then
        fail model.a models/a.sql '"emial" not found in models/a.sql; try "seconds_between"'; exit 1
      fi
      if mentions '^between' models/a.sql; then
        fail model.a models/a.sql '"between" not found in models/a.sql; try "amid"'; exit 1
      fi
      status model.a success
      """)
    dbt.folder.write("between emial\n", to: "models/a.sql")
    let outcome = try await dbt.heal()
    #expect(outcome.status == .healed)
    #expect(outcome.putBack.isEmpty)
    #expect(dbt.folder.read("models/a.sql") == "amid seconds_between\n")
  }

  @Test func `only the fix whose readers break is reverted`() async throws {
    let dbt = shop(
      "if mentions worse models/b.sql; then fail model.shop.c models/c.sql 'c is upset'; bad=1; fi")
    let outcome = try await dbt.heal()
    #expect(outcome.status == .healed)
    #expect(outcome.putBack.map(\.fix.title) == ["Read worse for nmae"])
    #expect(outcome.putBack.map(\.isWithdrawn) == [false])
    #expect(outcome.fixes.first { $0.title == "Read email for emial" }?.attempt == 2)
  }

  @Test func `what breaks beside a fix is healed beside it`() async throws {
    let dbt = shop(
      """
      if [ $n -gt 1 ] && mentions bad models/d.sql; then
        fail model.shop.d models/d.sql '"bad" not found in models/d.sql; try "good"'; bad=1
      fi
      """)
    let outcome = try await dbt.heal()
    #expect(outcome.status == .healed)
    #expect(outcome.putBack.isEmpty)
    #expect(outcome.fixes.count == 3)
  }

  @Test func `what a fix cannot have broken is not held against it`() async throws {
    let dbt = shop(
      "if [ $n -gt 1 ]; then fail model.shop.d models/d.sql 'no space left'; bad=1; fi")
    let before = dbt.folder.tree
    let outcome = try await dbt.heal()
    #expect(outcome.status == .notHealed)
    #expect(outcome.putBack.count == 2)
    #expect(outcome.putBack.map(\.isWithdrawn) == [true, true])
    #expect(dbt.folder.tree == before)
  }

  @Test func `only the fix that dbt stops at is reverted`() async throws {
    let dbt = shop(
      """
      if mentions worse models/b.sql; then
        broken "Model 'model.shop.b' (models/b.sql) depends on a node named 'worse' which was not found"
        exit 2
      fi
      """)
    let outcome = try await dbt.heal()
    #expect(outcome.status == .healed)
    #expect(outcome.putBack.map(\.fix.title) == ["Read worse for nmae"])
  }

  @Test func `an objection reverts the fix that it is about`() async throws {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      manifest() { echo "{\\"metadata\\": {\\"invocation_id\\": \\"x\\"}, \\"nodes\\": {$1}}" > target/manifest.json; }
      manifest '"test.shop.t": {"resource_type": "test", "original_file_path": "models/b.yml"}'
      bad=0
      if mentions emial models/a.sql; then
        fail model.shop.a models/a.sql '"emial" not found in models/a.sql; try "email"'; bad=1
      else status model.shop.a success; fi
      if mentions nmae models/b.yml; then
        fail model.shop.b models/b.yml '"nmae" not found in models/b.yml; try "worse" "name"'; bad=1
      else status model.shop.b success; fi
      mentions worse models/b.yml && manifest ''
      exit $bad
      """)
    dbt.folder.write("select emial from x\n", to: "models/a.sql")
    dbt.folder.write("nmae: 1\n", to: "models/b.yml")
    let outcome = try await dbt.heal()
    #expect(outcome.status == .healed)
    #expect(outcome.putBack.map(\.reason) == ["the test `test.shop.t` is gone"])
    #expect(outcome.putBack.map(\.isWithdrawn) == [false])
    #expect(outcome.fixes.first { $0.title == "Read email for emial" }?.attempt == 2)
  }

  @Test func `an objection that is about no fix counts against none`() async throws {
    let dbt = FakeDbt(
      """
      if mentions emial models/a.sql; then
        fail model.shop.a models/a.sql '"emial" not found in models/a.sql; try "email"'; exit 1
      fi
      nothing
      """)
    dbt.folder.write("select emial from x\n", to: "models/a.sql")
    let outcome = try await dbt.heal()
    #expect(outcome.status == .notHealed)
    #expect(outcome.putBack.map(\.reason) == ["dbt ended well but ran nothing"])
    #expect(outcome.putBack.map(\.isWithdrawn) == [true])
  }

  // MARK: Once

  @Test func `a patch is not tried again under another rule's name`() async throws {
    let text = "select emial from x\n"
    let dbt = FakeDbt(
      """
      fail model.shop.a models/a.sql 'the column is wrong'; exit 1
      """)
    dbt.folder.write(text, to: "models/a.sql")
    let cuts = [
      [TextEdit(7..<12, "mail")], [TextEdit(7..<8, ""), TextEdit(9..<11, "ai")],
      [TextEdit(0..<20, "select mail from x\n")],
    ]
    let outcome = try await dbt.heal { session in
      session.diagnose = { failures in
        failures.map { failure in
          var diagnosis = Diagnosis(failure: failure)
          diagnosis.candidates = cuts.enumerated().map { index, edits in
            Candidate(
              rule: "rule.number\(index)", title: "t", confidence: 0.95, risk: .review,
              actions: [.change(FileChange(path: "models/a.sql", before: text, edits: edits))])
          }
          return diagnosis
        }
      }
    }
    #expect(outcome.status == .notHealed)
    #expect(outcome.putBack.map(\.fix.rule) == ["rule.number0"])
    #expect(outcome.attempts.count == 2)
  }

  // MARK: Undo

  @Test func `undoing tells what still holds what the fix built`() async throws {
    let dbt = shop("")
    #expect(try await dbt.heal("build", "--target", "dev").status == .healed)
    let built = try #require(try undo(nil, in: ProjectTree(root: dbt.folder.path)).built)
    #expect(built.names == ["a", "b", "c"])
    #expect(built.incremental == ["c"])
    #expect(
      built.command == [dbt.dbt, "build", "--target", "dev", "--select", "a", "b", "c"])
  }
}
