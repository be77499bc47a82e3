import HealLanguage

/// How much text one rule may compute for one failure. What is longer is unknown: the checker refuses rules that
/// multiply their texts, and this bounds what is left to the length of a message.
struct TextAllowance {
  /// Of one text or list, in bytes.
  static let longest = 1 << 20
  /// Of all of them together.
  private static let total = 16 << 20

  private var spent = 0
  private(set) var isExceeded = false

  /// Whether one text or list may be so long.
  mutating func allows(_ size: Int) -> Bool {
    if size > Self.longest { isExceeded = true }
    return size <= Self.longest
  }

  /// Whether one more of this size may be kept; then it counts.
  mutating func spend(_ size: Int) -> Bool {
    guard allows(size) else { return false }
    spent += size
    if spent > Self.total { isExceeded = true }
    return spent <= Self.total
  }
}

extension Value {
  /// About how many bytes it takes.
  var size: Int {
    switch self {
    case .unknown, .int, .number, .bool, .duration: 8
    case .text(let text): text.utf8.count
    case .list(let items): items.reduce(8) { $0 + 8 + $1.size }
    case .map(let values): values.reduce(8) { $0 + 16 + $1.key.size + $1.value.size }
    }
  }
}
