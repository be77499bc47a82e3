import HealLanguage
import PCRE2

/// Runs attacks on a pattern in PCRE2 and counts the steps. Only what was seen is reported.
struct BacktrackingTrial {
  /// PCRE2 counts from each starting point anew.
  private let single: StepCounter
  /// The pattern behind any text, so that all starting points count together.
  private let anywhere: StepCounter

  /// What heal allows a search.
  static let limit = Int(Regex.Limits().steps)

  init(_ place: PatternPlace) {
    let end = place.isExtended ? "\n" : ""
    single = StepCounter(place.pattern.regex)
    anywhere = StepCounter(#"\A(?s:.*?)(?:\#(place.pattern.regex)\#(end))"#)
  }

  enum Finding {
    case exponential(Attack, count: Int)
    case polynomial(Attack, degree: Int, count: Int, steps: (Int, Int))
  }

  /// The worst that one of the attacks does; nil where none does harm.
  func worst(of attacks: [Attack]) -> Finding? {
    for attack in attacks {
      if let count = exponential(attack) { return .exponential(attack, count: count) }
    }
    var worst: (finding: Finding, degree: Int)?
    for attack in attacks {
      guard let finding = polynomial(attack), case .polynomial(_, let degree, _, _) = finding,
        degree > worst?.degree ?? 1
      else { continue }
      worst = (finding, degree)
    }
    return worst?.finding
  }

  // MARK: Exponential

  /// How often the pump must be said until PCRE2 gives up; nil where the steps do not explode.
  private func exponential(_ attack: Attack) -> Int? {
    guard single.exceeds(50_000, in: attack.text(30)) else { return nil }
    guard let short = single.steps(in: attack.text(10), atMost: Self.limit) else {
      return giveUp(attack)
    }
    let long = single.steps(in: attack.text(20), atMost: Self.limit) ?? Self.limit
    return long >= short * 100 ? giveUp(attack) : nil
  }

  /// In a text of at most this many bytes.
  private static let longestAttack = 200

  private func giveUp(_ attack: Attack) -> Int? {
    var count = 8
    while attack.text(count).count <= Self.longestAttack {
      if single.exceeds(Self.limit, in: attack.text(count)) { return count }
      count += 2
    }
    return nil
  }

  // MARK: Polynomial

  /// Quadratic from one starting point, or worse than that from all together. That a search goes on
  /// from each byte makes it quadratic all too easily, and hardly ever hurts.
  private func polynomial(_ attack: Attack) -> Finding? {
    if let single = growth(attack, single, from: 2) { return single }
    return growth(attack, anywhere, from: 3)
  }

  private func growth(_ attack: Attack, _ search: StepCounter, from least: Int) -> Finding? {
    guard search.exceeds(least == 2 ? 12_000 : 1_000_000, in: attack.text(256)) else { return nil }
    for count in [256, 64, 16] {
      guard let long = search.steps(in: attack.text(count), atMost: Self.limit),
        let short = search.steps(in: attack.text(count / 2), atMost: Self.limit)
      else { continue }
      let ratio = Double(long) / Double(short)
      let degree = ratio < 3 ? 1 : ratio < 6 ? 2 : ratio < 12 ? 3 : 4
      return degree < least
        ? nil : .polynomial(attack, degree: degree, count: count / 2, steps: (short, long))
    }
    return nil
  }
}
