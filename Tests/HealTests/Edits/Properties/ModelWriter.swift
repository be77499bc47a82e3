@testable import HealEngine

/// Writes models as people write them: common tables, joins, windows, unions, Jinja, comments, quotes.
struct ModelWriter {
  var random: SplitMix
  let adapter: String?
  let dialect: Dialect
  let isUpper: Bool
  let step: String
  let commasLead: Bool
  /// Whether the table that an edit is about may stand in both branches of an `if`.
  var allowsBranches = false
  private(set) var notes = 0

  static let adapters: [String?] =
    [
      nil, "duckdb", "postgres", "redshift", "snowflake", "bigquery", "databricks", "spark",
      "mysql", "sqlserver", "trino", "clickhouse", "sqlite",
    ]

  init(seed: UInt64, adapter: String?) {
    random = SplitMix(seed: seed)
    self.adapter = adapter
    dialect = Dialect(adapter: adapter)
    isUpper = random.isOne(in: 5)
    step = random.one(of: ["    ", "  ", "\t", "    "])
    commasLead = random.isOne(in: 5)
  }

  // MARK: Words

  /// Keywords in the case of this file.
  func sql(_ words: String) -> String { isUpper ? words.uppercased() : words }

  /// A name in the dialect's quotes.
  func quoted(_ name: String) -> String {
    dialect.nameQuotes.open + name + dialect.nameQuotes.close
  }

  mutating func name(_ name: String) -> String { random.isOne(in: 6) ? quoted(name) : name }

  mutating func note(_ text: String = "") -> String {
    notes += 1
    let words = "note \(notes) " + (text.isEmpty ? random.one(of: Self.remarks) : text)
    switch random.number(0...6) {
    case 0: return "/* \(words) */"
    case 1: return "{# \(words) #}"
    case 2 where dialect.hasHashComments: return "# \(words)"
    case 3 where dialect.hasSlashComments: return "// \(words)"
    case 4 where dialect.nestsComments: return "/* \(words) /* inner */ */"
    default: return "-- \(words)"
    }
  }

  private static let remarks = [
    "it's here", "a \"quote", "select from where", "größer", "`tick", "50 % {of} it", "日本語, (x",
    "todo: drop;", "$1 and $", "",
  ]

  /// A text, in one of the dialect's quotes.
  mutating func literal() -> String {
    switch random.number(0...7) {
    case 0 where dialect.hasDollarQuotes: "$$it's $1, (a$$"
    case 1 where dialect.hasDollarQuotes: "$q$ -- no $$ comment $q$"
    case 2 where dialect.hasEscapeStrings: "E'it\\'s'"
    case 3 where dialect.hasTripleQuotes: "'''it's'''"
    case 4 where dialect.hasRawStrings: "r'\\d+'"
    case 5 where dialect.hasBackslashEscapes: "'it\\'s'"
    case 5: "'it''s -- so'"
    case 6: "'{{ var('region') }}'"
    default: "'größe'"
    }
  }

  // MARK: Tables

  mutating func ref() -> String {
    switch random.number(0...5) {
    case 0: "{{ source('shop', 'raw_\(random.one(of: Self.nouns))') }}"
    case 1: "{{ref(\"stg_\(random.one(of: Self.nouns))\")}}"
    case 2: "{{ ref('shop', 'stg_\(random.one(of: Self.nouns))') }}"
    case 3: "{{- ref( 'int_\(random.one(of: Self.nouns))' ) -}}"
    default: "{{ ref('stg_\(random.one(of: Self.nouns))') }}"
    }
  }

  private static let nouns = ["payments", "refunds", "stores", "visits", "tickets"]

  mutating func expression(_ column: String) -> String {
    switch random.number(0...9) {
    case 0: "coalesce(\(column), 0)"
    case 1: sql("cast") + "(\(column) " + sql("as") + " int)"
    case 2:
      sql("case when") + " \(column) = \(literal()) " + sql("then") + " 1 " + sql("else") + " 0 "
        + sql("end")
    case 3:
      "row_number() " + sql("over") + " (" + sql("partition by") + " \(column) "
        + sql("order by") + " made_at " + sql("desc") + ")"
    case 4: "{{ cents_to_euros('\(column)') }}"
    case 5: "\(column) / 100.0"
    case 6: "lower(trim(\(column)))"
    case 7: "\(column) || \(literal())"
    default: column
    }
  }

  /// Items one a line, with commas where this file has them.
  mutating func list(_ items: [String], depth: Int = 1) -> [String] {
    let blanks = String(repeating: step, count: depth)
    return items.indices.map { index in
      let isLast = index == items.count - 1
      var line = blanks
      line +=
        commasLead ? (index == 0 ? "" : ", ") + items[index] : items[index] + (isLast ? "" : ",")
      if random.isOne(in: 8) { line += "  " + note() }
      return line
    }
  }

  /// `select items from …`, one part a line.
  mutating func select(_ items: [String], _ rest: String...) -> [String] {
    [sql("select")] + list(items) + rest
  }

  // MARK: Files

  /// A whole model around the table that an edit is about.
  mutating func model(
    _ target: [String], called name: String = "target_rows", head: [String]? = nil
  ) -> [String] {
    var blocks = (0..<random.number(0...2)).map { filler($0) }
    let isTwice = allowsBranches && random.isOne(in: 4)
    let branches =
      ["{% if target.name == 'dev' %}"] + target + ["{% else %}"] + target + ["{% endif %}"]
    blocks.insert((name, isTwice ? branches : target), at: random.number(0...blocks.count))
    var lines = head ?? self.head()
    for (index, block) in blocks.enumerated() {
      let start = index == 0 ? sql("with") + " " : ""
      lines.append("\(start)\(block.name) " + sql("as") + " (")
      if random.isOne(in: 4) { lines.append("") }
      lines += block.lines.map { $0.isEmpty ? $0 : step + $0 }
      lines.append(")" + (index == blocks.count - 1 ? "" : ","))
      if random.isOne(in: 5) { lines.append(note()) }
    }
    lines.append(sql("select") + " * " + sql("from") + " \(name)")
    return lines
  }

  mutating func head() -> [String] {
    var lines: [String] = []
    if random.isOne(in: 3) { lines.append(note()) }
    switch random.number(0...5) {
    case 0: lines.append("{{ config(materialized='table') }}")
    case 1:
      lines += [
        "{{", "  config(", "    materialized = \"view\",", "    tags=['a', 'b']", "  )", "}}",
      ]
    case 2: lines.append("{%- set kinds = [\"a\", 'b'] -%}")
    case 3: lines += ["{% set q %}", "select 1 -- 'open", "{% endset %}"]
    case 4:
      lines += ["{% macro half(column) -%}", "  ({{ column }} / 2 -- )", "{%- endmacro %}", ""]
    default: break
    }
    if random.isOne(in: 6) { lines.append("{% raw %}/* {{ it's raw {% if */{% endraw %}") }
    return lines
  }
}
