import HealEngine
import HealLanguage

/// Makes a YAML file for an operation, with a place for it to change, and the request to change it.
struct SchemaCases {
  var writer: SchemaWriter
  let operation: OperationName
  private var pairs: [(String, SchemaTree)] = []

  /// All operations that edit YAML, but the one that searches for a mend, which takes long.
  static let operations: [OperationName] = [
    .append, .correctKey, .correctTest, .correctValue, .deleteMatch, .insertAfter, .insertBefore,
    .move, .remove, .renameMacro, .renameRef, .renameSource, .replace, .replaceMatch, .restoreCommitted,
    .restoreLine, .set,
  ]

  init(_ operation: OperationName, seed: UInt64) {
    self.operation = operation
    writer = SchemaWriter(seed: seed)
  }

  private static let anchor = "&usual"
  /// Whether it is a `dbt_project.yml`.
  private var isProject = false

  mutating func make() -> EditCase {
    let fitting: [OperationName] = [
      .correctKey, .correctValue, .renameMacro, .replace, .insertAfter,
    ]
    isProject = fitting.contains(operation) && writer.random.isOne(in: 3)
    var made = MadeCase(.mendLayout, [])
    let lines = { (writer: inout SchemaWriter, tree: [(String, SchemaTree)]) -> [String] in
      let head = writer.random.one(of: [[], [], ["---"], [writer.comment()], ["# no note", "---"]])
      writer.write(tree)
      return head + writer.lines + writer.random.one(of: [[], [], ["..."], ["", "# end"]])
    }
    switch operation {
    case .set: made = setting(lines)
    case .append, .move, .remove:
      made = MadeCase(placed(), lines(&writer, file(key: "materialized")))
    case .correctKey:
      let old = writer.random.one(of: ["materialised", "descripton"])
      let new = old == "descripton" ? "description" : "materialized"
      made = MadeCase(
        .correctKey(old, to: new), lines(&writer, file(key: old)),
        inverse: old == "descripton" ? nil : .correctKey(new, to: old))
    case .correctTest:
      made = MadeCase(
        .correctTest("not_nul", to: "not_null"), lines(&writer, file(test: "not_nul")),
        inverse: .correctTest("not_null", to: "not_nul"))
    case .correctValue:
      made = MadeCase(
        .correctValue(of: "materialized", "tabel", to: "table"),
        lines(&writer, file(key: "materialized")),
        inverse: .correctValue(of: "materialized", "table", to: "tabel"))
    case .renameRef:
      made = MadeCase(
        .renameRef("stg_ordrs", to: "stg_orders"),
        lines(&writer, file(call: "ref(\(quoted("stg_ordrs")))")),
        inverse: .renameRef("stg_orders", to: "stg_ordrs"))
    case .renameSource:
      let call = "source( \(quoted("shop")),\(quoted("ordrs")))"
      made = MadeCase(operation, "shop.ordrs", "shop.orders", lines(&writer, file(call: call)))
    case .renameMacro:
      made = MadeCase(
        operation, "shop.ordrs", "orders", lines(&writer, file(call: "shop.ordrs('x', 1)")))
    default:
      let wanted = writer.random.one(of: ["größe wanted", "wanted_name"])
      made = TextCases(operation: operation).make(
        lines(&writer, file(remark: wanted)), wanted, &writer.random)
    }
    return finished(made)
  }

  private mutating func finished(_ made: MadeCase) -> EditCase {
    let style = FileStyle(&writer.random)
    var lines = made.lines
    // A second document and a tab in the margin are no YAML for dbt: what needs YAML must refuse.
    if made.committed == nil, writer.random.isOne(in: 40) { lines += ["---", "a: 1"] }
    if made.committed == nil, writer.random.isOne(in: 40) {
      lines.insert("\t", at: lines.count / 2)
    }
    var test = EditCase(made.request, style.text(lines))
    test.path = isProject ? "dbt_project.yml" : "models/schema.yml"
    test.inverse = made.inverse
    guard let committed = made.committed else { return test }
    let line = zip(committed, lines).prefix { $0 == $1 }.count + 1
    let (earlier, now) = (style.text(committed), test.text)
    let isLine = operation == .restoreLine
    test.expected = earlier
    test.request =
      isLine ? .restoreLine(line, of: earlier) : .correction(.restoreCommitted, ["", earlier])
    test.inverse = isLine ? .restoreLine(line, of: now) : .correction(.restoreCommitted, ["", now])
    return test
  }

