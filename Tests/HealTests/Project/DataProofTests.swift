import HealEngine
import HealLanguage
import Synchronization
import Testing

@testable import HealProject

/// What the data prove of a renamed column or table and of an edit: by records, a manifest and what the warehouse answers.
@Suite struct DataProofTests {
  private final class Outside: SilentOutside {
    let recorded: [String]
    let standing: [String]
    let answer: @Sendable (ValueTrial) -> ValueAgreement?
    let trials = Mutex<[ValueTrial]>([])

    init(_ recorded: [String], _ standing: [String], _ answer: @escaping @Sendable (ValueTrial) -> ValueAgreement?) {
      (self.recorded, self.standing, self.answer) = (recorded, standing, answer)
    }

    func tables(ofSource source: String) -> [String]? { source == "raw" ? ["orders_v2", "returns"] : nil }
    func recordedTables(ofSource source: String) -> [String]? { source == "raw" ? ["orders", "returns"] : nil }
    func columns(with value: String, in relations: [String]) -> [String]? {
      relations == ["raw.orders"] && value == "$24.90" ? ["amount"] : []
    }
    func recordedColumns(of relation: String) -> [WarehouseColumn]? {
      relation == "raw.orders" ? recorded.map { WarehouseColumn(name: $0, type: "DATE") } : nil
    }
    func columns(of relation: String) -> [WarehouseColumn]? {
      relation == "raw.orders" ? standing.map { WarehouseColumn(name: $0, type: "DATE") } : nil
    }
    func agreement(_ trial: ValueTrial) -> ValueAgreement? {
      trials.withLock { $0.append(trial) }
      return answer(trial)
    }
  }

  private static let same = ValueAgreement.Column(name: "day", counted: 90, equal: 90, distinct: 60, filled: 0)
  private static let other = ValueAgreement.Column(name: "day", counted: 90, equal: 3, distinct: 60, filled: 0)

  private static func model(_ name: String, _ kind: String, _ text: String, reads: String...) -> String {
    """
    "model.shop.\(name)": {"name": "\(name)", "resource_type": "model", "package_name": "shop",
      "original_file_path": "models/\(name).sql", "config": {"materialized": "\(kind)"},
      "raw_code": \(JSON.text(text).rendered()),
      "depends_on": {"nodes": [\(reads.map { "\"\($0)\"" }.joined(separator: ", "))]}}
    """
  }

  private static let texts = [
    "stg_orders": "select id, ordered_at as day, person from {{ source('raw', 'orders') }}",
    "wide": "select * from {{ ref('stg_orders') }}",
    "orders": "select id, day from {{ ref('wide') }}",
    "days": "select day, count(*) as n from {{ ref('stg_orders') }} group by 1",
  ]

  private static var manifest: String {
    """
    {"metadata": {"project_name": "shop", "adapter_type": "duckdb", "invocation_id": "1"}, "nodes": {
    \([
      model("stg_orders", "view", texts["stg_orders"]!, reads: "source.shop.raw.orders"),
      model("wide", "ephemeral", texts["wide"]!, reads: "model.shop.stg_orders"),
      model("orders", "table", texts["orders"]!, reads: "model.shop.wide"),
      model("days", "table", texts["days"]!, reads: "model.shop.stg_orders"),
      """
      "test.shop.unique_orders_id.1": {"name": "unique_orders_id", "attached_node": "model.shop.orders",
        "column_name": "id", "test_metadata": {"name": "unique"}}
      """,
    ].joined(separator: ",\n"))
    }, "sources": {"source.shop.raw.orders": {"name": "orders", "source_name": "raw", "resource_type": "source",
      "package_name": "shop"}}}
    """
  }

  private func ask(
    _ outside: Outside, _ function: Function, _ arguments: Value...
  ) throws -> Value { try evidence(outside).answer(.function(function, arguments)) }

  private func evidence(_ outside: Outside, asked: Question...) throws -> ProjectEvidence {
    let folder = try ProjectFolder(
      Self.texts.reduce(into: [
        "dbt_project.yml": "name: shop\n", "target/manifest.json": Self.manifest,
        "models/_sources.yml": "sources:\n  - name: raw\n    tables:\n      - name: orders\n",
      ]) {
        $0["models/\($1.key).sql"] = $1.value
      })
    defer { withExtendedLifetime(folder) {} }
    let evidence = ProjectEvidence(
      projectDirectory: folder.path, targetDirectory: folder.path + "/target", outside: outside)
    // Read while the folder is there.
    for name in ["placed_on", "entered_on"] {
      _ = evidence.answer(.renameProof("ordered_at", to: name, node: "stg_orders"))
    }
    for question in asked { _ = evidence.answer(question) }
    _ = evidence.answer(.function(.vanishedFrom, [.text("ordered_at"), .text("stg_orders")]))
    _ = evidence.answer(.function(.appeared, [.text("raw.orders")]))
    return evidence
  }

