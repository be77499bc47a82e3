/// The outline of a regex, by the items that PCRE2 itself tells apart: letters that stand for themselves count.
struct RegexOutline: PatternOutline {
  private(set) var weights: [Int] = []
  private(set) var total = 0
  private let items: [Range<Int>]
  private let bytes: [UInt8]
  /// What stands in the regex before what was written.
  private let prefix: Int
  private var groups: [Group] = []

  /// A group that is open.
  private struct Group {
    /// What counted when it was opened.
    var base: Int
    /// The least that a branch of it has counted to.
    var least: Int?
    /// Whether what stands in it takes no text.
    var isLookaround: Bool
  }

  init(_ pattern: Pattern, items: [Range<Int>]) {
    self.items = items
    bytes = Array(pattern.regex.utf8)
    prefix = bytes.count - pattern.written.utf8.count
    groups = [Group(base: 0, isLookaround: false)]
    var current = 0
    for item in items {
      weights.append(current)
      take(item, &current)
    }
    total = min(groups.first?.least ?? current, current)
  }

  private mutating func take(_ item: Range<Int>, _ current: inout Int) {
    let text = bytes[item.clamped(to: bytes.indices)]
    switch text.first {
    case UInt8(ascii: "(") where !text.starts(with: "(?#".utf8):
      let marks = ["(?=", "(?!", "(?<=", "(?<!", "(*"]
      groups.append(
        Group(base: current, isLookaround: marks.contains { text.starts(with: $0.utf8) }))
    case UInt8(ascii: "|"):
      groups[groups.count - 1].least = min(groups[groups.count - 1].least ?? current, current)
      current = groups[groups.count - 1].base
    case UInt8(ascii: ")"):
      guard groups.count > 1 else { return }
      let group = groups.removeLast()
      let end = min(group.least ?? current, current)
      current = group.isLookaround || Self.mayBeLeftOut(text) ? group.base : end
    default:
      let counts = Self.isLiteral(text) && text.contains { Pattern.isWordByte($0) || $0 >= 0x80 }
      if counts, !groups.contains(where: \.isLookaround) { current += 1 }
    }
  }

  /// `)?`, `)*`, `){0,3}`.
  private static func mayBeLeftOut(_ close: ArraySlice<UInt8>) -> Bool {
    let quantifier = close.dropFirst()
    return quantifier.first == UInt8(ascii: "?") || quantifier.first == UInt8(ascii: "*")
      || quantifier.starts(with: "{0".utf8)
  }

  /// A character that stands for itself, once.
  private static func isLiteral(_ item: ArraySlice<UInt8>) -> Bool {
    guard let first = item.first else { return false }
    if first == UInt8(ascii: "\\") {
      guard item.count == 2, let second = item.last else { return false }
      return !Pattern.isWordByte(second)
    }
    if first >= 0x80 { return item.allSatisfy { $0 >= 0x80 } }
    return item.count == 1 && !".^$[".utf8.contains(first)
  }

  func written(of item: Int) -> Range<Int> {
    let start = items[item].lowerBound
    let end: Int
    let text = bytes[items[item].clamped(to: bytes.indices)]
    if text.first == UInt8(ascii: "(") {
      end = endOfGroup(item)
    } else if Self.isLiteral(text) {
      let rest = items[item...].firstIndex { !Self.isLiteral(bytes[$0.clamped(to: bytes.indices)]) }
      end = items[rest.map { $0 - 1 } ?? item].upperBound
    } else {
      end = items[item].upperBound
    }
    return max(0, start - prefix)..<max(0, end - prefix, start - prefix)
  }

  private func endOfGroup(_ open: Int) -> Int {
    var depth = 0
    for item in items[open...] {
      switch bytes[item.clamped(to: bytes.indices)].first {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      default: continue
      }
      if depth == 0 { return item.upperBound }
    }
    return items[open].upperBound
  }
}
