/// Names of functions and types that engines have: where a misspelt one is near to two of them, nobody knows which one
/// was meant.
enum SQLNames {
  static let functions: Set<String> = [
    "abs", "add_months", "any_value", "array_agg", "avg", "bit_and", "bit_or", "bool_and", "bool_or", "ceil", "ceiling",
    "char", "char_length", "chr", "coalesce", "concat", "concat_ws", "contains", "corr", "count", "count_if", "countif",
    "current_date", "current_time", "current_timestamp", "date", "date_add", "date_diff", "date_part", "date_sub",
    "date_trunc", "dateadd", "datediff", "day", "decode", "degrees", "dense_rank", "exp", "extract", "first",
    "first_value", "floor", "format", "greatest", "hash", "hour", "if", "iff", "ifnull", "ilike", "initcap", "instr",
    "isnull", "json_extract", "lag", "last", "last_day", "last_value", "lead", "least", "left", "len", "length",
    "listagg", "ln", "log", "lower", "lpad", "ltrim", "max", "max_by", "md5", "median", "min", "min_by", "minute", "mod",
    "mode", "month", "now", "ntile", "nullif", "nvl", "nvl2", "position", "pow", "power", "quarter", "radians", "random",
    "rank", "regexp_extract", "regexp_matches", "regexp_replace", "repeat", "replace", "reverse", "right", "round",
    "row_number", "rpad", "rtrim", "second", "sha1", "sha2", "sign", "sin", "split", "split_part", "sqrt", "stddev",
    "stddev_pop", "stddev_samp", "strftime", "string_agg", "strpos", "strptime", "substr", "substring", "sum", "tan",
    "time", "timestamp", "to_char", "to_date", "to_number", "to_timestamp", "translate", "trim", "trunc", "try_cast",
    "upper", "uuid", "var_pop", "var_samp", "variance", "week", "year", "zeroifnull",
  ]

  static let types: Set<String> = [
    "array", "bigint", "bignumeric", "binary", "bit", "blob", "bool", "boolean", "bpchar", "byte", "bytea", "bytes", "char",
    "character", "clob", "date", "datetime", "decimal", "double", "enum", "float", "float4", "float64", "float8",
    "geography", "geometry", "hugeint", "int", "int2", "int4", "int64", "int8", "integer", "interval", "json", "jsonb",
    "list", "long", "longtext", "map", "money", "mediumtext", "nchar", "number", "numeric", "nvarchar", "object", "real",
    "row", "serial", "short", "smallint", "string", "struct", "super", "text", "time", "timestamp", "timestamp_ltz",
    "timestamp_ntz", "timestamp_tz", "timestamptz", "timetz", "tinyint", "ubigint", "uinteger", "uuid", "varbinary",
    "varbyte", "varchar", "variant", "xml", "year",
  ]
}
