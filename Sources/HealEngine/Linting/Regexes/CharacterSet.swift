/// A set of characters as lints need it: each ASCII character, and all others as one.
struct CharacterSet: Hashable {
  private var bits: UInt128
  /// Whether characters beyond ASCII are in it.
  var hasOthers: Bool

  init(bits: UInt128 = 0, hasOthers: Bool = false) {
    self.bits = bits
    self.hasOthers = hasOthers
  }

  init(_ text: String) {
    self.init()
    for byte in text.utf8 { insert(byte) }
  }

  static let all = CharacterSet(bits: .max, hasOthers: true)
  static let lineEnds = CharacterSet("\r\n")
  static let notLineEnd = lineEnds.inverted
  static let digits = CharacterSet("0123456789")
  static let letters = CharacterSet("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
  static let word = letters.union(digits).union(CharacterSet("_"))
  static let space = CharacterSet(" \t\n\r\u{0B}\u{0C}")
  static let blank = CharacterSet(" \t")

  var inverted: CharacterSet { CharacterSet(bits: ~bits, hasOthers: !hasOthers) }
  var isEmpty: Bool { bits == 0 && !hasOthers }
  /// How many ASCII characters are in it.
  var count: Int { bits.nonzeroBitCount }

  func contains(_ byte: UInt8) -> Bool {
    byte < 0x80 ? bits >> UInt128(byte) & 1 != 0 : hasOthers
  }

  func isSuperset(of other: CharacterSet) -> Bool { other.intersection(self) == other }

  mutating func insert(_ byte: UInt8) {
    if byte < 0x80 { bits |= 1 << UInt128(byte) } else { hasOthers = true }
  }

  func union(_ other: CharacterSet) -> CharacterSet {
    CharacterSet(bits: bits | other.bits, hasOthers: hasOthers || other.hasOthers)
  }

  func intersection(_ other: CharacterSet) -> CharacterSet {
    CharacterSet(bits: bits & other.bits, hasOthers: hasOthers && other.hasOthers)
  }

  /// The same with the other case of each letter.
  var withBothCases: CharacterSet {
    var both = self
    for byte in Self.letterBytes where contains(byte) { both.insert(byte ^ 0x20) }
    return both
  }

  private static let letterBytes = (0x41...0x5A).map { UInt8($0) } + (0x61...0x7A).map { UInt8($0) }

  /// The one ASCII character that is all of the set.
  var only: UInt8? {
    bits.nonzeroBitCount == 1 && !hasOthers ? UInt8(bits.trailingZeroBitCount) : nil
  }

  /// A character of the set that reads well in a message; nil when there is none.
  var sample: [UInt8]? {
    if let only { return [only] }
    if let plain = Self.preferred.first(where: contains) { return [plain] }
    if bits != 0 { return [UInt8(bits.trailingZeroBitCount)] }
    return hasOthers ? Array("é".utf8) : nil
  }

  private static let preferred = Array("ax0A _-.,:=\"'/!".utf8)
}
