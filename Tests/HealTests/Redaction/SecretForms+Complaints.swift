/// Forms of row values in what databases, libraries and dbt complain of; many are their own words.
extension SecretForms {
  static let complaints = ends + middles + containers + quotes

  /// What stands at the end of the message.
  private static let ends = [
    "Unknown string format: {n4}", "ParserError: String does not contain a date: {n4}",
    "unable to parse: {n4}",
    "could not parse date: {n4}", "day is out of range for month: {n4}", "Malformed CSV line: {n4}",
    "cannot cast type text to integer for value {n4}",
    "Error converting data type varchar to numeric: [{n4}]",
    "Error converting data type nvarchar to bigint: ({n4})", "Invalid value for ENUM type: {n4}",
    "Unrecognized value: {n4}", "Unexpected value: {n4}", "Invalid input: {n4}",
    "malformed number: {n4}",
    "Out of range value: {d12}", "value too long for type character varying(3): {n4}",
    "Invalid JSON text: {n4}", "invalid regular expression: {n4}", "invalid hexadecimal data: {n4}",
    "Invalid Base64: {n4}", "Invalid IBAN {n4}", "invalid phone number: {n4}",
    "invalid email address: {n4}",
    "Invalid postal code {n4}", "invalid value for domain zip: {n4}", "bad timestamp: {n4}",
    "Invalid hex string: {n4}", "unrecognized time zone: {n4}", "unknown timezone: {n4}",
    "invalid byte sequence in row {n4}", "invalid byte sequence for encoding UTF8 in value {n4}",
    "ORA-01722: invalid number: {n4}", "ORA-00001: unique constraint violated: ({n4})",
    "ORA-02290: check constraint (S.C) violated: ({n4})", "CHECK constraint failed: name = {n4}",
    "violates check constraint: name <> {n4}", "Scalar subquery returned more than 1 row: {n4}",
    "More than one row returned by a subquery: {n4}",
    "UPDATE/MERGE must match at most one source row for each target row: {n4}",
    "MERGE failed: multiple source rows matched target row ({n4}, 7)",
    "A MERGE statement attempted to UPDATE the same row twice: {n4}",
    "Offending values: {n4}, {n4}",
    "first failing row: {n4}", "Cannot insert duplicate values: ({n4}, {d7})",
    "CSV parse error: Expected 3 columns, got 4: 7,{n4},x", "argument out of range: {n4}",
    "Cannot parse DateTime: {n4}", "Invalid IPv4 address: {n4}", "illegal character in value: {n4}",
  ]

  /// What stands within it, with quotes or without.
  private static let middles = [
    "TRY_CAST of '{n4}' failed", "SAFE_CAST of \"{n4}\" failed", "TRY_TO_NUMBER of '{n4}' failed",
    "Expected number, got '{n4}' in row 12", "Expected integer but found '{n4}' at line 3",
    "expected boolean, received \"{n4}\" (row 4)", "Row 5: unexpected value {n4} in column name",
    "row 7: got value {n4} for column name", "Mismatch Type Error: column 3 value {n4}",
    "accepted_values got '{n4}' not in list", "Value {n4} not in accepted values ('a','b')",
    "got unexpected value `{n4}` for enum", "month out of range in '{n4}'",
    "minute out of range in '{n4}'",
    "Unparseable date: \"{n4}\"", "Cannot convert value '{n4}' from column 3 to TIMESTAMP",
    "time zone \"{n4}\" not recognized", "Unknown time zone '{n4}'",
    "invalid hexadecimal digit: \"{n4}\"",
    "cannot cast value {n4} to INTEGER", "cannot coerce value {n4} into type date",
    "CSV conversion error to int64: invalid value '{n4}'",
    "Could not convert '{n4}' with type str: tried to convert to int64",
    "could not parse `{n4}` as dtype `i64` at column 'x'",
    "invalid input for query argument $1: '{n4}' (an integer is required)",
    "Cannot parse uuid {n4}: Cannot parse UUID from String", "Cannot cast VARCHAR '{n4}' to DATE",
    "The value '{n4}' provided for 'x' is not a valid TIMESTAMP",
    "Invalid UTF-8 sequence in '{n4}'",
  ]

  private static let containers = [
    "test failure sample: {\"name\": \"{n4}\"}",
    "sample of failing rows: [{\"name\": \"{n4}\", \"id\": {d7}}]",
    "failing sample: [{'name': '{n4}', 'id': 4}]",
    "Could not convert Struct value {'name': {n4}, 'x': 1}",
    "Struct value {'name': '{n4}'} could not be cast",
    "Could not convert List value ['{n4}', {n3}] to INTEGER[]",
    "Could not convert Map value {k={n4}}", "Failing rows: ({n4}, {d7}), ({n4}, {d7})",
  ]

  private static let quotes = [
    "Ungültiger Wert: »{n4}«", "Ungültiges Datum: „{n4}“", "valeur invalide « {n4} »",
    "valeur non valide : « {n4} »", "invalid value “{n4}” in row 3",
    "недопустимое значение: «{n4}»",
    "無効な値：「{n4}」", "valor no válido: «{n4}»", "could not convert ‘{n4}’ to integer",
    "Bad value ‹{n4}› in row 3", "valore non valido: '{n4}'", "ongeldige waarde: \"{n4}\"",
    "invalid date ``{n4}''", "无效的值：“{n4}”", "nieprawidłowa wartość: „{n4}”",
  ]
}