  private mutating func quoted(_ name: String) -> String {
    writer.random.one(of: ["'\(name)'", "\"\(name)\""])
  }

  /// A value that is there, or is not, or is two steps away.
  private mutating func setting(
    _ lines: (inout SchemaWriter, [(String, SchemaTree)]) -> [String]
  ) -> MadeCase {
    let path = writer.random.one(of: [
      "version", "models[orders].config.materialized", "models[orders].config.alias",
      "models[orders].meta.owner.name", "models[orders].description", "models[orders].access",
      "models[orders].columns[status].description", "models[orders].columns[status].quote",
      "sources[shop].tables[raw].identifier", "sources[shop].schema", "sources[shop].loader",
      "unit_tests[adds_up].model", "unit_tests[adds_up].overrides.vars.now",
      "models[orders].config",
    ])
    return MadeCase(.set(path, to: value()), lines(&writer, file(key: "materialized")))
  }

  private mutating func value() -> String {
    writer.random.one(of: [
      "table", "a: b", "it's", "1", "true", "x # y", "ein Wörtchen", "say \"hi\"", "- a", "{{ x }}",
      "c:\\d", "", " a ", "[x]", "both ' and \"", "@x", "a.b-c/d", "\t", ";", "a\nb", "\u{7}",
      "tab\tin \"it's\"", "ends:", "null", "\u{85}x\\",
    ])
  }

  /// A node to take away, to put elsewhere or to make longer: at the start, in the middle and at the end of what holds
  /// it, the only one there, or none.
  private mutating func placed() -> EditRequest {
    let orders = "models[orders]"
    switch operation {
    case .append:
      let path = writer.random.one(of: [
        "\(orders).config.tags", "\(orders).tags", "\(orders).columns[status].data_tests", "\(orders).config.meta.owners",
        "\(orders).columns[customer_id].tests", "\(orders).columns", "sources[shop].tags", "unit_tests[adds_up].given",
        "unit_tests[adds_up].given[0].rows", "tags", "models", "\(orders).description",
      ])
      return .append(path, value())
    case .remove:
      return .remove(
        writer.random.one(of: [
          "version", "sources", "\(orders).name", "\(orders).config", "\(orders).description", "\(orders).config.tags",
          "\(orders).config.tags[daily]", "\(orders).config.tags[1]", "\(orders).columns[status]",
          "\(orders).columns[status].description", "\(orders).columns[customer_id].tests[accepted_values]",
          "\(orders).columns[status].data_tests[unique]", "\(orders).columns[customer_id].name",
          "sources[shop].tables[raw].identifier", "sources[shop].tables[raw].name", "sources[shop].tables[raw]",
          "unit_tests[adds_up].given[0].rows", "unit_tests[adds_up].given[0].rows[0].id", "unit_tests[adds_up]",
          "\(orders).columns[customer_id].tests", "\(orders).access",
        ]))
    default:
      let (path, target) = writer.random.one(of: [
        ("\(orders).config.tags", orders), ("\(orders).description", "\(orders).config"),
        ("\(orders).description", "\(orders).meta"), ("\(orders).config.materialized", "\(orders).meta.kept"),
        ("\(orders).columns[status].description", "\(orders).columns[status].config.meta"),
        ("\(orders).columns[customer_id].tests", "\(orders).config"), ("\(orders).name", "\(orders).config"),
        ("\(orders).config", ""), ("\(orders).config.schema", "sources[shop].tables[raw]"),
        ("sources[shop].schema", "sources[shop].config"), ("sources[shop].name", "sources[shop].meta"),
        ("sources[shop].tables[raw].identifier", "sources[shop].tables[raw].config"), ("sources", "unit_tests[adds_up]"),
        ("unit_tests[adds_up].model", "unit_tests[adds_up].overrides.vars"), ("version", "\(orders).config"),
        ("unit_tests[adds_up].given[0].rows", "unit_tests[adds_up]"), ("unit_tests", "sources[shop].meta"),
      ])
      return .move(path, under: target)
    }
  }

