extension Detector {
  /// Values known to be secret, as they are and as JSON and URLs spell them.
  static func known(_ secrets: [String]) -> [Detector] {
    var spellings: Set<String> = []
    for secret in secrets where secret.utf8.count >= 6 && !ordinary.contains(secret.lowercased()) {
      spellings.formUnion([secret, inJSON(secret), inURL(secret)])
    }
    // The longest first, or what one holds of another would stay.
    let sorted = spellings.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
    return sorted.map { Detector(escaped($0), .secret) }
  }

  /// Passwords of test set-ups that are words of every dbt log.
  private static let ordinary: Set<String> = [
    "bigquery", "databricks", "default", "duckdb", "password", "postgres", "postgresql", "redshift",
    "secret", "snowflake",
  ]

  private static func inJSON(_ secret: String) -> String {
    var text = ""
    for scalar in secret.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case "\n": text += #"\n"#
      case "\r": text += #"\r"#
      case "\t": text += #"\t"#
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  private static func inURL(_ secret: String) -> String {
    let plain = Set(
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
    return secret.utf8.map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return plain.contains(byte)
        ? String(Unicode.Scalar(byte)) : (digits.utf8.count == 1 ? "%0" : "%") + digits
    }.joined()
  }

  /// The text as a pattern that matches just it.
  static func escaped(_ text: String) -> String {
    var pattern = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII, !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) {
        pattern += "\\x{" + String(scalar.value, radix: 16) + "}"
      } else {
        pattern.unicodeScalars.append(scalar)
      }
    }
    return pattern
  }
}
