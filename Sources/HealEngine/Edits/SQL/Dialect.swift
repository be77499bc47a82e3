/// Whose SQL is read: what differs between dbt adapters in tokens and in how names resolve.
package enum Dialect: String, CaseIterable, Hashable, Sendable {
  case generic, duckdb, postgres, redshift, snowflake, bigquery, databricks, spark, mysql
  case sqlserver, trino, clickhouse, sqlite

  /// - Parameter adapter: as dbt names it, in any case; nil when not known.
  package init(adapter: String?) {
    switch adapter?.lowercased() {
    case nil: self = .generic
    case "fabric", "synapse": self = .sqlserver
    case "motherduck": self = .duckdb
    case "athena": self = .trino
    case "materialize", "greenplum", "alloydb", "risingwave": self = .postgres
    case "fabricspark", "hive": self = .spark
    case "singlestore", "mariadb", "mysql5", "tidb", "doris", "starrocks": self = .mysql
    case .some(let name): self = Dialect(rawValue: name) ?? .generic
    }
  }

  /// Whether a backslash inside `'…'` takes the next character as it is.
  var hasBackslashEscapes: Bool {
    switch self {
    case .bigquery, .databricks, .spark, .mysql, .snowflake, .clickhouse: true
    default: false
    }
  }

  /// Whether `"…"` is text and not a name.
  var quotesTextDoubly: Bool {
    switch self {
    case .bigquery, .databricks, .spark, .mysql: true
    default: false
    }
  }

  /// Whether `$tag$…$tag$` is text.
  var hasDollarQuotes: Bool {
    switch self {
    case .generic, .duckdb, .postgres, .redshift, .snowflake: true
    default: false
    }
  }

  /// Whether `E'…'` takes backslash escapes.
  var hasEscapeStrings: Bool {
    switch self {
    case .generic, .duckdb, .postgres, .redshift: true
    default: false
    }
  }

  /// Whether `r'…'` is text without escapes.
  var hasRawStrings: Bool {
    switch self {
    case .bigquery, .databricks, .spark: true
    default: false
    }
  }

  var hasTripleQuotes: Bool { self == .bigquery }

  var hasHashComments: Bool { self == .bigquery || self == .mysql }

  var hasSlashComments: Bool { self == .snowflake }

  var nestsComments: Bool {
    switch self {
    case .generic, .duckdb, .postgres, .redshift, .sqlserver: true
    default: false
    }
  }

  var quotesNamesInBrackets: Bool { self == .sqlserver }

  /// The characters a name is quoted with when it must be.
  var nameQuotes: (open: String, close: String) {
    switch self {
    case .bigquery, .databricks, .spark, .mysql: ("`", "`")
    case .sqlserver: ("[", "]")
    default: ("\"", "\"")
    }
  }

  /// Whether a quoted name is another one when its case differs.
  var quotedNamesAreExact: Bool {
    switch self {
    case .generic, .postgres, .snowflake, .clickhouse: true
    default: false
    }
  }

  /// Whether even plain names differ by case.
  var plainNamesAreExact: Bool { self == .clickhouse }

  /// Whether an upper-case letter in a name makes it one that must be quoted.
  var foldsPlainNamesToLowerCase: Bool { self == .postgres }

  /// Whether `x:a.b` reads a path inside a document.
  var hasColonPaths: Bool {
    switch self {
    case .snowflake, .databricks: true
    default: false
    }
  }

  /// Whether `a::date` and `cast(a as date)` without an alias are given out as `a`.
  /// PostgreSQL: `FigureColname` in `src/backend/parser/parse_target.c`.
  var namesCastsAfterTheirColumn: Bool { self == .postgres || self == .redshift }

  /// Whether a select item or a condition may read an alias of the same select, when no input
  /// column has that name.
  var readsAliasesLaterally: Bool {
    switch self {
    case .generic, .duckdb, .snowflake, .redshift, .databricks, .spark, .clickhouse: true
    default: false
    }
  }

  /// Whether `having` reads aliases: all but the ones that follow the standard.
  var readsAliasesInHaving: Bool {
    switch self {
    case .postgres, .redshift, .sqlserver, .trino: false
    default: true
    }
  }

  /// Whether an alias wins over an input column in `group by` and inside `order by` expressions.
  /// BigQuery: "Ambiguity between a FROM clause column name and a SELECT list alias".
  var prefersAliases: Bool { self == .bigquery }
}
