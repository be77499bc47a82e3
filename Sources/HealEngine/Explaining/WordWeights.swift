/// How much a word tells: the fewer texts have it, the more.
struct WordWeights: Sendable {
  private let weights: [String: Double]
  private let rarest: Double

  init(_ texts: [Set<String>]) {
    var counts: [String: Int] = [:]
    for text in texts { for word in text { counts[word, default: 0] += 1 } }
    let total = Double(max(1, texts.count))
    weights = counts.mapValues { Self.logarithm(1 + total / Double($0)) }
    rarest = Self.logarithm(1 + total)
  }

  /// From 0 to 1: how much of what the words tell is among the others; 0 where there are none.
  func share(of words: Set<String>, in others: Set<String>) -> Double {
    let all = sum(words)
    return all > 0 ? sum(words.intersection(others)) / all : 0
  }

  subscript(word: String) -> Double { weights[word] ?? rarest }

  /// The length of the vector that the words span.
  func length(_ words: Set<String>) -> Double {
    words.sorted().reduce(0) { $0 + self[$1] * self[$1] }.squareRoot()
  }

  private func sum(_ words: Set<String>) -> Double {
    // In an order of its own, so that the same words always give the same number.
    words.sorted().reduce(0) { $0 + self[$1] }
  }

  /// To the base 2, by halving: near enough for a weight, and pure.
  private static func logarithm(_ number: Double) -> Double {
    Double(number.exponent) + (number.significand - 1)
  }
}
