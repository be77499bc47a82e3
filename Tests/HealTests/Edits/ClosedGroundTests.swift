import HealLanguage
import Testing

@testable import HealEngine

/// What is closed to automatic fixes.
@Suite struct ClosedGroundTests {
  // MARK: Files

  @Test(arguments: [
    "profiles.yml", "./profiles.yml", "Profiles.YML", "dbt/conf/profiles.yml",
    "models/../profiles.yml",
    "dbt_cloud.yml", ".env", ".env.prod", "prod.env", ".dbt/profiles.yml",
  ])
  func `where dbt connects is closed, however it is written`(path: String) {
    #expect(ClosedPlace(file: path)?.owner == .connection)
  }

  @Test(arguments: [
    "config/execution_mode.yml", "conf/Execution_Mode.yaml", "rules/shop.heal", "rules/a/b.md",
    "x/own.heal", ".claude/agent-notes.md", "./Rules/x.heal", "AGENTS.md",
  ])
  func `heal's own files are closed for good`(path: String) {
    #expect(ClosedPlace(file: path)?.owner == .heal)
  }

  @Test(arguments: [
    ".github/workflows/dbt.yml", ".gitlab-ci.yml", ".gitlab/ci/a.yml", "azure-pipelines.yml",
    "azure-pipelines-nightly.yml", "bitbucket-pipelines.yml", ".circleci/config.yml", "Jenkinsfile",
    "ci/Jenkinsfile.prod", ".pre-commit-config.yaml", "Dockerfile", "docker/dbt.Dockerfile",
    "Makefile", "docker-compose.override.yml", "tox.ini",
  ])
  func `what CI and builds run is closed`(path: String) {
    #expect(ClosedPlace(file: path)?.owner == .automation)
  }

  @Test(arguments: [
    "models/orders.sql", "dbt_project.yml", "packages.yml", "models/rules/a.sql",
    "macros/makefile.sql",
    "models/profiles.sql", "seeds/target.csv", "models/dockerfiles.yml", "models/environment.yml",
  ])
  func `a project's own text is open`(path: String) {
    #expect(ClosedPlace(file: path) == nil)
  }

  // MARK: Settings

  @Test(arguments: [
    ("profile: shop", "profile: till"),
    ("name: a\nprofle: shop", "name: a\nprofile: shop"),
    ("models:\n  shop:\n    +schema: raw", "models:\n  shop:\n    +schema: mart"),
    ("models:\n  shop:\n    +shcema: raw", "models:\n  shop:\n    +schema: raw"),
    (
      "models:\n  shop:\n    marts:\n      database: a",
      "models:\n  shop:\n    marts:\n      database: b"
    ),
    ("seeds: {shop: {+Dataset: a}}", "seeds: {shop: {+Dataset: b}}"),
    ("snapshots:\n  shop:\n    +target_schema: a", "snapshots:\n  shop:\n    +target_schema: b"),
    ("x: &a dev\nmodels: {shop: {+schema: *a}}", "x: &a prd\nmodels: {shop: {+schema: *a}}"),
    ("models:\n  shop:\n    +schema: raw\n", "models:\n  till:\n    +schema: raw\n"),
    ("name: a\nprofile:shop", "name: a\nprofile: shop"),
  ])
  func `settings of dbt_project.yml that say where dbt writes`(before: String, after: String) {
    #expect(place("dbt_project.yml", before, after)?.owner == .connection)
  }

  @Test(arguments: [
    (
      "models:\n  shop:\n    schema:\n      +materialized: veiw",
      "models:\n  shop:\n    schema:\n      +materialized: view"
    ),
    ("profile: a\nmodel-path: [x]", "profile: a\nmodel-paths: [x]"),
    ("profile: a\nname: 'shop\n", "profile: a\nname: 'shop'\n"),
    ("models:\n  shop:\n    +meta: {schema: a}", "models:\n  shop:\n    +meta: {schema: b}"),
  ])
  func `what stands beside them is open`(before: String, after: String) {
    #expect(place("dbt_project.yml", before, after) == nil)
  }

