import HealLanguage
import PCRE2

/// Runs attacks on a pattern in PCRE2 and counts the steps. Only what was seen is reported.
struct BacktrackingTrial {
  /// PCRE2 counts from each starting point anew.
  private let counter: StepCounter

  /// What heal allows a search.
  static let limit = Int(Regex.Limits().steps)

  init(_ place: PatternPlace) { counter = StepCounter(place.pattern.regex) }

  enum Finding {
    case exponential(Attack, count: Int)
    case polynomial(Attack, degree: Int, count: Int, steps: (Int, Int))
  }

  /// The first attack that does harm, exponential ones before others; nil where none does.
  func worst(of attacks: [Attack]) -> Finding? {
    for attack in attacks {
      if let count = exponential(attack) { return .exponential(attack, count: count) }
    }
    return attacks.lazy.compactMap(polynomial).first
  }

  // MARK: Exponential

  /// How often the pump must be said until PCRE2 gives up; nil where the steps do not explode.
  private func exponential(_ attack: Attack) -> Int? {
    guard counter.exceeds(50_000, in: attack.text(30)) else { return nil }
    return isExplosive(attack, 5, ratio: 24) || isExplosive(attack, 10, ratio: 64)
      ? giveUp(attack) : nil
  }

  /// Whether twice as much takes so many times the steps.
  private func isExplosive(_ attack: Attack, _ count: Int, ratio: Int) -> Bool {
    guard let short = counter.steps(in: attack.text(count), atMost: Self.limit) else { return true }
    let long = counter.steps(in: attack.text(2 * count), atMost: Self.limit) ?? Self.limit + 1
    return long > short * ratio
  }

  /// In a text of at most this many bytes.
  private static let longestAttack = 200

  private func giveUp(_ attack: Attack) -> Int? {
    var count = 8
    while attack.text(count).count <= Self.longestAttack {
      if counter.exceeds(Self.limit, in: attack.text(count)) { return count }
      count += 2
    }
    return nil
  }

  // MARK: Polynomial

  /// From one starting point, that is: that a search goes on from each byte makes it quadratic all too
  /// easily, and hardly ever hurts.
  private func polynomial(_ attack: Attack) -> Finding? {
    guard counter.exceeds(3_500, in: attack.text(128)) else { return nil }
    for count in [128, 32, 8] {
      guard let long = counter.steps(in: attack.text(count), atMost: Self.limit),
        let short = counter.steps(in: attack.text(count / 2), atMost: Self.limit)
      else { continue }
      let ratio = Double(long) / Double(short)
      let degree = ratio < 3 ? 1 : ratio < 6 ? 2 : ratio < 12 ? 3 : 4
      return degree < 2
        ? nil : .polynomial(attack, degree: degree, count: count / 2, steps: (short, long))
    }
    return nil
  }
}
