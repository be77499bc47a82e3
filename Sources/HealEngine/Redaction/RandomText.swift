import Words

/// How a text without blanks is made up: a name that people wrote, or what a generator made.
struct RandomText {
  private let letters: Int
  private let lower: Int
  private let upper: Int
  private let digits: Int
  /// How often a letter of the other case or a digit follows within one part.
  private let changes: Int
  private let isHex: Bool
  private let count: Int
  private let longestPart: Int
  private let bytes: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) {
    bytes = text
    count = text.count
    var (lower, upper, digits, changes, part, longest) = (0, 0, 0, 0, 0, 0)
    var isHex = true
    var before: Kind?
    for byte in text {
      let kind = Kind(byte)
      switch kind {
      case .lower: lower += 1
      case .upper: upper += 1
      case .digit: digits += 1
      case nil: break
      }
      if let kind {
        if let before, before != kind { changes += 1 }
        part += 1
        longest = max(longest, part)
        if kind != .digit, !(0x61...0x66).contains(byte | 0x20) { isHex = false }
      } else {
        part = 0
        if byte != UInt8(ascii: "-") { isHex = false }
      }
      before = kind
    }
    self.lower = lower
    self.upper = upper
    self.digits = digits
    self.changes = changes
    self.isHex = isHex
    letters = lower + upper
    longestPart = longest
  }

  /// Whether it can hardly be a name, whatever stands beside it.
  ///
  /// Sums of checks, ids of runs and nodes, and names of files are none.
  var isSecretByItself: Bool {
    guard count >= 24, !isHex, lower > 1, upper > 1, digits > 1, longestPart >= 8 else {
      return false
    }
    return share >= 0.3 && !isOfWords
  }

  /// Whether it is likely to be a secret where a word of the same line tells of one.
  var isSecretBesideWord: Bool {
    guard count >= 16, longestPart >= 7, letters > 1 else { return false }
    if isHex { return longestPart >= 32 }
    if lower > 0, upper > 0 { return share >= (digits > 1 ? 0.25 : 0.35) && !isOfWords }
    return digits > 1 && longestPart >= 16 && share >= 0.3
  }

  /// Whether small letters, capitals and digits stand in it in no order that a name has.
  var isMixed: Bool {
    count >= 20 && lower > 1 && upper > 1 && digits > 0 && share >= 0.25 && !isOfWords
  }

  /// Whether it is likely to be a secret where it is the value of a name such as `auth` or `key`.
  var isSecretBesideName: Bool {
    guard count >= 8, letters > 0 else { return false }
    if isHex { return longestPart >= 32 }
    if digits == 0 { return count >= 12 && share >= 0.35 && !isOfWords }
    return longestPart >= 6 && (changes >= 4 || changes >= 2 && count >= 12)
  }

  /// How much of it is a change of case or between letters and digits.
  private var share: Double { Double(changes) / Double(max(1, letters + digits)) }

  /// Whether most of it are words, as in `ThreadPoolExecutor`: a name, however often it changes case.
  var isOfWords: Bool {
    var known = 0
    var word: [UInt8] = []
    func end() {
      let text = String(decoding: word, as: UTF8.self)
      if word.count > 2, English.rank(of: text) != nil || TradeWords.terms.contains(text) {
        known += word.count
      }
      word = []
    }
    for byte in bytes {
      guard let kind = Kind(byte), kind != .digit else {
        end()
        continue
      }
      if kind == .upper { end() }
      word.append(byte | 0x20)
    }
    end()
    return Double(known) >= 0.6 * Double(letters)
  }

  /// Whether it is base64 of a readable text, such as `user:password` or a connection string.
  var isEncodedText: Bool {
    guard count >= 16, upper > 0, lower > 0, let decoded = Base64.decoded(bytes),
      decoded.count >= 11
    else { return false }
    return decoded.allSatisfy {
      (0x20...0x7E).contains($0) || $0 == 0x0A || $0 == 0x0D || $0 == 0x09
    }
  }

  private enum Kind {
    case lower, upper, digit

    init?(_ byte: UInt8) {
      switch byte {
      case 0x61...0x7A: self = .lower
      case 0x41...0x5A: self = .upper
      case 0x30...0x39: self = .digit
      default: return nil
      }
    }
  }
}

/// Base64, in the usual alphabet or that of addresses, with or without `=` at the end.
enum Base64 {
  /// nil for a text that is none.
  static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let end = text.lastIndex { $0 != UInt8(ascii: "=") }.map { $0 + 1 } ?? text.startIndex
    let digits = text[..<end]
    guard digits.count % 4 != 1, text.endIndex - end <= 2 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count * 3 / 4)
    var (bits, held): (UInt32, Int) = (0, 0)
    for digit in digits {
      guard let value = value(of: digit) else { return nil }
      bits = bits << 6 | value
      held += 6
      if held >= 8 {
        held -= 8
        bytes.append(UInt8(bits >> UInt32(held) & 0xFF))
      }
    }
    return bytes
  }

  private static func value(of digit: UInt8) -> UInt32? {
    switch digit {
    case 0x41...0x5A: UInt32(digit - 0x41)
    case 0x61...0x7A: UInt32(digit - 0x61) + 26
    case 0x30...0x39: UInt32(digit - 0x30) + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
