package import HealEngine

extension Redactor {
  /// The redactor of a run: knows the person's folder and the values of the variables whose names promise a
  /// secret.
  ///
  /// - Parameters:
  ///   - environment: heal's own variables.
  ///   - patterns: regular expressions of the policy.
  /// - Returns: one for the whole run.
  /// - Throws: ``BadPattern`` for the first pattern that is none.
  package static func standard(
    environment: [String: String], patterns: [String] = []
  ) throws(BadPattern) -> Redactor {
    let secrets = environment.filter { isSecret($0.key) }.map(\.value)
    return try Redactor(patterns: patterns, home: environment["HOME"], secrets: secrets)
  }

  private static func isSecret(_ name: String) -> Bool {
    let name = name.uppercased()
    if ["PWD", "OLDPWD", "SSH_AUTH_SOCK", "XDG_SESSION_ID"].contains(name) { return false }
    let words = [
      "PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "API_KEY", "APIKEY", "ACCESS_KEY",
      "PRIVATE_KEY", "ACCOUNT_KEY", "CONNECTION_STRING", "DATABASE_URL", "WEBHOOK",
    ]
    let ends = ["PWD", "_PASS", "_DSN", "_SAS", "_KEY", "_CREDENTIAL", "_CREDENTIALS", "_AUTH"]
    return words.contains { name.contains($0) } || ends.contains { name.hasSuffix($0) }
  }
}
