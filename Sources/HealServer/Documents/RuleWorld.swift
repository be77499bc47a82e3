package import HealLanguage

/// What the server knows beside the documents that are open. `heal` fulfils it from disk, tests from memory.
package protocol RuleWorld: Sendable {
  /// All rule files that count for these folders, the standard rules first. Their names are absolute,
  /// canonical paths.
  func sources(for folders: [String]) -> [Source]

  /// The path without links, or itself where it does not exist.
  func canonical(_ path: String) -> String

  /// How many recordings expect each rule, by the rule's name; empty where there are none.
  func recordings(for folders: [String]) -> [String: Int]
}
