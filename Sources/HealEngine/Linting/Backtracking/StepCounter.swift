import PCRE2

/// Counts what searching for one pattern costs, in PCRE2's interpreter, which counts alike everywhere.
final class StepCounter {
  private let pattern: String
  private var compiled: [Int: Regex?] = [:]

  init(_ pattern: String) { self.pattern = pattern }

  /// Whether a search is given up when it may take so many steps from each starting point.
  func exceeds(_ limit: Int, in text: [UInt8]) -> Bool {
    guard let regex = regex(limit) else { return false }
    if case .inconclusive = regex.firstMatch(in: text) { return true }
    return false
  }

  /// How many steps a search takes, to a quarter; nil where that is more than `most`.
  func steps(in text: [UInt8], atMost most: Int) -> Int? {
    var limits = [64]
    while let last = limits.last, last < most { limits.append(last + last / 4) }
    limits[limits.count - 1] = most
    var low = 0
    var high = limits.count
    while low < high {
      let middle = (low + high) / 2
      if exceeds(limits[middle], in: text) { low = middle + 1 } else { high = middle }
    }
    return low < limits.count ? limits[low] : nil
  }

  private func regex(_ limit: Int) -> Regex? {
    if let known = compiled[limit] { return known }
    let made = try? Regex(
      pattern, limits: Regex.Limits(steps: UInt32(limit), heap: 20_480), isInterpreted: true)
    compiled[limit] = .some(made)
    return made
  }
}
