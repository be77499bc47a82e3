import HealEngine

/// What dbt says of itself when it begins.
struct ConsoleFacts {
  /// `duckdb` of `Registered adapter: duckdb=1.10.1`.
  var adapter: String?
  /// `1.11.16` of `Running with dbt=1.11.16`; dbt 2 begins with `dbt-core 2.0.0-alpha.4` or `dbt-fusion 2.0.9`.
  var dbtVersion: String?
  /// Whether dbt 2 tells of any node that it has run or left out.
  var hasNodes: Bool

  init(_ console: String) {
    let bytes = Array(console.utf8)
    adapter = Self.word(after: "Registered adapter: ", in: bytes)
    dbtVersion =
      Self.word(after: "Running with dbt=", in: bytes) ?? Self.banner(in: bytes)
    hasNodes = bytes.split(separator: 0x0A).contains { Dbt2Message.isNodeLine($0) }
  }

  /// The version in dbt 2's first line.
  private static func banner(in console: [UInt8]) -> String? {
    for line in console.split(separator: 0x0A).prefix(20) {
      var cursor = LineCursor(line.trimmed)
      guard cursor.take("dbt-core ") || cursor.take("dbt-fusion ") else { continue }
      let version = cursor.take { !$0.isBlank && $0 != 0x0D }
      if version.first?.isDigit == true { return version.text }
    }
    return nil
  }

  private static func word(after mark: String, in console: [UInt8]) -> String? {
    guard let found = console[...].firstRange(of: mark) else { return nil }
    let word = console[found.upperBound...].prefix { byte in
      byte.isDigit || byte.isLetter || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
    }
    return word.isEmpty ? nil : word.text
  }
}
