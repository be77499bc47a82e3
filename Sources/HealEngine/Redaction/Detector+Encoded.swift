extension Detector {
  /// Keys, addresses and pairs that are written in hexadecimal digits, as databases show bytes.
  static let encoded: [Detector] = [
    Detector(
      #"(?<![0-9A-Za-z])(?:0x|\\{0,4}x|[xX]')?(?<v>(?:[0-9a-fA-F]{2}[ :]?){12,}+[A-Za-z0-9+/=]*+)"#,
      judgeHex)
  ]

  @Sendable private static func judgeHex(_ sighting: Sighting) -> Removal? {
    guard let range = sighting.value else { return nil }
    let digits = sighting.text[range].lazy.filter { $0 != 0x20 && $0 != UInt8(ascii: ":") }
      .prefix(400).map(\.hexDigit)
    var words = ""
    var high: UInt32?
    for digit in digits {
      guard let digit else { break }
      if let first = high {
        words.unicodeScalars.append(Unicode.Scalar(UInt8(first << 4 | digit)))
        high = nil
      } else {
        high = digit
      }
    }
    let lowercased = words.lowercased()
    guard telling.contains(where: lowercased.contains) else { return nil }
    return Removal(range: range, mark: lowercased.contains("-begin ") ? .key : .secret)
  }

  private static let telling = [
    "-begin ", "password", "passwd", "passphrase", "pwd=", "secret", "token", "api_key", "apikey",
    "accountkey", "://", "bearer ", "private_key",
  ]
}
