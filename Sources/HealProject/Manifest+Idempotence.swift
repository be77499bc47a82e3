import HealEngine

extension Manifest {
  /// Whether running a node twice leaves the same behind as running it once. What this cannot be told of counts as
  /// what adds its rows a second time; nil for a node that the manifest does not have.
  func isIdempotent(_ uniqueID: String) -> Bool? {
    guard let value = value(of: uniqueID) else { return nil }
    let kind = value["resource_type"]?.string ?? String(uniqueID.prefix { $0 != "." })
    switch kind {
    case "test", "unit_test", "source": return true
    case "operation": return isIdempotent(hook: value["raw_code"]?.string)
    case "seed", "snapshot": return hooksAreIdempotent(value["config"])
    case "model":
      return materializesIdempotently(value["config"]) && !mayAct(uniqueID)
    default: return false
    }
  }

  /// Whether a node changes rows beside its own table, in a hook or in its body.
  func mayAct(_ uniqueID: String) -> Bool {
    guard let value = value(of: uniqueID) else { return false }
    if value["resource_type"]?.string == "operation" { return !isIdempotent(hook: value["raw_code"]?.string) }
    return !(hooksAreIdempotent(value["config"]) && isIdempotent(body: value["raw_code"]?.string))
  }

  /// A hook of the project's own, run with every start of dbt, that adds rows which it reads elsewhere: each start adds them
  /// again. A line in a log of runs, which names the invocation, is one a start.
  var repeatedHook: String? {
    nodeIDs.filter { $0.hasPrefix("operation.\(projectName ?? "").") }.first { id in
      guard let hook = value(of: id)?["raw_code"]?.string else { return false }
      return ([hook] + ownMacros(calledIn: hook)).contains(where: EffectWords.copyRows)
    }
    .map { $0.split(separator: ".").last.map(String.init) ?? $0 }
  }

  private func materializesIdempotently(_ config: JSONValue?) -> Bool {
    switch config?["materialized"]?.string {
    case "table", "view", "materialized_view", "dynamic_table", "ephemeral": true
    case "incremental": incrementsIdempotently(config)
    default: false
    }
  }

  /// Merging and deleting need a key, without which dbt's adapters only insert.
  private func incrementsIdempotently(_ config: JSONValue?) -> Bool {
    let hasKey = config.has("unique_key")
    switch config?["incremental_strategy"]?.string ?? defaultStrategy(hasKey: hasKey) {
    case "microbatch": return true
    case "merge", "delete+insert", "delete_insert", "legacy": return hasKey
    case "insert_overwrite": return adapter != "athena" || config.has("partitioned_by")
    case "replace_where": return config.has("incremental_predicates")
    default: return false
    }
  }

  /// What an adapter does with an incremental model that names no strategy; nil where that is not known.
  private func defaultStrategy(hasKey: Bool) -> String? {
    switch adapter {
    case "bigquery", "databricks", "snowflake": "merge"
    case "clickhouse", "duckdb", "fabric", "mariadb", "mysql", "postgres", "redshift", "sqlite",
      "sqlserver":
      hasKey ? "delete+insert" : "append"
    case "athena": "insert_overwrite"
    case "spark", "trino": "append"
    default: nil
    }
  }
}

// MARK: Bodies and hooks

extension Manifest {
  /// Whether rendering a model changes no rows: a body may run statements of its own, itself or in a macro.
  private func isIdempotent(body: String?) -> Bool {
    guard let body else { return true }
    return ([body] + ownMacros(calledIn: body)).allSatisfy { !EffectWords.areRun(by: $0) }
  }

  private func hooksAreIdempotent(_ config: JSONValue?) -> Bool {
    ["pre-hook", "post-hook"].allSatisfy { key in
      guard let hooks = config?[key], hooks != .null else { return true }
      return (hooks.array ?? [hooks]).allSatisfy {
        isIdempotent(hook: $0["sql"]?.string ?? $0.string)
      }
    }
  }

  /// Whether a hook, and each macro that it calls, changes no rows.
  private func isIdempotent(hook: String?) -> Bool {
    guard let hook, !EffectWords.areFound(in: hook) else { return false }
    return ownMacros(calledIn: hook).allSatisfy { !EffectWords.areFound(inMacro: $0) }
  }

