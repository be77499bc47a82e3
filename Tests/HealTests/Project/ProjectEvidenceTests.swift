import HealEngine
import HealLanguage
import HealProject
import Testing

@Suite("Evidence from a project")
struct ProjectEvidenceTests {
  static let files = [
    "dbt_project.yml": "name: shop\nvars: {start: 1}\nmodels:\n  shop:\n    +materialized: view\n",
    "packages.yml":
      "packages:\n  - package: dbt-labs/dbt_utils\n    version: 1.3.0\n  - local: ../lab_util\n",
    "models/staging/stg_orders.sql": """
    -- email is not read
    select order_id, {{ cents('amount') }} as amount {# status #}
    from {{ source('shop', 'orders') }} join {{ ref("customers") }} using (order_id)
    """,
    "models/customers.sql": "select 1 as customer_id",
    "models/py.py": "def model(dbt, session): pass",
    "models/_models.yml": """
    models:
      - name: customers
        columns: [{name: customer_id}, {name: email}]
    sources:
      - name: shop
        tables:
          - name: orders
            columns: [{name: order_id}, {name: status}]
    """,
    "models/_broken.yml": "models:\n\t- x\n",
    "seeds/codes.csv": "\u{FEFF}code,\"the, name\" \r\nDE,Germany\n",
    "macros/cents.sql":
      "{#- {% macro old() %} -#}{%- macro cents(column) -%}{% endmacro %}\n{% test positive(model) %}{% endtest %}",
    "tests/no_debts.sql": "select 1",
    "dbt_packages/dbt_utils/dbt_project.yml": "name: dbt_utils\n",
    "dbt_packages/dbt_utils/macros/star.sql": "{% macro star(from) %}{% endmacro %}",
    "dbt_packages/dbt_utils/models/calendar.sql": "select 1",
  ]