  @Test func `what has gone and what has come is told by the record`() throws {
    let outside = Outside(["id", "ordered_at"], ["id", "placed_on", "entered_on"]) { _ in nil }
    #expect(try ask(outside, .vanishedFrom, .text("ordered_at"), .text("stg_orders")) == .text("raw.orders"))
    #expect(
      try ask(outside, .appeared, .text("raw.orders")) == .list([.text("placed_on"), .text("entered_on")]))
    let unchanged = Outside(["id", "ordered_at"], ["ID", "ORDERED_AT"]) { _ in nil }
    #expect(try ask(unchanged, .vanishedFrom, .text("ordered_at"), .text("stg_orders")) == .unknown)
    #expect(try ask(unchanged, .appeared, .text("raw.orders")) == .list([]))
  }

  @Test func `the column with the values of the old one is found, and the proof has its numbers`() throws {
    let outside = Outside(["id", "ordered_at"], ["id", "placed_on", "entered_on"]) { trial in
      ValueAgreement(table: trial.chain.table, columns: [trial.renames.first?.new == "placed_on" ? Self.same : Self.other])
    }
    let evidence = try evidence(outside)
    #expect(
      evidence.answer(
        .function(
          .sameValues, [.text("ordered_at"), .list([.text("placed_on"), .text("entered_on")]), .text("stg_orders")]))
        == .text("placed_on"))
    #expect(
      evidence.answer(.renameProof("ordered_at", to: "placed_on", node: "stg_orders"))
        == .list([
          .bool(true),
          .text(
            "`placed_on` has come to raw.orders since its columns were recorded, and `ordered_at` is gone: 90 of 90 rows equal in `orders` (`day`)"),
        ]))
    #expect(
      evidence.answer(.renameProof("ordered_at", to: "entered_on", node: "stg_orders"))
        == .list([
          .bool(false),
          .text(
            "`entered_on` has come to raw.orders since its columns were recorded, and `ordered_at` is gone, but only 3 of 90 rows equal in `orders` (`day`)"),
        ]))
  }

  private func isProven(_ outside: Outside) throws -> Bool? {
    guard case .list(let parts) = try evidence(outside).answer(.renameProof("ordered_at", to: "placed_on", node: "stg_orders")),
      case .bool(let isProven) = parts.first
    else { return nil }
    return isProven
  }

  private static func agreement(_ table: String, _ column: ValueAgreement.Column, input: Int) -> ValueAgreement {
    let rows = ValueAgreement.Rows(
      kept: 90, gone: 0, new: 0, newBetween: 0, input: input, variety: 60, keysAreOrdered: true, areFiltered: false)
    var column = column
    (column.variety, column.filledNow, column.shown) = (60, 90, 90)
    return ValueAgreement(table: table, columns: [column], rows: rows)
  }

  @Test func `a table with every row decides, and sums that have grown do not speak against it`() throws {
    let outside = Outside(["id", "ordered_at"], ["id", "placed_on"]) { trial in
      trial.chain.table == "orders"
        ? Self.agreement("orders", Self.same, input: 90) : Self.agreement("days", Self.other, input: 900)
    }
    #expect(try isProven(outside) == true)
  }

  @Test func `of tables that keep a part each, none may disagree`() throws {
    let outside = Outside(["id", "ordered_at"], ["id", "placed_on"]) { trial in
      Self.agreement(trial.chain.table, trial.chain.table == "orders" ? Self.same : Self.other, input: 900)
    }
    #expect(try isProven(outside) == false)
  }

  @Test func `of tables that keep a part each, all must have been asked`() throws {
    let some = Outside(["id", "ordered_at"], ["id", "placed_on"]) { trial in
      trial.chain.table == "orders" ? Self.agreement("orders", Self.same, input: 900) : nil
    }
    #expect(try isProven(some) == false)
    let all = Outside(["id", "ordered_at"], ["id", "placed_on"]) {
      Self.agreement($0.chain.table, Self.same, input: 900)
    }
    #expect(try isProven(all) == true)
  }

  @Test func `a name for what is kept aside proves nothing`() throws {
    let outside = Outside(["id", "ordered_at"], ["id", "ordered_at_old"]) {
      ValueAgreement(table: $0.chain.table, columns: [Self.same])
    }
    let evidence = try evidence(
      outside, asked: .renameProof("ordered_at", to: "ordered_at_old", node: "stg_orders"))
    #expect(
      evidence.answer(.renameProof("ordered_at", to: "ordered_at_old", node: "stg_orders"))
        == .list([.bool(false), .text("`ordered_at_old` is by its name a copy that is kept aside")]))
  }

  @Test(arguments: [
    ("orders_backup_20261129", true), ("orders_old", true), ("tmp_orders", true), ("orders_2025", true),
    ("orders_v2", false), ("all_orders", false), ("older_orders", false), ("orders_80", false),
  ])
  func `what is kept aside is told by its name`(_ name: String, _ isSpare: Bool) { #expect(name.isSpareName == isSpare) }

  @Test func `two columns with the same values prove nothing`() throws {
    let outside = Outside(["id", "ordered_at"], ["id", "placed_on", "entered_on"]) {
      ValueAgreement(table: $0.chain.table, columns: [Self.same])
    }
    let answer = try ask(
      outside, .sameValues, .text("ordered_at"), .list([.text("placed_on"), .text("entered_on")]),
      .text("stg_orders"))
    #expect(answer == .unknown)
  }

  @Test func `a table with a unique column is asked first, with all that lies between`() throws {
    let outside = Outside(["id", "ordered_at"], ["id", "placed_on"]) { _ in nil }
    _ = try evidence(outside)
    let trials = outside.trials.withLock(\.self)
    #expect(trials.map(\.chain.table) == ["orders", "days"])
    #expect(trials.first?.chain.keys == ["id"])
    #expect(trials.first?.chain.relation == "source('raw', 'orders')")
    #expect(trials.first?.chain.models.map(\.call) == ["ref('stg_orders')", "ref('wide')", "ref('orders')"])
    #expect(trials.first?.change == .rename(.init(old: "ordered_at", new: "placed_on"), others: []))
  }

  @Test func `a second column that is gone is looked for too, if something reads it`() throws {
    let outside = Outside(["id", "ordered_at", "person", "note"], ["id", "placed_on", "buyer"]) { trial in
      let isRight = trial.renames.contains(.init(old: "person", new: "buyer"))
      return isRight && trial.renames.first?.new == "placed_on"
        ? ValueAgreement(table: trial.chain.table, columns: [Self.same])
        : ValueAgreement(table: trial.chain.table, columns: [Self.other])
    }
    let answer = try ask(
      outside, .sameValues, .text("ordered_at"), .list([.text("placed_on"), .text("buyer")]), .text("stg_orders"))
    #expect(answer == .text("placed_on"))
    let renames = outside.trials.withLock { $0.first?.renames }
    #expect(renames == [.init(old: "ordered_at", new: "placed_on"), .init(old: "person", new: "buyer")])
  }

  @Test func `an edit is proven by what a table kept, and only the columns around it are held against it`() throws {
    let text = "select id, strptime(ordered_at, '%d.%m.%Y') as day, person from {{ source('raw', 'orders') }}"
    let outside = Outside(["id", "ordered_at"], ["id", "ordered_at"]) {
      ValueAgreement(table: $0.chain.table, columns: [Self.same])
    }
    let question = Question.editProof(path: "models/stg_orders.sql", text: text, names: ["ordered_at", "strptime"])
    let answer = try evidence(outside, asked: question).answer(question)
    #expect(
      answer
        == .list([
          .bool(true), .text("with it today's data are yesterday's: 90 of 90 rows equal in `orders` (`day`)"),
        ]))
    let trials = outside.trials.withLock(\.self)
    let trial = try #require(trials.first)
    #expect(trial.change == .reread(column: "ordered_at"))
    #expect(trial.chain.models.first?.text == text)
    #expect(trial.chain.models.last?.text == Self.texts["orders"])
  }

  @Test(arguments: ["models/other.sql", "macros/as_date.sql"])
  func `of a file that holds no model the data say nothing`(path: String) throws {
    let outside = Outside(["id"], ["id"]) { ValueAgreement(table: $0.chain.table, columns: [Self.same]) }
    let question = Question.editProof(path: path, text: "select 1", names: ["id"])
    #expect(try evidence(outside, asked: question).answer(question) == .unknown)
  }

  @Test func `a table that came when another went is read in its place`() throws {
    let outside = Outside([], []) { trial in
      trial.change == .replace(table: "orders_v2") ? ValueAgreement(table: trial.chain.table, columns: [Self.same]) : nil
    }
    let beside = Question.function(.appearedBeside, [.text("raw.orders")])
    let rows = Question.function(
      .sameRows, [.text("raw.orders"), .list([.text("orders_v2")]), .text("stg_orders")])
    let evidence = try evidence(outside, asked: beside, rows)
    #expect(evidence.answer(beside) == .list([.text("orders_v2")]))
    #expect(evidence.answer(rows) == .text("orders_v2"))
  }

  @Test func `the column that has a value is looked for behind the views`() throws {
    let asked = Question.function(.columnWith, [.text("$24.90"), .text("orders")])
    let outside = Outside([], []) { _ in nil }
    #expect(try evidence(outside, asked: asked).answer(asked) == .text("amount"))
  }
}

extension ValueTrial {
  /// The one that is asked about comes first; none where no column was renamed.
  fileprivate var renames: [Rename] {
    guard case .rename(let asked, let others) = change else { return [] }
    return [asked] + others
  }
}
