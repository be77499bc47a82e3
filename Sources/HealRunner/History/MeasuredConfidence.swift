/// The share of its fixes that a rule heals at least, as far as its history bears that out.
///
/// It is the lower end of a one-sided 95 % credible interval for a share: the 5 % quantile of a beta
/// distribution, beta(a + verified, b + rolledBack). (Brown, Cai and DasGupta, "Interval Estimation for
/// a Binomial Proportion", Statistical Science 16, 2001, on such intervals.) The prior beta(a, b) weighs
/// as much as ten fixes, and its own 5 % quantile is the authored number: what its tests have earned the
/// rule is read as the same kind of lower bound. So, without any history, the measured confidence *is*
/// the authored one; every verified fix raises it, every one rolled back lowers it.
///
/// - Parameters:
///   - authored: from 0 to 1.
///   - verified: fixes that held.
///   - rolledBack: fixes that did not.
/// - Returns: from 0 to 1.
func measuredConfidence(authored: Double, verified: Int, rolledBack: Int) -> Double {
  guard verified + rolledBack > 0, authored > 0 else { return authored }
  let prior = prior(withLowerBound: min(authored, highest))
  return BetaDistribution(
    successes: prior.successes + Double(verified), failures: prior.failures + Double(rolledBack)
  ).quantile(level)
}

private let level = 0.05
/// In fixes.
private let priorWeight = 10.0
/// Nothing is as certain as not to learn from failures.
private let highest = 0.995

/// The prior whose lower bound is the authored number; found by halving, as less and less of the
/// distribution lies below a number while its mean grows.
private func prior(withLowerBound bound: Double) -> BetaDistribution {
  var (low, high) = (0.0, 1.0)
  func distribution(_ mean: Double) -> BetaDistribution {
    BetaDistribution(successes: priorWeight * mean, failures: priorWeight * (1 - mean))
  }
  for _ in 0..<50 {
    let middle = (low + high) / 2
    if distribution(middle).cumulative(bound) > level { low = middle } else { high = middle }
  }
  return distribution((low + high) / 2)
}
