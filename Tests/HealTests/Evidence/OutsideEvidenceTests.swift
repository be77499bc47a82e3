import HealEngine
import HealLanguage
import HealProject
import Testing

@testable import HealRunner

/// The functions of the language over what lies beyond the project's files.
@Suite struct OutsideEvidenceTests {
  private struct Outside: SilentOutside {
    func committedText(_ path: String) -> String? {
      path == "models/a.sql" ? "select\n  email\nfrom x\n" : nil
    }
    func hasChangedSinceGreen(_ path: String) -> Bool? { path == "models/a.sql" ? true : nil }
    func greenColumns(of relation: String) -> [String]? { relation == "a" ? ["email"] : nil }
    func columns(of relation: String) -> [WarehouseColumn]? {
      ["x", "raw.y"].contains(relation) ? [.init(name: "email", type: "VARCHAR")] : nil
    }
    func values(of column: String, in relation: String) -> [String]? {
      column == "email" ? ["a@b.example"] : nil
    }
    func rows(_ query: String) -> [String]? { query == "select 1" ? ["1"] : nil }
  }

  private func evidence(_ outside: some OutsideEvidence) throws -> (ProjectEvidence, ProjectFolder)
  {
    let folder = try ProjectFolder([
      "dbt_project.yml": "name: shop\n",
      "models/a.sql": "select\n  emial\nfrom {{ ref('x') }} join {{ source('raw', 'y') }}\n",
      "models/x.sql": "select 1 as email\n", "models/z.sql": "select 1 as id\n",
      "models/s.yml": "models:\n  - name: z\n    columns: [{name: id}]\n",
    ])
    return (
      ProjectEvidence(
        projectDirectory: folder.path, targetDirectory: folder.path + "/target", outside: outside),
      folder
    )
  }

  @Test func `each function is answered`() throws {
    let (evidence, folder) = try evidence(Outside())
    defer { withExtendedLifetime(folder) {} }
    let ask = { (function: Function, arguments: Value...) in
      evidence.answer(.function(function, arguments))
    }
    let path = Value.text("models/a.sql")
    #expect(ask(.committedText, path) == .text("select\n  email\nfrom x\n"))
    #expect(ask(.changedSinceGreen, path) == .bool(true))
    #expect(ask(.lastGreenColumns, .text("a")) == .list([.text("email")]))
    #expect(ask(.lastGreenLine, path, .int(2)) == .text("  email"))
    #expect(ask(.lastGreenLine, path, .int(1)) == .text("select"))
    #expect(ask(.lastGreenLine, path, .int(20)) == .unknown)
    #expect(ask(.values, .text("a"), .text("email")) == .list([.text("a@b.example")]))
    #expect(ask(.rows, .text("select 1")) == .list([.text("1")]))
    #expect(ask(.columns, .text("x")) == .list([.text("email")]), "YAML names none of it")
    #expect(ask(.columns, .text("z")) == .list([.text("id")]), "YAML goes first")
    #expect(ask(.upstreamColumns, .text("a")) == .list([.text("email")]))
  }

  @Test func `what nobody knows is unknown`() throws {
    let (evidence, folder) = try evidence(NothingOutside())
    defer { withExtendedLifetime(folder) {} }
    for function in [
      Function.committedText, .changedSinceGreen, .lastGreenColumns, .rows, .columns,
    ] {
      #expect(evidence.answer(.function(function, [.text("models/a.sql")])) == .unknown)
    }
    #expect(
      evidence.answer(.function(.lastGreenLine, [.text("models/a.sql"), .int(1)])) == .unknown)
  }

  @Test func `without a record a model's standing table is what was green`() {
    let folder = TemporaryFolder()
    let warehouse = Warehouse(folder: folder.path + "/probe", target: folder.path) { _, _ in
      Array(
        """
        heal-probe:{"all": true, "rows": [], "relations": [
        {"id": "model.shop.a", "name": "a", "names": ["a"], "columns": [["old", "INTEGER"]], "counts": []},
        {"id": "model.shop.b", "name": "b", "names": ["b"], "columns": [["now", "INTEGER"]], "counts": []},
        {"id": "source.shop.raw.y", "name": "raw.y", "names": ["raw.y"], "columns": [["now", "INTEGER"]], "counts": []}]}
        """.utf8)
    }
    var record = GreenRecord()
    record.add(
      WarehouseRelation(id: "model.shop.b", name: "b", columns: [.init(name: "then", type: "")]),
      time: "")
    let git = GitHistory(project: folder.path, greenCommit: nil) { nil }
    let evidence = RunEvidence(git: git, record: record, warehouse: warehouse)
    #expect(evidence.greenColumns(of: "a") == ["old"])
    #expect(evidence.greenColumns(of: "b") == ["then"])
    #expect(evidence.greenColumns(of: "raw.y") == nil, "a source may have changed since")
    #expect(evidence.columns(of: "raw.y")?.map(\.name) == ["now"])
  }
}
