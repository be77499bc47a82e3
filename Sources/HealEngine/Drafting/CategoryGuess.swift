package import HealLanguage

/// Guesses the category of a failure by the most alike failures that rules have in their tests.
package struct CategoryGuess: Sendable {
  private let examples: [Example]
  private let weights: WordWeights

  private struct Example: Sendable {
    var rule: String
    var category: String
    var words: Set<String>
  }

  package struct Neighbour: Hashable, Sendable {
    package var rule: String
    package var category: String
    /// From 0 to 1.
    package var likeness: Double
  }

  package init(_ rules: RuleSet) {
    var examples: [Example] = []
    for rule in rules.rules where !rule.name.hasPrefix("dbt.unknown_") {
      for test in rule.tests where test.expectsMatch && test.todo == nil {
        let words = Pattern.words(of: test.asFailure(of: rule).messageWithoutHeading)
        examples.append(Example(rule: rule.name, category: rule.category, words: words))
      }
    }
    self.examples = examples
    weights = WordWeights(examples.map(\.words))
  }

  /// Below it, examples have too little in common with a failure to say anything.
  private static let nearEnough = 0.15

  /// The most alike examples of different rules, nearest first; empty where none is alike.
  package func neighbours(of failure: Failure, limit: Int = 5) -> [Neighbour] {
    let words = Pattern.words(of: failure.messageWithoutHeading)
    var best: [String: Neighbour] = [:]
    for example in examples where !example.words.isDisjoint(with: words) {
      let likeness = weights.likeness(words, example.words)
      guard likeness >= Self.nearEnough, likeness > best[example.rule]?.likeness ?? 0 else {
        continue
      }
      best[example.rule] = Neighbour(
        rule: example.rule, category: example.category, likeness: likeness)
    }
    return Array(
      best.values.sorted { ($1.likeness, $0.rule) < ($0.likeness, $1.rule) }.prefix(limit))
  }

  /// The category that the neighbours speak for, each as loud as it is alike, and the nearest of it.
  package func guess(_ failure: Failure) -> Neighbour? {
    let neighbours = neighbours(of: failure)
    var votes: [String: Double] = [:]
    for neighbour in neighbours {
      votes[neighbour.category, default: 0] += neighbour.likeness * neighbour.likeness
    }
    let winner = votes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.first?.key
    return neighbours.first { $0.category == winner }
  }
}
