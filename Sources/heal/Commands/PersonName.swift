import FoundationEssentials
import HealRunner

/// Who decides: the name given, or the one that git knows, or that of the account.
func personName(_ given: String?, in folder: String) -> String {
  if let name = given.flatMap(\.inOneLine) { return name }
  let git = try? CommandRunner(interruption: Interruption()).run(
    Command(
      ["git", "config", "user.name"], folder: folder, isShown: false, timeLimit: 10))
  if let git, git.isSuccess,
    let name = String(decoding: git.standardOutput, as: UTF8.self).inOneLine
  {
    return name
  }
  return ProcessInfo.processInfo.environment["USER"].flatMap(\.inOneLine) ?? "someone"
}

extension String {
  /// Without line breaks and control characters; nil when nothing is left.
  fileprivate var inOneLine: String? {
    let words = split { character in
      character.isWhitespace || character.unicodeScalars.contains { $0.value < 0x20 }
    }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}
