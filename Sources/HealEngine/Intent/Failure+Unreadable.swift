import PCRE2

extension Failure {
  /// Whether an engine or dbt says that it cannot read a text at all, which nobody can have meant.
  var saysUnreadable: Bool {
    guard let regex = try? Self.unreadable.compiled() else { return false }
    if case .match = regex.firstMatch(in: Array(message.utf8)) { return true }
    return false
  }

  /// Words of DuckDB, Postgres, Redshift, Snowflake, BigQuery, Spark and Databricks, Trino, MySQL, SQL Server, ClickHouse,
  /// Jinja and YAML.
  private static let unreadable = LazyRegex(
    #"(?i)syntax error|Parser Error|PARSE_SYNTAX_ERROR|ParseException|mismatched input|no viable alternative"#
      + #"|unterminated (?:quoted|string|comment|dollar)|unclosed|Incorrect syntax near|Unexpected end of (?:template|script|input)"#
      + #"|expected token '|unexpected '|Encountered unknown tag|Missing end of comment tag|could not find expected ':'"#
      + #"|mapping values are not allowed|did not find expected|Syntax Error"#)
}

extension Failure {
  /// The word at which the engine gave up, where it says so as DuckDB and Postgres do; nil for a sign.
  var stumbledAt: String? {
    guard let start = message.firstRange(of: "at or near \"")?.upperBound,
      let end = message[start...].firstIndex(of: "\"")
    else { return nil }
    let word = message[start..<end]
    return word.count > 1 && word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? String(word) : nil
  }
}
