import HealLanguage

/// What a project calls its things, so that a message's names can be told from its words.
package struct KnownNames: Hashable, Sendable {
  /// By name in lower case: `model`, `seed`, `source`, `macro`, `package`, `variable`, `column`.
  private var meanings: [String: String] = [:]
  /// Words that differ between messages that are alike otherwise.
  private var varying: Set<String> = []

  package init() {}

  /// - Parameters:
  ///   - failure: its node is known by name, file and schema.
  ///   - evidence: about the project.
  package init(_ failure: Failure, evidence: some Evidence) {
    let lists: [(Question, String)] = [
      (.models, "model"), (.seeds, "seed"), (.sources, "source"), (.macros, "macro"),
      (.packages, "package"), (.vars, "variable"), (.tests, "test"),
    ]
    for (question, meaning) in lists {
      for name in evidence.answer(question).texts ?? [] { add(name, meaning) }
    }
    for model in evidence.answer(.models).texts ?? [] {
      let columns = evidence.answer(.function(.columns, [.text(model)])).texts ?? []
      for column in columns { add(column, "column") }
    }
    if let node = failure.node { add(node.name, node.kind ?? "node") }
  }

  package mutating func add(_ name: String, _ meaning: String) {
    let name = name.lowercased()
    if meanings[name] == nil { meanings[name] = meaning }
  }

  /// Adds the words in which another line differs; nothing where the two are of different shape.
  package mutating func addDifferences(_ line: String, _ other: String) {
    let (mine, theirs) = (Self.split(line), Self.split(other))
    guard mine.count == theirs.count, !mine.isEmpty else { return }
    let differing = zip(mine, theirs).filter { $0 != $1 }.map(\.0)
    guard differing.count * 2 < mine.count else { return }
    varying.formUnion(differing)
  }

  /// nil where nothing is known by the name, or it is one of a project's and reads as a word of a sentence.
  func meaning(of name: String) -> String? {
    let name = name.lowercased()
    return meanings[name] ?? name.split(separator: ".").last.flatMap { meanings[String($0)] }
  }

  /// Whether a word without quotes is a name: one that varies, or one of the project's that no sentence would have.
  func isName(_ word: String) -> Bool {
    varying.contains(word) || meaning(of: word) != nil && word.contains { "_.".contains($0) }
  }

  private static func split(_ line: String) -> [String] {
    line.split { $0 == " " }.map { word in
      let bare = word.drop { "\"'`(".contains($0) }
      return String(bare.prefix { !"\"'`),.;:".contains($0) })
    }
  }
}
