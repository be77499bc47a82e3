import HealEngine
import HealLanguage
import HealProject

/// One question to the warehouse, or many at once, in dbt's own words: Jinja that `dbt compile --inline` works
/// out. It only reads.
struct Probe: Hashable, Sendable {
  /// What it asks for.
  enum Question: Hashable, Sendable {
    /// Columns and types of these relations, by name in lower case; of a small project all relations. Views of
    /// broken nodes are left out: one that cannot be read would spoil the answer.
    case relations([String], broken: [String])
    /// The same of just these, whatever they are.
    case just([String])
    /// The same of just these, with the number of their rows and of the nulls in each column.
    case counts([String])
    /// The distinct values of a column.
    case values(relation: String, column: String)
    /// Which columns of these relations, by name in lower case, have a text in one of their rows.
    case holders(of: String, relations: [String])
    /// The rows of a select.
    case rows(String)
    /// How the values agree that a table kept with those that a change would give.
    case agreement(ValueTrial)
  }

  var question: Question

  /// A project with more nodes is asked only for the relations at hand.
  private static let smallProject = 200
  /// Of values and rows.
  static let most = 100

  /// nil for a name or a query that may not be asked for.
  init?(_ question: Question) {
    let isPlain = { (name: String) in
      !name.isEmpty
        && name.unicodeScalars.allSatisfy { scalar in
          scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || "_.-$ ".unicodeScalars.contains(scalar)
        }
    }
    switch question {
    case .relations(let names, _), .just(let names), .counts(let names):
      guard !names.isEmpty, names.allSatisfy(isPlain) else { return nil }
    case .holders(let value, let names):
      // What stands in a literal of any engine as it is.
      guard !names.isEmpty, names.allSatisfy(isPlain), !value.isEmpty, value.count <= 100,
        value.unicodeScalars.allSatisfy({ scalar in
          scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || "$€£¥ .,:/+-%_()".unicodeScalars.contains(scalar)
        })
      else { return nil }
    case .values(let relation, let column):
      guard isPlain(relation), isPlain(column) else { return nil }
    case .rows(let query):
      let words = query.lowercased().split { !$0.isLetter && $0 != "_" }
      guard words.first == "select" || words.first == "with", !query.contains(";") else {
        return nil
      }
    case .agreement: break
    }
    self.question = question
  }

  /// What `--inline` is given.
  var inline: String {
    if case .agreement(let trial) = question { return ValueProbe(trial: trial).inline }
    let (wanted, isNarrow) = wanted
    let limit = isNarrow ? 0 : Self.smallProject
    return """
      {%- if execute -%}{%- set found = [] -%}{%- set rows = [] -%}
      {%- set wanted = \(JSON.list(wanted.map(JSON.text)).rendered()) -%}
      {%- set broken = \(JSON.list(broken.map(JSON.text)).rendered()) -%}
      {%- set nodes = (graph.nodes.values() | list) + (graph.sources.values() | list) -%}
      {%- set takes_all = nodes | length <= \(limit) -%}
      {%- for node in nodes if node.resource_type in ("model", "seed", "snapshot", "source") -%}
      {%- set is_source = node.resource_type == "source" -%}
      {%- set table = node.identifier if is_source else (node.alias or node.name) -%}
      {%- set name = (node.source_name ~ "." ~ node.name) if is_source else node.name -%}
      {%- set names = [name | lower, table | lower, (node.schema ~ "." ~ table) | lower] -%}
      {%- if takes_all or names[0] in wanted or names[1] in wanted or names[2] in wanted -%}
      {%- set relation = adapter.get_relation(node.database, node.schema, table) -%}
      {%- if relation is not none and not (names[0] in broken and relation.is_view) -%}
      {%- set columns = adapter.get_columns_in_relation(relation) -%}
      {%- set types = [] -%}
      {%- for column in columns -%}{%- do types.append([column.name, column.data_type]) -%}{%- endfor -%}
      {%- set counts = [] -%}
      \(work)
      {%- do found.append({"id": node.unique_id, "names": names, "name": name, "columns": types, "counts": counts}) -%}
      {%- endif -%}{%- endif -%}{%- endfor -%}
      {%- set tables = {} -%}
      \(isNarrow ? "" : Self.tables)
      \(query)
      {%- do print("\(Self.mark)" ~ tojson({"all": takes_all, "relations": found, "rows": rows, "tables": tables})) -%}
      {%- endif -%}
      select 1 as heal_probe
      """
  }

  /// What stands in the schemas of sources beside the tables that the project reads. Only of the target's database, and on
  /// engines that have the views of the SQL standard.
  private static let tables = """
    {%- set engines = ["athena", "bigquery", "databricks", "duckdb", "fabric", "mysql", "postgres", "redshift", "snowflake",
    "sqlserver", "trino"] -%}
    {%- for node in graph.sources.values() if target.type in engines and node.source_name not in tables
    and node.database | lower == target.database | lower -%}
    {%- set view = "information_schema.tables" if target.type != "bigquery" else
    api.Relation.create(database=node.database, schema=node.schema, identifier="heal").information_schema("TABLES") -%}
    {%- set listed = run_query("\(Self.tag) select table_name from " ~ view ~ " where lower(table_schema) = lower('" ~ node.schema ~ "')") -%}
    {%- do tables.update({node.source_name: listed.columns[0].values() | map("lower") | list}) -%}
    {%- endfor -%}
    """

  /// Stands before each query of heal's own: whoever looks at the warehouse's history sees whose it is.
  static let tag = "/* asked by heal */"

