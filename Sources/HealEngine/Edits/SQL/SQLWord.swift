import HealLanguage

/// Words of SQL that no plain column or alias is called.
enum SQLWord {
  /// Reserved in every dialect here, or so nearly that a column of that name is always quoted.
  static func isReserved(_ word: String) -> Bool { reserved.contains(word) }

  /// Whether a word has a meaning of its own in SQL, reserved or not.
  static func isKeyword(_ word: String) -> Bool {
    reserved.contains(word) || keywords.contains(word)
  }

  /// Whether a word can be the last of an expression: a name, or `end`, `null`, `true`.
  static func endsExpression(_ word: String) -> Bool {
    !reserved.contains(word) || ["end", "null", "true", "false"].contains(word)
  }

  /// Whether a word after a source is no alias of it.
  static func followsSource(_ word: String) -> Bool {
    reserved.contains(word) || afterSource.contains(word)
  }

  /// Types whose name may stand before a string: `date '2024-01-01'`.
  static func isLiteralType(_ word: String) -> Bool { literalTypes.contains(word) }

  /// Functions that take the name of a part of a date as a plain word.
  static func takesDatePart(_ function: String) -> Bool {
    dateFunctions.contains(function)
  }

  static func isDatePart(_ word: String) -> Bool {
    let singular = word.hasSuffix("s") ? String(word.dropLast()) : word
    return dateParts.contains(word) || dateParts.contains(singular)
  }

  /// Whether a word belongs to a construct of some dialect that ``SyntaxReader`` does not read.
  static func isForeign(_ word: String) -> Bool { foreign.contains(word) }

  /// Whether a statement other than a query begins with a word.
  static func beginsStatement(_ word: String) -> Bool { statements.contains(word) }

  /// The keywords, or pairs of them run together, that a word may be a slip of the pen for.
  static func keywords(like word: String) -> [[String]] {
    let pairs = pairs.filter { $0.joined() == word }
    guard pairs.isEmpty else { return pairs }
    return keywords.filter { keyword in
      guard keyword != word else { return false }
      let distance = editDistance(keyword, word)
      if distance == 1 { return keyword.utf8.count > 2 || keyword.utf8.count == word.utf8.count }
      return distance == 2 && keyword.utf8.count >= 6 && keyword.utf8.first == word.utf8.first
    }.map { [$0] }
  }

  /// The functions and types whose name a word begins with, without being one.
  static func functions(beginning word: String) -> [String] {
    functions.filter { word.hasPrefix($0) && word != $0 }
  }

  /// How many arguments a function takes, where it is one that every engine has.
  static func usualArguments(of function: String) -> ClosedRange<Int>? {
    switch function {
    case "abs", "avg", "ceil", "length", "lower", "sum", "upper": 1...1
    case "round", "count", "max", "min": 1...2
    case "date_trunc", "nullif": 2...2
    case "coalesce", "concat", "greatest", "least": 2...100
    case "dense_rank", "rank", "row_number": 0...0
    case "replace", "split_part": 3...3
    default: nil
    }
  }

  /// Those that models call most.
  private static let functions = [
    "abs", "any_value", "array_agg", "avg", "cast", "ceil", "coalesce", "concat", "count",
    "date_diff", "date_part", "date_trunc", "datediff", "decimal", "dense_rank", "extract",
    "first_value", "floor", "greatest", "in", "lag", "last_value", "lead", "least", "left",
    "length", "lower", "max", "min", "not", "nullif", "numeric", "over", "rank", "replace", "right",
    "round", "row_number", "split_part", "string_agg", "substring", "sum", "trim", "upper",
    "varchar",
  ]

  private static let keywords = [
    "and", "as", "asc", "between", "by", "case", "cast", "cross", "current", "desc", "distinct",
    "else", "end", "except", "exists", "extract", "filter", "first", "following", "from", "full",
    "group", "having", "ilike", "in", "inner", "intersect", "interval", "is", "join", "last",
    "lateral", "left", "like", "limit", "not", "null", "nulls", "offset", "on", "or", "order",
    "outer", "over", "partition", "preceding", "qualify", "range", "recursive", "right", "row",
    "rows", "select", "then", "try_cast", "unbounded", "union", "using", "values", "when", "where",
    "window", "with", "within",
  ]

