extension Detector {
  /// What no name stands before, and what can be nothing but made by a generator.
  static let bare: [Detector] = [
    Detector(#"(?<![A-Za-z0-9+/_=.~%-])[A-Za-z0-9+/_=.~%-]{16,}+"#, judgeBare),
    // A name of two or three parts and a long random text: tokens of vendors that nobody has listed.
    Detector(
      edge
        + "[a-z][a-z0-9]{1,11}[_-](?:[a-z0-9]{1,12}[_-]){0,3}(?=[A-Za-z0-9]{0,60}[0-9])(?=[A-Za-z0-9]{0,60}[A-Z])"
        + "(?=[A-Za-z0-9]{0,60}[a-z])[A-Za-z0-9]{20,}+"
    ) { sighting in
      let tail =
        sighting.text[sighting.range].split { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
        .last ?? []
      return RandomText(tail).isMixed ? Removal(range: sighting.range, mark: .token) : nil
    },
  ]

  @Sendable private static func judgeBare(_ sighting: Sighting) -> Removal? {
    var range = sighting.range
    let text = sighting.text
    while range.count > 1, let last = text[range].last, "./-".utf8.contains(last) {
      range = range.lowerBound..<range.upperBound - 1
    }
    guard range.count <= 4096, !isPlace(text[range]) else {
      return range.count > 4096 && RandomText(text[range.prefix(400)]).isSecretBesideWord
        ? Removal(range: range, mark: .secret) : nil
    }
    let random = RandomText(text[range])
    if random.isSecretByItself || random.isEncodedText {
      return Removal(range: range, mark: .secret)
    }
    // `PASS=x`, `a=b`: the part behind the sign is looked at by itself.
    if let sign = text[range].firstIndex(of: UInt8(ascii: "=")), sign + 16 < range.upperBound {
      let value = RandomText(text[sign + 1..<range.upperBound])
      if value.isSecretByItself || value.isEncodedText {
        return Removal(range: sign + 1..<range.upperBound, mark: .secret)
      }
    }
    guard random.isSecretBesideWord, tellsOfSecret(before: range.lowerBound, in: text) else {
      return nil
    }
    return Removal(range: range, mark: .secret)
  }

  /// Names of files: `target/run/shop/models/Orders2024.sql`.
  private static func isPlace(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.contains(UInt8(ascii: "/")) else { return false }
    let parts = text.split(separator: UInt8(ascii: "/"))
    let last = parts.last ?? []
    if let dot = last.lastIndex(of: UInt8(ascii: ".")), (1...8).contains(last.endIndex - dot - 1),
      dot > last.startIndex,
      !text.contains(UInt8(ascii: "+")), !text.contains(UInt8(ascii: "="))
    {
      return true
    }
    return false
  }

  /// Whether a word of the same line, not far before, tells that a secret comes. `[secret]` tells of one that is gone.
  private static func tellsOfSecret(before offset: Int, in text: [UInt8]) -> Bool {
    var start = offset
    while start > 0, offset - start < 80, text[start - 1] != 0x0A, text[start - 1] != 0x0D {
      start -= 1
    }
    let words = Mark.allCases.reduce(String(decoding: text[start..<offset], as: UTF8.self)) {
      $0.replacing($1.rawValue, with: "")
    }.lowercased()
    return telling.contains { words.contains($0) }
  }

  private static let telling = [
    "key", "secret", "token", "credential", "password", "passwd", "pwd", "passphrase", "signature",
    "auth", "bearer",
    "session", "cookie", "jwt", "api", "private", "signing", "hmac", "passwort", "dsn",
    "connection", "login",
  ]
}

extension Range<Int> {
  fileprivate func prefix(_ count: Int) -> Range<Int> {
    lowerBound..<Swift.min(upperBound, lowerBound + count)
  }
}