  // MARK: The file

  /// What dbt's own documentation shows, with one thing in it for an edit to find.
  private mutating func file(
    key: String = "materialized", test: String = "not_null", call: String = "ref('stg_x')",
    remark: String = "how far it got"
  ) -> [(String, SchemaTree)] {
    guard !isProject else { return project(key, call, remark) }
    let isAnchored = writer.random.isOne(in: 3)
    var column: [(String, SchemaTree)] = [
      ("name", .text("status")), ("description", .text(remark)),
      ("data_tests", .list([.text("unique"), .text(test)])),
    ]
    if isAnchored { column[2].1 = .written("\(Self.anchor) [unique, \(test)]") }
    var more: [(String, SchemaTree)] = [
      ("name", .text("customer_id")),
      (
        "tests",
        .list([
          .text(test),
          .map([("accepted_values", .map([("values", .list([.text("a"), .text("it's")]))]))]),
        ])
      ),
    ]
    if isAnchored { more[1].1 = .written("*usual") }
    if key == "descripton" { more.append((key, .text("tabel"))) }
    var config: [(String, SchemaTree)] = [
      ("tags", .list([.text("daily"), .text("tabel")])), ("schema", .text("materialised")),
    ]
    if key != "descripton" { config.insert((key, .text("tabel")), at: writer.random.number(0...2)) }
    var model: [(String, SchemaTree)] = [
      ("name", .text("orders")), ("config", .map(config)),
      ("columns", .list([.map(column), .map(more)])),
    ]
    if writer.random.isOne(in: 2) {
      model.insert(
        ("description", .lines(["All orders, \"as\" they're:", "", "- not_nul", "# no comment"])),
        at: 1)
    }
    let shop: [(String, SchemaTree)] = [
      ("name", .text("shop")), ("schema", .text("raw data")),
      ("tables", .list([.map([("name", .text("raw")), ("identifier", .text("größe_1"))])])),
    ]
    let called: SchemaTree = .written(operation == .renameMacro ? "\"{{ \(call) }}\"" : call)
    let unit: [(String, SchemaTree)] = [
      ("name", .text("adds_up")), ("model", .text("orders")),
      ("given", .list([.map([("input", called), ("rows", .list([.map([("id", .text("1"))])]))])])),
    ]
    var pairs: [(String, SchemaTree)] = [
      ("models", .list([.map(model)])), ("sources", .list([.map(shop)])),
      ("unit_tests", .list([.map(unit)])),
    ]
    pairs.insert(("version", .written("2")), at: writer.random.one(of: [0, 0, 0, 2]))
    return pairs
  }

  private mutating func project(_ key: String, _ call: String, _ remark: String)
    -> [(String, SchemaTree)]
  {
    let plus = operation == .correctKey ? "" : writer.random.one(of: ["+", ""])
    let staging: [(String, SchemaTree)] = [
      (plus + key, .text("tabel")), ("+tags", .list([.text("tabel")])), ("+schema", .text(key)),
    ]
    let hook: SchemaTree = .list([.text("grant select on x to y"), .written("\"{{ \(call) }}\"")])
    return [
      ("name", .text("shop")), ("version", .text("1.0")), ("model-paths", .list([.text("models")])),
      (
        "models", .map([("shop", .map([("staging", .map(staging)), ("+enabled", .text("true"))]))])
      ),
      ("vars", .map([("remark", .text(remark)), ("start", .text("2024-01-01"))])),
      ("on-run-end", hook),
    ]
  }
}