  private static let pairs = [
    ["group", "by"], ["order", "by"], ["partition", "by"], ["left", "join"], ["inner", "join"],
    ["right", "join"], ["full", "join"], ["cross", "join"], ["union", "all"], ["is", "null"],
    ["not", "null"], ["select", "distinct"], ["not", "in"],
  ]

  private static let reserved: Set<String> = [
    "all", "and", "any", "as", "asc", "between", "by", "case", "cast", "collate", "create", "cross",
    "default", "desc", "distinct", "else", "end", "except", "exists", "false", "fetch", "for",
    "from", "full",
    "group", "having", "ilike", "in", "inner", "intersect", "into", "is", "join", "lateral", "left",
    "like", "limit", "natural", "not", "null", "offset", "on", "or", "order", "outer", "over",
    "partition", "qualify", "right", "rlike", "select", "similar", "some", "table", "then", "to",
    "true", "union", "unique", "using", "values", "when", "where", "with", "within",
  ]

  private static let afterSource: Set<String> = [
    "anti", "apply", "array", "asof", "at", "before", "cluster", "connect", "distribute", "final",
    "global", "match_recognize", "minus", "pivot", "positional", "sample", "semi", "sort",
    "start", "tablesample", "unpivot", "window",
  ]

  private static let foreign: Set<String> = [
    "after", "anti", "apply", "array", "asof", "at", "before", "begin", "bernoulli", "bulk",
    "changes", "cluster", "columns", "conditional", "connect", "cube", "default", "distribute",
    "empty", "error", "explode", "fetch", "final", "flatten", "for", "format", "global", "grouping",
    "having",
    "increment", "into", "json_table", "keep", "lambda", "lateral", "level", "macro", "map",
    "match_recognize", "max", "measures", "min", "model", "multiset", "oj", "omit", "option",
    "ordinality", "partition", "passing", "path", "pattern", "percent", "pivot", "placing",
    "positional", "prior", "quotes", "repeatable", "replace", "returning", "rollup", "sample",
    "seed", "semi", "sets", "settings", "sort", "start",
    "stratify", "struct", "system", "system_time", "table", "tables", "tablesample", "ties",
    "timestamp", "top", "transform", "unconditional", "unnest", "unpivot", "use", "value",
    "version",
    "view", "within", "wrapper", "xml", "zone",
  ]

  private static let statements: Set<String> = [
    "alter", "analyze", "begin", "call", "comment", "copy", "create", "declare", "delete", "desc",
    "describe", "drop", "execute", "explain", "export", "grant", "if", "insert", "install", "load",
    "merge", "pivot", "pragma", "refresh", "revoke", "set", "show", "summarize", "table",
    "truncate", "unload", "unpivot", "update", "use", "vacuum",
  ]

  private static let literalTypes: Set<String> = [
    "bignumeric", "bytes", "date", "datetime", "interval", "json", "numeric", "time", "timestamp",
    "timestamptz", "timestamp_ntz", "uuid",
  ]

  private static let dateFunctions: Set<String> = [
    "date_add", "date_diff", "date_part", "date_sub", "date_trunc", "dateadd", "datediff",
    "datename", "datepart", "datetime_add", "datetime_diff", "datetime_sub", "datetime_trunc",
    "extract", "last_day", "next_day", "time_add", "time_diff", "time_slice", "time_trunc",
    "timeadd", "timediff", "timestamp_add", "timestamp_diff", "timestamp_sub", "timestamp_trunc",
    "timestampadd", "timestampdiff", "trunc",
  ]

  private static let dateParts: Set<String> = [
    "century", "day", "dayofweek", "dayofyear", "decade", "dow", "doy", "epoch", "hour", "isodow",
    "isoweek", "isoyear", "microsecond", "millennium", "millisecond", "minute", "month",
    "nanosecond", "quarter", "second", "week", "weekday", "year",
  ]
}
