extension YAMLShape {
  static let packages = YAMLShape.keys([
    "packages": .list(
      .keys(
        [
          "package": .line, "version": .anything, "git": .line, "revision": .line,
          "subdirectory": .line, "local": .line, "tarball": .line, "name": .name,
          "install-prerelease": .line, "warn-unpinned": .line, "private": .line, "provider": .line,
          "unrendered": .anything,
        ], needs: ["package", "git", "local", "tarball", "private"])),
    "projects": .list(.keys(["name": .name], needs: ["name"])),
  ])

  static let profiles = YAMLShape.named(
    .keys(["target": .line, "outputs": .named(.mapping), "config": .mapping]))

  static let project: YAMLShape = {
    var keys: [String: YAMLShape] = [
      "name": .name, "version": .line, "config-version": .line, "profile": .line,
      "require-dbt-version": .anything, "target-path": .line, "log-path": .line,
      "packages-install-path": .line, "asset-paths": .list(.line), "docs-paths": .list(.line),
      "function-paths": .list(.line), "clean-targets": .list(.line), "query-comment": .anything,
      "quoting": .mapping, "on-run-start": .anything, "on-run-end": .anything,
      "dispatch": .list(.keys(["macro_namespace": .name, "search_order": .list(.line)])),
      "vars": .mapping, "flags": .mapping, "dbt-cloud": .mapping, "restrict-access": .line,
      "source-paths": .list(.line), "data-paths": .list(.line), "anchors": .anything,
    ]
    for name in ["model", "seed", "test", "analysis", "macro", "snapshot"] {
      keys[name + "-paths"] = .list(.line)
    }
    for name in [
      "models", "seeds", "snapshots", "tests", "data_tests", "unit_tests", "sources", "exposures",
      "metrics", "semantic-models", "saved-queries", "functions",
    ] {
      keys[name] = .folder
    }
    return .keys(keys, needs: ["name"])
  }()

  /// The settings of models and the like whose value is one value or a list.
  static let settings: Set<String> = [
    "materialized", "schema", "database", "alias", "enabled", "tags", "full_refresh", "group",
    "access", "unique_key", "incremental_strategy", "on_schema_change", "quote_columns",
    "delimiter",
    "target_schema", "target_database", "strategy", "updated_at", "check_cols", "severity",
    "store_failures", "warn_if", "error_if", "limit", "where", "transient", "file_format",
  ]
}