  /// Stands before the answer in what dbt prints.
  static let mark = "heal-probe:"

  private var wanted: ([String], isNarrow: Bool) {
    switch question {
    case .relations(let names, _): (names, false)
    case .just(let names), .counts(let names), .holders(_, let names): (names, true)
    case .values(let relation, _): ([relation.lowercased()], true)
    case .rows, .agreement: ([], true)
    }
  }

  private var broken: [String] {
    if case .relations(_, let broken) = question { broken } else { [] }
  }

  /// What is done with each relation.
  private var work: String {
    switch question {
    case .counts:
      """
      {%- set items = ["count(*)"] -%}
      {%- for column in columns -%}{%- do items.append("count(" ~ column.quoted ~ ")") -%}{%- endfor -%}
      {%- set table = run_query("\(Self.tag) select " ~ (items | join(", ")) ~ " from " ~ relation) -%}
      {%- for value in table.rows[0].values() -%}{%- do counts.append(value | int) -%}{%- endfor -%}
      """
    case .values(_, let column):
      """
      {%- for column in columns if column.name | lower == \(JSON.text(column.lowercased()).rendered()) -%}
      {%- set table = run_query("\(Self.tag) select distinct " ~ column.quoted ~ " from " ~ relation ~ " where "
      ~ column.quoted ~ " is not null order by 1 limit \(Self.most + 1)") -%}
      {%- for row in table.rows -%}{%- do rows.append([row[0] | string]) -%}{%- endfor -%}
      {%- do counts.append(1) -%}
      {%- endfor -%}
      """
    case .holders(let value, _):
      """
      {%- set texts = [] -%}{%- set items = [] -%}
      {%- for column in columns if modules.re.search("char|text|string|clob", column.data_type | lower) -%}
      {%- do texts.append(column.name) -%}
      {%- do items.append("sum(case when " ~ column.quoted ~ " = '\(value)' then 1 else 0 end)") -%}{%- endfor -%}
      {%- if items -%}
      {%- set table = run_query("\(Self.tag) select " ~ (items | join(", ")) ~ " from " ~ relation) -%}
      {%- for value in table.rows[0].values() -%}
      {%- if value -%}{%- do rows.append([texts[loop.index0]]) -%}{%- endif -%}{%- endfor -%}
      {%- endif -%}
      """
    case .relations, .just, .rows, .agreement: ""
    }
  }

  private var query: String {
    guard case .rows(let query) = question else { return "" }
    let wrapped = "\(Self.tag) select * from (\n\(query)\n) as heal_rows limit \(Self.most)"
    return """
      {%- set table = run_query(\(JSON.text(wrapped).rendered())) -%}
      {%- for row in table.rows -%}{%- set texts = [] -%}
      {%- for value in row.values() -%}{%- do texts.append("" if value is none else value | string) -%}{%- endfor -%}
      {%- do rows.append(texts) -%}{%- endfor -%}
      """
  }
}

/// What a probe found out.
struct ProbeAnswer: Hashable, Sendable {
  /// Whether all relations of the project are in it.
  var isComplete = false
  var relations: [WarehouseRelation] = []
  /// Texts by row and column.
  var rows: [[String]] = []
  /// The tables and views in the schemas of sources, by the source's name; in lower case.
  var tables: [String: [String]] = [:]

  /// - Parameter output: what dbt printed; nil where no answer is in it.
  init?(_ output: [UInt8]) {
    guard let mark = output[...].firstRange(of: Probe.mark) else { return nil }
    var reader = JSONReader(output[mark.upperBound...])
    guard let answer = reader.readValue(), answer.object != nil else { return nil }
    isComplete = answer["all"] == .bool(true)
    relations = (answer["relations"]?.array ?? []).compactMap(WarehouseRelation.init)
    tables = (answer["tables"]?.object ?? [:]).mapValues { ($0.array ?? []).compactMap(\.string).sorted() }
    rows = (answer["rows"]?.array ?? []).map { ($0.array ?? []).compactMap(\.string) }
  }
}

/// A relation of a node as the warehouse has it.
struct WarehouseRelation: Hashable, Sendable {
  /// The node's unique id.
  var id: String
  /// The name of a model, seed or snapshot, or `source.table`.
  var name: String
  /// All that it is called, in lower case: by dbt, in the warehouse, and there with its schema.
  var names: Set<String>
  var columns: [WarehouseColumn]
  /// nil unless they were counted.
  var rows: Int?
  /// How many nulls each column has, in the order of the columns; empty unless they were counted.
  var nulls: [Int] = []

  init?(_ value: JSONValue) {
    guard let id = value["id"]?.string, let name = value["name"]?.string,
      let columns = value["columns"]?.array
    else { return nil }
    self.id = id
    self.name = name
    names = Set((value["names"]?.array ?? []).compactMap(\.string) + [name.lowercased()])
    self.columns = columns.compactMap { pair in
      guard let pair = pair.array, pair.count == 2, let name = pair[0].string else { return nil }
      return WarehouseColumn(name: name, type: pair[1].string ?? "")
    }
    let counts = (value["counts"]?.array ?? []).compactMap(\.whole)
    guard counts.count == self.columns.count + 1 else { return }
    rows = counts[0]
    nulls = counts.dropFirst().map { counts[0] - $0 }
  }

  init(id: String, name: String, columns: [WarehouseColumn]) {
    self.id = id
    self.name = name
    names = [name.lowercased()]
    self.columns = columns
  }
}

extension JSONValue {
  /// nil unless this is a whole number.
  var whole: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text)
  }
}