  /// The code of the macros that a text names, and of those that these call; dbt's own are left out.
  private func ownMacros(calledIn text: String) -> [String] {
    let names = Set(EffectWords.names(in: text))
    var open = macroIDs.filter { id in
      Self.isOwn(id) && names.contains(id.split(separator: ".").last.map(String.init) ?? "")
    }
    var seen = Set(open)
    var code: [String] = []
    while let id = open.popLast() {
      guard let macro = macro(id) else { continue }
      code.append(macro["macro_sql"]?.string ?? "")
      let called = macro["depends_on"]?["macros"]?.array?.compactMap(\.string) ?? []
      open += called.filter { Self.isOwn($0) && seen.insert($0).inserted }
    }
    return code
  }

  /// Whether a macro is the project's or a package's, not dbt's or an adapter's: `macro.dbt_postgres.…`.
  private static func isOwn(_ macro: String) -> Bool {
    let parts = macro.split(separator: ".")
    guard parts.count == 3 else { return false }
    return parts[1] != "dbt" && !(parts[1].hasPrefix("dbt_") && adapterPackages.contains(parts[1]))
  }

  private static let adapterPackages: Set<Substring> = [
    "dbt_athena", "dbt_bigquery", "dbt_clickhouse", "dbt_databricks", "dbt_duckdb", "dbt_fabric",
    "dbt_mysql", "dbt_postgres", "dbt_redshift", "dbt_snowflake", "dbt_spark", "dbt_sqlite",
    "dbt_sqlserver", "dbt_trino",
  ]
}

extension JSONValue? {
  /// Whether a setting is there and says something.
  fileprivate func has(_ key: String) -> Bool {
    switch self?[key] {
    case nil, .null, .string(""), .array([]), .object([:]): false
    default: true
    }
  }
}

/// Words of SQL that change rows, so that saying them twice may change them twice.
private enum EffectWords {
  private static let all: Set<String> = [
    "call", "copy", "delete", "exec", "execute", "insert", "merge", "perform", "update", "upsert",
  ]

  /// Of a hook: each statement, but for those that give rights. A bare `select` of a function is there for what the
  /// function does.
  static func areFound(in hook: String) -> Bool {
    let code = SQLText.withoutComments(Array(hook.utf8))
    return code.split(separator: UInt8(ascii: ";")).contains { statement in
      let words = words(in: statement)
      switch words.first {
      case "grant", "revoke", "comment": return false
      case "select" where statement.contains(UInt8(ascii: "(")): return true
      default: return !all.isDisjoint(with: words)
      }
    }
  }

  /// Of a macro: anywhere, since its statements may be put together from parts.
  static func areFound(inMacro code: String) -> Bool {
    let code = SQLText.withoutComments(Array(code.utf8))
    return !all.isDisjoint(with: words(in: code[...]))
  }

  /// Of a template: it runs statements while it is rendered, and has words that change rows.
  static func areRun(by code: String) -> Bool {
    let code = SQLText.withoutComments(Array(code.utf8))
    let text = code[...].text
    let runs = !runners.isDisjoint(with: names(in: text)) || text.contains("adapter.execute(")
    return runs && !all.subtracting(["call", "execute"]).isDisjoint(with: words(in: code[...]))
  }

  /// `{% do run_query(…) %}`, `{% call statement(…) %}`.
  private static let runners: Set<String> = ["run_query", "statement", "noop_statement"]

  /// Of a hook or a macro: `insert into … select … from …`, which is no line in a log of runs.
  static func copyRows(_ code: String) -> Bool {
    let code = SQLText.withoutComments(Array(code.utf8))
    let words = words(in: code[...])
    guard let insert = words.firstIndex(of: "insert"), words[insert...].contains("from") else { return false }
    return Set(names(in: code[...].text)).isDisjoint(with: ["invocation_id", "run_started_at"])
  }

  static func names(in text: String) -> [String] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
  }

  /// In lower case; members such as `config.update` are none, nor is the `call` of `{% call … %}`.
  private static func words(in code: ArraySlice<UInt8>) -> [String] {
    var words: [String] = []
    var before: [UInt8] = []
    var rest = code
    while !rest.isEmpty {
      let signs = rest.prefix { !SQLText.isWord($0) }
      before += signs.filter { !$0.isBlank && $0 != 0x0A && $0 != 0x0D }
      rest = rest[signs.endIndex...]
      let word = rest.prefix(while: SQLText.isWord)
      rest = rest[word.endIndex...]
      let opensBlock =
        before.suffix(3).elementsEqual("{%-".utf8) || before.suffix(2).elementsEqual("{%".utf8)
      if !word.isEmpty, before.last != UInt8(ascii: "."), !opensBlock {
        words.append(word.text.lowercased())
      }
      before = []
    }
    return words
  }
}
