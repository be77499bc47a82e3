import Testing

@testable import HealEngine
@testable import HealRunner

/// What a rule's history makes of its authored number.
@Suite struct MeasuredConfidenceTests {
  private static let authored = [0.05, 0.3, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.99, 1]

  @Test(arguments: authored)
  func `without a history it is the authored number`(authored: Double) {
    #expect(measuredConfidence(authored: authored, verified: 0, rolledBack: 0) == authored)
  }

  /// The first fix moves it by a little, not by a jump: the prior's own bound is the authored number.
  @Test(arguments: authored.dropLast())
  func `the prior is the authored number`(authored: Double) {
    let after = measuredConfidence(authored: authored, verified: 1, rolledBack: 0)
    #expect(after > authored)
    #expect(after < authored + 0.12 * (1 - authored) + 0.07)
  }

  @Test(arguments: authored)
  func `verified fixes raise it, and those rolled back lower it`(authored: Double) {
    for verified in [0, 1, 2, 5, 40] {
      for rolledBack in [0, 1, 7] {
        let now = measuredConfidence(authored: authored, verified: verified, rolledBack: rolledBack)
        let better = measuredConfidence(
          authored: authored, verified: verified + 1, rolledBack: rolledBack)
        let worse = measuredConfidence(
          authored: authored, verified: verified, rolledBack: rolledBack + 1)
        #expect((0...1).contains(now))
        // 1 cannot rise: it is taken for 0.995 as soon as there is evidence.
        if authored < 1 || verified + rolledBack > 0 { #expect(better > now) }
        #expect(worse < now)
      }
    }
  }

  @Test func `a higher authored number stays higher`() {
    for (low, high) in zip(Self.authored.dropLast(), Self.authored.dropFirst().dropLast()) {
      #expect(
        measuredConfidence(authored: low, verified: 5, rolledBack: 1)
          < measuredConfidence(authored: high, verified: 5, rolledBack: 1))
    }
  }

  @Test func `much evidence outweighs the author`() {
    let half = measuredConfidence(authored: 0.95, verified: 500, rolledBack: 500)
    #expect((0.45...0.53).contains(half), "\(half)")
    #expect(measuredConfidence(authored: 0.5, verified: 1000, rolledBack: 0) > 0.98)
  }

  @Test func `one failure brings 85% below the usual threshold, one success does not harm`() {
    #expect(measuredConfidence(authored: 0.85, verified: 0, rolledBack: 1) < 0.8)
    #expect(measuredConfidence(authored: 0.9, verified: 1, rolledBack: 0) >= 0.9)
  }

  /// Values of R's `qbeta`, and shares whose quantile has a closed form.
  @Test func `the quantile is that of the beta distribution`() {
    func quantile(_ a: Double, _ b: Double, _ p: Double) -> Double {
      BetaDistribution(successes: a, failures: b).quantile(p)
    }
    #expect(abs(quantile(1, 1, 0.05) - 0.05) < 1e-9)
    // beta(a, 1) has the cumulative x^a, beta(1, b) has 1 − (1 − x)^b.
    #expect(abs(quantile(2, 1, 0.05) - 0.223606797749979) < 1e-9)
    #expect(abs(quantile(10, 1, 0.05) - 0.741134449106948) < 1e-9)
    #expect(abs(quantile(1, 10, 0.05) - 0.005116196891824) < 1e-9)
    #expect(abs(quantile(2, 2, 0.5) - 0.5) < 1e-9)
    // beta(2, 2) has 3x² − 2x³, beta(0.5, 0.5) has 2/π · asin √x.
    #expect(abs(BetaDistribution(successes: 2, failures: 2).cumulative(0.3) - 0.216) < 1e-9)
    #expect(abs(BetaDistribution(successes: 0.5, failures: 0.5).cumulative(0.25) - 1 / 3) < 1e-9)
  }
}
