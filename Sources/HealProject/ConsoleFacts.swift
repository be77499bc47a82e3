import HealEngine

/// What dbt says of itself when it begins.
struct ConsoleFacts {
  /// `duckdb` of `Registered adapter: duckdb=1.10.1`.
  var adapter: String?
  /// `1.11.16` of `Running with dbt=1.11.16`.
  var dbtVersion: String?

  init(_ console: String) {
    let bytes = Array(console.utf8)
    adapter = Self.word(after: "Registered adapter: ", in: bytes)
    dbtVersion = Self.word(after: "Running with dbt=", in: bytes)
  }

  private static func word(after mark: String, in console: [UInt8]) -> String? {
    guard let found = console[...].firstRange(of: mark) else { return nil }
    let word = console[found.upperBound...].prefix { byte in
      byte.isDigit || byte.isLetter || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
    }
    return word.isEmpty ? nil : word.text
  }
}
