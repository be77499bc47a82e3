import PCRE2

extension Failure {
  /// Whether its message is no failure by its opening words: a client warns, notes something or goes on. A rule that knows the message
  /// may know better: Airflow prints failures as INFO.
  var opensAsWarning: Bool {
    let text = Array(message.utf8)
    return Self.warnings.contains { warning in
      if case .match = warning.firstMatch(in: text) { true } else { false }
    }
  }

  private static let warnings = [
    #"(?i)\A\W*(?:WARN|NOTICE|INFO|DEBUG|HINT|Note\b|Skipping|suggestion|Deprecat|PP exception|Core:\s+- installed)"#,
    #"(?i)\A\W*(?:The following deprecation|Error sending anonymous|An error was encountered while trying to flush)"#,
    #"(?i)\A[\s\S]{0,200}\b(?:User|Deprecation|Future|Runtime|Resource|NotOpenSSL|InsecureRequest|RequestsDependency|Cryptography\w*)Warning\b"#,
  ].compactMap { try? Regex($0) }
}
