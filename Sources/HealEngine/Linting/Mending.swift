package import HealLanguage

/// What `heal lint --fix` would write.
package struct Mending: Sendable {
  /// The sources that change, with their new text.
  package var changed: [HealLanguage.Source]
  /// What was put right, in the order in which it was.
  package var mended: [Problem]
  /// What stays wrong afterwards, in source order.
  package var left: [Problem]
}

/// Applies the tried remedies of all problems, again and again until there are none left.
///
/// - Parameters:
///   - sources: all that is compiled together.
///   - options: what to report on, and so what to mend.
///   - selects: which problems are mended; the others stay.
/// - Returns: the new texts. Mending them once more changes nothing.
package func mend(
  _ sources: [HealLanguage.Source], options: LintOptions = LintOptions(),
  where selects: (Problem) -> Bool = { _ in true }
) -> Mending {
  var current = sources
  var mended: [Problem] = []
  for _ in 0..<Mending.mostRounds {
    let problems = lint(current, options: options)
    let round = MendingRound(current, problems.filter(selects))
    mended += round.mended
    current = round.sources
    if round.mended.isEmpty { break }
  }
  let changed = zip(sources, current).filter { $0.text != $1.text }.map(\.1)
  return Mending(changed: changed, mended: mended, left: lint(current, options: options))
}

extension Mending {
  fileprivate static var mostRounds: Int { 10 }
}

/// One remedy a problem, as many as fit together.
private struct MendingRound {
  private(set) var sources: [HealLanguage.Source]
  private(set) var mended: [Problem] = []

  init(_ sources: [HealLanguage.Source], _ problems: [Problem]) {
    self.sources = sources
    let surroundings = Surroundings(sources, compile(sources))
    let offered = problems.filter { $0.remedies.first.map { !$0.isSpread } ?? false }
    let byFile = Dictionary(grouping: offered) { $0.firstEdits.first?.location.source ?? "" }
    for index in sources.indices {
      guard let mine = byFile[sources[index].name] else { continue }
      let fitting = Self.fitting(mine)
      let chosen = Self.stands(fitting, sources[index], surroundings) ? fitting : [mine[0]]
      guard let changed = chosen.flatMap(\.firstEdits).applied(to: sources[index]) else {
        continue
      }
      self.sources[index] = changed
      mended += chosen
    }
  }

  /// Those whose edits do not touch one another, the first ones first.
  private static func fitting(_ problems: [Problem]) -> [Problem] {
    // Apart from each other and in order, so that only neighbours need be looked at.
    var taken: [Range<Int>] = []
    return problems.filter { problem in
      let ranges = problem.firstEdits.map(\.range)
      let isFree = ranges.allSatisfy { range in
        let next = taken.place(of: range)
        return (next == taken.count || range.upperBound < taken[next].lowerBound)
          && (next == 0 || taken[next - 1].upperBound < range.lowerBound)
      }
      if isFree { for range in ranges { taken.insert(range, at: taken.place(of: range)) } }
      return isFree
    }
  }

  /// Whether all of them together do no harm; each by itself does none.
  private static func stands(
    _ problems: [Problem], _ source: HealLanguage.Source, _ surroundings: Surroundings
  ) -> Bool {
    if problems.count < 2 { return true }
    guard let changed = problems.flatMap(\.firstEdits).applied(to: source) else {
      return false
    }
    let before = FileStanding(source, among: surroundings.around(source))
    let after = FileStanding(changed, among: surroundings.around(changed), unlessSameAs: before)
    return after.isNoWorse(than: before)
  }
}

extension Remedy {
  /// Whether it changes more than one file, which is left to people.
  fileprivate var isSpread: Bool { Set(edits.map(\.location.source)).count != 1 }
}

extension Problem {
  fileprivate var firstEdits: [SourceEdit] { remedies.first?.edits ?? [] }
}

extension [Range<Int>] {
  /// Index of the first range that does not begin before this one.
  fileprivate func place(of range: Range<Int>) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].lowerBound >= range.lowerBound { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
