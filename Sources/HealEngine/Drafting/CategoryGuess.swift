package import HealLanguage

/// Guesses the category of a failure by the most alike failures that rules have in their tests.
package struct CategoryGuess: Sendable {
  private let examples: [Example]
  private let weights: WordWeights
  /// The examples that have a word.
  private let places: [String: [Int]]

  private struct Example: Sendable {
    var rule: String
    var category: String
    /// The length of the vector of its words.
    var length: Double
  }

  package struct Neighbour: Hashable, Sendable {
    package var rule: String
    package var category: String
    /// From 0 to 1.
    package var likeness: Double
  }

  package init(_ rules: RuleSet) {
    var texts: [(rule: Rule, words: Set<String>)] = []
    for rule in rules.rules where !rule.name.hasPrefix("dbt.unknown_") {
      for test in rule.tests where test.expectsMatch && test.todo == nil {
        texts.append((rule, Pattern.words(of: test.asFailure(of: rule).messageWithoutHeading)))
      }
    }
    let weights = WordWeights(texts.map(\.words))
    var places: [String: [Int]] = [:]
    for (index, text) in texts.enumerated() {
      for word in text.words { places[word, default: []].append(index) }
    }
    self.weights = weights
    self.places = places
    examples = texts.map { rule, words in
      Example(rule: rule.name, category: rule.category, length: weights.length(words))
    }
  }

  /// Below it, examples have too little in common with a failure to say anything.
  private static let nearEnough = 0.25

  /// The most alike examples of different rules.
  ///
  /// - Parameters:
  ///   - failure: its message is compared, without dbt's heading.
  ///   - excluded: a rule whose examples do not count.
  ///   - limit: how many at most.
  /// - Returns: the nearest first; empty where none is alike.
  package func neighbours(
    of failure: Failure, excluding excluded: String? = nil, limit: Int = 7
  ) -> [Neighbour] {
    let words = Pattern.words(of: failure.messageWithoutHeading)
    let length = weights.length(words)
    var products: [Int: Double] = [:]
    // In an order of its own, so that the same words always give the same number.
    for word in words.sorted() {
      for place in places[word] ?? [] {
        products[place, default: 0] += weights[word] * weights[word]
      }
    }
    var best: [String: Neighbour] = [:]
    for (place, product) in products where examples[place].rule != excluded {
      let example = examples[place]
      let likeness = product / (length * example.length)
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
  package func guess(_ failure: Failure, excluding excluded: String? = nil) -> Neighbour? {
    let neighbours = neighbours(of: failure, excluding: excluded)
    var votes: [String: Double] = [:]
    for neighbour in neighbours {
      votes[neighbour.category, default: 0] += neighbour.likeness * neighbour.likeness
    }
    let winner = votes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.first?.key
    return neighbours.first { $0.category == winner }
  }
}