  @Test("Names come from the files, one broken file aside")
  func names() throws {
    let folder = try ProjectFolder(Self.files)
    let evidence = evidence(folder)
    #expect(evidence.answer(.models) == list("calendar", "customers", "py", "stg_orders"))
    #expect(evidence.answer(.seeds) == list("codes"))
    #expect(evidence.answer(.sources) == list("shop.orders"))
    #expect(evidence.answer(.macros) == list("cents", "dbt_utils.star"))
    #expect(evidence.answer(.packages) == list("dbt_utils", "lab_util"))
    #expect(evidence.answer(.vars) == list("start"))
    #expect(
      evidence.answer(.tests)
        == list("accepted_values", "no_debts", "not_null", "positive", "relationships", "unique"))
  }

  @Test("Columns are known from YAML and seed headers, however the relation is written")
  func columns() throws {
    let folder = try ProjectFolder(Self.files)
    let evidence = evidence(folder)
    func columns(_ relation: String) -> Value {
      evidence.answer(.function(.columns, [.text(relation)]))
    }
    #expect(columns("customers") == list("customer_id", "email"))
    #expect(columns("\"lab\".\"main\".\"customers\"") == list("customer_id", "email"))
    #expect(columns("shop.orders") == list("order_id", "status"))
    #expect(columns("orders") == list("order_id", "status"))
    #expect(columns("codes") == list("code", "the, name"))
    #expect(columns("stg_orders") == .unknown)
    #expect(columns("nothing") == .unknown)
    #expect(evidence.answer(.function(.seedHeader, [.text("codes")])) == list("code", "the, name"))
    #expect(evidence.answer(.function(.seedHeader, [.text("none")])) == .unknown)
  }

  @Test("A node's inputs give their columns, and its own words are used")
  func inputs() throws {
    let folder = try ProjectFolder(Self.files)
    let evidence = evidence(folder)
    #expect(
      evidence.answer(.function(.upstreamColumns, [.text("stg_orders")]))
        == list("order_id", "status", "customer_id", "email"))
    let asked = list("order_id", "AMOUNT", "email", "status")
    #expect(
      evidence.answer(.function(.unused, [asked, .text("stg_orders")])) == list("email", "status"))
    #expect(evidence.answer(.function(.unused, [asked, .text("none")])) == .unknown)
  }

  @Test("Values of YAML files are found by key path")
  func yaml() throws {
    let folder = try ProjectFolder(Self.files)
    let evidence = evidence(folder)
    func value(_ path: String, _ keys: String) -> Value {
      evidence.answer(.function(.yaml, [.text(path), .text(keys)]))
    }
    #expect(value("dbt_project.yml", "models.shop.+materialized") == .text("view"))
    #expect(value("models/_models.yml", "sources[0].tables[0].columns[1].name") == .text("status"))
    #expect(value("models/_models.yml", "models[7].name") == .unknown)
    #expect(value("dbt_project.yml", "models.shop") == .unknown)
    #expect(value("models/_broken.yml", "models") == .unknown)
    #expect(value("none.yml", "a") == .unknown)
  }

  @Test("Only files inside the project are read, and never through links")
  func fence() throws {
    let outside = try ProjectFolder(["secret.txt": "secret"])
    let folder = try ProjectFolder(Self.files)
    try folder.link("models/link.sql", to: outside.path + "/secret.txt")
    try folder.link("linked", to: outside.path)
    try folder.write([0x61, 0xE9], to: "models/latin.sql")
    let evidence = evidence(folder)
    func text(_ path: String) -> Value { evidence.answer(.fileText(path)) }
    #expect(text("models/customers.sql") == .text("select 1 as customer_id"))
    #expect(text(folder.path + "/models/customers.sql") == .text("select 1 as customer_id"))
    for path in [
      "models/link.sql", "linked/secret.txt", "../\(outside.path)/secret.txt", "models/latin.sql",
      outside.path + "/secret.txt", "models", "", "models/../dbt_project.yml",
    ] { #expect(text(path) == .unknown, "\(path)") }
    #expect(evidence.answer(.function(.exists, [.text("packages.yml")])) == .bool(true))
    #expect(evidence.answer(.function(.exists, [.text("none.yml")])) == .bool(false))
  }

  @Test("A file that is not UTF-8 is not edited, and one with a byte order mark keeps it")
  func notText() throws {
    let folder = try ProjectFolder(["dbt_project.yml": "name: shop\n"])
    try folder.write(
      Array("-- gr".utf8) + [0xFC, 0xDF] + Array("e\nselect 1".utf8), to: "models/a.sql")
    try folder.write("\u{FEFF}select 1\r\n", to: "models/b.sql")
    let evidence = ProjectEvidence(
      projectDirectory: folder.path, targetDirectory: folder.path + "/target")
    #expect(evidence.answer(.fileText("models/a.sql")) == .unknown)
    #expect(evidence.answer(.fileText("models/b.sql")) == .text("\u{FEFF}select 1\r\n"))
  }

  @Test("A folder without a project knows nothing")
  func noProject() throws {
    let folder = try ProjectFolder()
    for question: Question in [.models, .seeds, .sources, .macros, .tests, .packages] {
      #expect(evidence(folder).answer(question) == .unknown)
    }
  }

  @Test("Where YAML is broken the last manifest stands in")
  func manifest() throws {
    var files = Self.files
    files["models/_models.yml"] = "models:\n\t- x\n"
    files["target/manifest.json"] = #"""
      {"metadata": {"invocation_id": "1"},
       "nodes": {"model.shop.customers": {"name": "customers", "original_file_path": "models/customers.sql", "columns": {"email": {"name": "email"}}}},
       "sources": {"source.shop.shop.orders": {"name": "orders", "original_file_path": "models/_models.yml", "columns": {}}}}
      """#
    let folder = try ProjectFolder(files)
    let evidence = evidence(folder)
    #expect(evidence.answer(.sources) == list("shop.orders"))
    #expect(evidence.answer(.function(.columns, [.text("customers")])) == list("email"))
  }

  private func evidence(_ folder: ProjectFolder) -> ProjectEvidence {
    ProjectEvidence(projectDirectory: folder.path, targetDirectory: folder.path + "/target")
  }

  private func list(_ names: String...) -> Value { .list(names.map(Value.text)) }
}
