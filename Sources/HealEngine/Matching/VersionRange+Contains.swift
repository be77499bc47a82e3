import HealLanguage

extension VersionRange {
  /// Whether a version is in the range; nil where it begins with no number. `1.8` is `1.8.0`, and
  /// what a part has behind its digits does not count: `1.11.0b2` is `1.11.0`.
  func contains(_ version: String) -> Bool? {
    let numbers = Self.numbers(of: version)
    guard !numbers.isEmpty else { return nil }
    return bounds.allSatisfy { bound in
      let order = Self.order(numbers, bound.version)
      return switch bound.comparison {
      case .equal: order == 0
      case .notEqual: order != 0
      case .less: order < 0
      case .lessOrEqual: order <= 0
      case .greater: order > 0
      case .greaterOrEqual: order >= 0
      }
    }
  }

  private static func numbers(of version: String) -> [Int] {
    var numbers: [Int] = []
    for part in version.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      let digits = part.prefix { (0x30...0x39).contains($0) }
      guard let number = Int(String(decoding: digits, as: UTF8.self)) else { break }
      numbers.append(number)
      if digits.count < part.count { break }
    }
    return numbers
  }

  /// Negative, zero or positive, as the left is before, at or behind the right.
  private static func order(_ left: [Int], _ right: [Int]) -> Int {
    for index in 0..<max(left.count, right.count) {
      let difference =
        (index < left.count ? left[index] : 0) - (index < right.count ? right[index] : 0)
      if difference != 0 { return difference.signum() }
    }
    return 0
  }
}