  @Test func `a model's YAML is closed where it configures, a source's is open`() {
    let model: (String) -> String = { "models:\n  - name: a\n    config:\n      schema: \($0)\n" }
    #expect(place("models/a.yml", model("x"), model("y")) != nil)
    let source: (String) -> String = {
      "sources:\n  - name: a\n    schema: \($0)\n    database: d\n"
    }
    #expect(place("models/a.yml", source("x"), source("y")) == nil)
    let column: (String) -> String = { "models:\n  - name: a\n    columns:\n      - name: \($0)\n" }
    #expect(place("models/a.yml", column("schema"), column("shema")) == nil)
  }

  @Test(arguments: [
    ("{{ config(schema='a') }} select 1", "{{ config(schema='b') }} select 1"),
    (
      "{{ config(materialized='table', shema='a') }}",
      "{{ config(materialized='table', schema='a') }}"
    ),
    ("{{ config({'Database': 'a'}) }}", "{{ config({'Database': 'b'}) }}"),
    (
      "{{ config(**opts) }}{% set opts = {'schema': 'a'} %}",
      "{{ config(**opts) }}{% set opts = {'schema': 'b'} %}"
    ),
    ("{{ config(schema='a' if x else 'b') }}", "{{ config(schema='a' if y else 'b') }}"),
    (
      "{% macro generate_schema_name(a) -%} {{ target.schema }} {%- endmacro %}",
      "{% macro generate_schema_name(a) -%} {{ a }} {%- endmacro %}"
    ),
  ])
  func `Jinja that says where dbt writes`(before: String, after: String) {
    #expect(place("models/a.sql", before, after)?.owner == .connection)
  }

  @Test(arguments: [
    ("{{ config(schema='a') }} select emial", "{{ config(schema='a') }} select email"),
    (
      "{{ config(materialized='tabel', schema='a') }}",
      "{{ config(materialized='table', schema='a') }}"
    ),
    ("select schema = 'a' as x", "select schema = 'b' as x"),
    (
      "{{ config(materialized='table' schema='a') }}",
      "{{ config(materialized='table', schema='a') }}"
    ),
  ])
  func `the rest of a model is open`(before: String, after: String) {
    #expect(place("models/a.sql", before, after) == nil)
  }

  @Test func `a Python model`() {
    let text: (String) -> String = {
      "def model(dbt, session):\n    dbt.config(schema=\"\($0)\")\n    return 1\n"
    }
    #expect(place("models/a.py", text("a"), text("b")) != nil)
    #expect(place("models/a.py", text("a"), text("a") + "# x\n") == nil)
  }

  // MARK: Commands

  @Test(arguments: [
    (["dbt", "build", "--target", "prod"], ClosedPlace.Owner.connection),
    (["dbt", "build", "--target=prod"], .connection), (["dbt", "run", "-t", "x"], .connection),
    (["dbt", "run", "--profiles-dir", "x"], .connection),
    (["sed", "-i", "s/a/b/", "config/execution_mode.yml"], .heal),
    (["tool", "--file=profiles.yml"], .connection),
    (["cp", "a", ".github/workflows/a.yml"], .automation),
  ])
  func `a command that says where to connect, or names such a file`(
    words: [String], owner: ClosedPlace.Owner
  ) {
    #expect(candidate(.run(words)).closedPlace?.owner == owner)
  }

  @Test func `other commands are open`() {
    #expect(candidate(.run(["dbt", "seed", "--select", "target"])).closedPlace == nil)
    #expect(candidate(.run(["pip", "install", "dbt-duckdb"])).closedPlace == nil)
  }

  // MARK: Making

  private func candidate(_ action: Candidate.Action) -> Candidate {
    Candidate(rule: "r", title: "t", confidence: 1, risk: .review, actions: [action])
  }

  private func place(_ path: String, _ before: String, _ after: String) -> ClosedPlace? {
    closedPlace(
      FileChange(
        path: path, before: before, edits: [TextEdit(0..<before.utf8.count, after)]))
  }
}
