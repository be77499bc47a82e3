import Platform

/// What is believed of a share after so many successes and failures.
struct BetaDistribution: Hashable, Sendable {
  /// Successes, those of the prior included; above 0.
  var successes: Double
  /// Failures, those of the prior included; above 0.
  var failures: Double

  /// How probable it is that the share is at most this one: the regularised incomplete beta function,
  /// by its continued fraction (NIST Digital Library of Mathematical Functions, 8.17.22).
  func cumulative(_ share: Double) -> Double {
    if share <= 0 { return 0 }
    if share >= 1 { return 1 }
    // The fraction converges fast on this side of the mean; the other side is its mirror image.
    if share > (successes + 1) / (successes + failures + 2) {
      return 1 - BetaDistribution(successes: failures, failures: successes).cumulative(1 - share)
    }
    let logarithm =
      successes * log(share) + failures * log1p(-share) - log(successes)
      - (lgamma(successes).0 + lgamma(failures).0 - lgamma(successes + failures).0)
    return exp(logarithm) / fraction(share)
  }

  /// The share that is not reached with this probability.
  func quantile(_ probability: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    // Each step halves what is left; after 60 it is below the precision of a Double.
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if cumulative(middle) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// 1 + d₁/(1 + d₂/(1 + …)), from the front (Lentz's method).
  private func fraction(_ share: Double) -> Double {
    let tiny = 1e-300
    var (c, d, value) = (1.0, 0.0, 1.0)
    for term in 1...500 {
      let part = coefficient(term, share)
      d = 1 + part * d
      c = 1 + part / c
      if abs(d) < tiny { d = tiny }
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      value *= c * d
      if abs(c * d - 1) < 1e-14 { break }
    }
    return value
  }

  private func coefficient(_ term: Int, _ x: Double) -> Double {
    let (a, b, m) = (successes, failures, Double(term / 2))
    return term.isMultiple(of: 2)
      ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
  }
}
