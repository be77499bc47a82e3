import Words

/// A word that stands behind `password` or `token` in a sentence: a secret, or the sentence going on.
struct SecretWord {
  private let bytes: ArraySlice<UInt8>
  private let lowercased: String

  init(_ word: ArraySlice<UInt8>) {
    bytes = word
    lowercased = String(decoding: word, as: UTF8.self).lowercased()
  }

  /// Whether its characters alone say that nobody speaks so: digits between letters, marks within, mixed case.
  var looksSecret: Bool {
    guard bytes.count >= 6, !isKnown, !isIdentifier, !isPlace else { return false }
    let hasDigit = bytes.contains { (0x30...0x39).contains($0) }
    let hasLetter = bytes.contains(where: Self.isLetter)
    if hasDigit, hasLetter { return true }
    let inner = bytes.dropFirst().dropLast()
    if hasLetter, inner.contains(where: { "!#$%^&*?@~+=".utf8.contains($0) }) { return true }
    return RandomText(bytes).isSecretBesideName
  }

  /// Whether it may be one where the sentence promises it: `with password …`, `the password is …`.
  var isNoOrdinaryWord: Bool {
    if looksSecret { return true }
    guard bytes.count >= 5, !isKnown, !isIdentifier, !isPlace, bytes.allSatisfy(Self.isLetter)
    else {
      return bytes.count >= 8 && !isKnown && !isIdentifier && !isPlace
        && bytes.contains(where: Self.isLetter) && !isHyphenated
    }
    return English.rank(of: lowercased) == nil && !TradeWords.terms.contains(lowercased)
      && !TradeWords.abbreviations.contains(lowercased)
  }

  /// Whether it may be one right beside a user or in a list, where names of other things stand too: no word at all, and
  /// capitals within.
  var looksSecretBesideUser: Bool {
    if looksSecret { return true }
    let hasCapital = bytes.dropFirst().contains { (0x41...0x5A).contains($0) }
    return isNoOrdinaryWord && hasCapital && !RandomText(bytes).isOfWords
  }

  /// `stg_orders_2`, `db.schema.table`: names that projects have.
  private var isIdentifier: Bool {
    guard bytes.contains(where: { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }) else {
      return false
    }
    let parts = bytes.split { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }
    return parts.allSatisfy { part in
      let letters = part.prefix(while: Self.isLetter)
      return part.dropFirst(letters.count).allSatisfy { (0x30...0x39).contains($0) }
    }
  }

  /// `user-provided`
  private var isHyphenated: Bool {
    bytes.allSatisfy { Self.isLetter($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "/") }
  }

  private var isPlace: Bool {
    lowercased.hasPrefix("/") || lowercased.hasPrefix("./") || lowercased.hasPrefix("~/")
      || lowercased.contains("://") || lowercased.hasPrefix("$") || lowercased.hasPrefix("{{")
      || lowercased.hasPrefix("%") || lowercased.hasPrefix("[") || lowercased.hasPrefix("<")
  }

  private var isKnown: Bool {
    if Self.known.contains(lowercased) { return true }
    // `v1.2`, `1.11.16`, `PASS=5`, times
    let digits = bytes.drop { $0 == UInt8(ascii: "v") }
    return digits.allSatisfy { (0x30...0x39).contains($0) || ".:-/,".utf8.contains($0) }
  }

  private static let known: Set<String> = [
    "base32", "base64", "ed25519", "hmac-sha256", "int32", "int64", "md5", "oauth2", "pbkdf2",
    "python3", "rs256",
    "rsa2048", "scram-sha-256", "sha1", "sha256", "sha512", "uint64", "utf8", "utf-8", "x509",
  ]

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) && byte < 0x80
  }
}
