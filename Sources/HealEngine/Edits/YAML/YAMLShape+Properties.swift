extension YAMLShape {
  static let properties = YAMLShape.keys([
    "version": .line, "models": .list(model), "seeds": .list(model), "snapshots": .list(snapshot),
    "analyses": .list(model), "sources": .list(source), "macros": .list(macro),
    "exposures": .list(exposure), "unit_tests": .list(unitTest), "data_tests": .list(dataTest),
    "groups": .list(named(["owner": owner])), "metrics": .list(.anything),
    "semantic_models": .list(.anything), "saved_queries": .list(.anything),
    "functions": .list(.anything), "anchors": .anything,
  ])

  /// Tests that cannot do without arguments.
  static let testsWithArguments: Set<String> = ["accepted_values", "relationships"]

  /// What may stand beside a test's arguments, or be the argument of dbt's own tests.
  static let testKeys: Set<String> = [
    "name", "test_name", "description", "config", "arguments", "column_name", "where", "severity",
    "limit", "warn_if", "error_if", "fail_calc", "store_failures", "store_failures_as", "enabled",
    "tags", "meta", "database", "schema", "alias", "group", "quote",
  ]

  private static func named(_ keys: [String: YAMLShape]) -> YAMLShape {
    let common: [String: YAMLShape] = [
      "name": .name, "description": .text, "config": .mapping, "meta": .mapping, "docs": .mapping,
      "tags": .anything,
    ]
    return .keys(common.merging(keys) { _, given in given }, needs: ["name"])
  }

  private static let owner = YAMLShape.keys(["name": .line, "email": .anything])

  private static let column: YAMLShape = .keys(
    [
      "name": .line, "description": .text, "data_type": .line, "quote": .line, "meta": .mapping,
      "tests": .tests(ofColumn: true), "data_tests": .tests(ofColumn: true), "tags": .anything,
      "constraints": .list(.mapping), "config": .mapping, "policy_tags": .anything,
      "granularity": .line, "dimension": .anything, "entity": .anything, "docs": .mapping,
      "include": .anything, "exclude": .anything, "arguments": .mapping,
    ], needs: ["name", "include"])

  private static let model = named([
    "columns": .list(column), "tests": .tests(ofColumn: false),
    "data_tests": .tests(ofColumn: false), "latest_version": .line, "deprecation_date": .line,
    "access": .line, "group": .line, "constraints": .list(.mapping), "time_spine": .mapping,
    "versions": .list(.mapping), "primary_key": .anything, "semantic_model": .anything,
    "metrics": .anything, "agg_time_dimension": .line,
  ])

  private static let snapshot = named([
    "relation": .line, "columns": .list(column), "tests": .tests(ofColumn: false),
    "data_tests": .tests(ofColumn: false),
  ])

  private static let source = named([
    "database": .line, "schema": .line, "loader": .line, "loaded_at_field": .line,
    "loaded_at_query": .text, "overrides": .line, "freshness": .anything, "quoting": .mapping,
    "tables": .list(table), "tests": .tests(ofColumn: false),
    "data_tests": .tests(ofColumn: false),
  ])

  private static let table = named([
    "identifier": .line, "loader": .line, "loaded_at_field": .line, "loaded_at_query": .text,
    "freshness": .anything, "quoting": .mapping, "external": .anything, "columns": .list(column),
    "tests": .tests(ofColumn: false), "data_tests": .tests(ofColumn: false),
    "database": .line, "schema": .line,
  ])

  private static let macro = named([
    "arguments": .list(
      .keys(["name": .name, "type": .line, "description": .text], needs: ["name"]))
  ])

  private static let exposure = named([
    "label": .line, "type": .line, "url": .line, "maturity": .line, "owner": owner,
    "depends_on": .list(.line), "enabled": .line,
  ])

  private static let unitTest: YAMLShape = {
    let rows: [String: YAMLShape] = ["rows": .anything, "format": .line, "fixture": .line]
    return named([
      "model": .line, "given": .list(.keys(rows.merging(["input": .line]) { one, _ in one })),
      "expect": .keys(rows), "overrides": .mapping, "versions": .mapping,
    ])
  }()

  private static let dataTest = named([:])
}
