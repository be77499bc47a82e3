import HealLanguage

extension Settings {
  /// Variables that begin as heal's own do and are none, one sentence each where they were meant to be one: a
  /// misspelt name would leave its setting as it was, and nobody would know.
  static func misspelt(in environment: [String: String]) -> [String] {
    let known = Set(Setting.allCases.map(\.variable) + others)
    let suspects = environment.filter { name, value in
      name.hasPrefix(prefix) && !known.contains(name) && !value.isEmpty
    }
    return suspects.keys.sorted().compactMap { name in
      meant(by: name, known).map {
        "the environment variable \(name) is not known; did you mean \($0)?"
      }
    }
  }

  private static let prefix = "HEAL_"
  /// Those that are no settings.
  private static let others = [
    KillSwitch.variable, "HEAL_STANDARD_RULES", "HEAL_TEST_KILL_AT", "HEAL_EVENT",
  ]

  /// nil for a variable of someone else's.
  private static func meant(by name: String, _ known: Set<String>) -> String? {
    let spelt = Setting.allCases.first { name == $0.variableWithSection }
    // What all have in common makes none of them alike.
    let rest = String(name.dropFirst(prefix.count))
    let near = nearNames(rest, among: known.map { String($0.dropFirst(prefix.count)) })
    return spelt?.variable ?? near.first.map { prefix + $0 }
  }
}

extension Setting {
  /// As someone would call it who does not know which sections leave no trace: `HEAL_EXECUTION_MODE`.
  fileprivate var variableWithSection: String {
    "HEAL_" + key.split(separator: ".").joined(separator: "_").uppercased()
  }
}
