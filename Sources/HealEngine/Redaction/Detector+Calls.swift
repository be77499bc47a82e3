extension Detector {
  /// Keys and texts in the calls that encrypt, decrypt and sign, and passwords in those of servers and logins.
  static let calls: [Detector] = [
    Detector(
      #"(?i)(?<![a-z0-9])(?:\w{0,30}[._])?(?:(?:try_)?(?:pgp_(?:sym|pub)|aes|des|rsa|fpe|deterministic)_(?:en|de)crypt\w{0,20}"#
        + #"|(?:en|de)crypt(?:by\w{1,20}|_\w{1,20})?|h?mac(?:_\w{1,12}|[.]new|\w{0,10}sha\w{0,5})?|crypt|fernet"#
        + #"|keyset_from_json|aead[.]\w{1,20}|fromkeyset|setkey|set_encryption_key)(?=\()"#,
      each: textsOfCall),
    Detector(
      #"(?i)\bopen(?:rowset|datasource)\([^()\r\n]{0,400}?;[ ]?n?'(?<v>[^'\r\n]++)'(?=[ ]?[,)])"#,
      .password),
    Detector(
      #"(?i)\bsp_(?:addlogin|addlinkedsrvlogin|password|addapprole|setapprole|approlepassword|change_users_login|addremotelogin)\b(?<list>(?:(?!\\{1,7}n|"[,}])[^;\r\n])++)"#,
      each: lastText),
  ]

  /// The quoted texts of a call and of those within it, but for what says how is encrypted.
  @Sendable private static func textsOfCall(_ sighting: Sighting) -> [Removal] {
    let text = sighting.text
    let container = Container(from: sighting.range.upperBound, in: text)
    return container.values.compactMap { range in
      guard let quote = quote(before: range.lowerBound, in: text),
        let value = range.isEmpty ? nil : text[range]
      else { return nil }
      let words = String(decoding: value, as: UTF8.self).lowercased()
      guard !isMethod(words) else { return nil }
      // "…" is a column to most engines.
      if quote == UInt8(ascii: "\""), !SecretWord(value).looksSecret { return nil }
      return Removal(range: range, mark: .secret)
    }
  }

  /// `sp_addlogin 'etl', '…'`: a login, and then its password.
  @Sendable private static func lastText(_ sighting: Sighting) -> [Removal] {
    guard let list = sighting.range(of: "list") else { return [] }
    let texts = sighting.quotedTexts(in: list)
    guard texts.count > 1, let last = texts.last, !last.isEmpty else { return [] }
    return [Removal(range: last, mark: .password)]
  }

  private static func quote(before offset: Int, in text: [UInt8]) -> UInt8? {
    guard offset > 0 else { return nil }
    let byte = text[offset - 1]
    return byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") ? byte : nil
  }

  /// An algorithm, a mode, an encoding: `aes-256-gcm`, `GCM`, `sha256`, `hex`.
  private static func isMethod(_ words: String) -> Bool {
    if words.utf8.count < 2 || methods.contains(words) { return true }
    let parts = words.split { "-_/:=, ".contains($0) }
    return parts.count > 1
      && parts.allSatisfy { part in
        methods.contains(String(part)) || part.allSatisfy(\.isNumber)
      }
  }

  private static let methods: Set<String> = [
    "3des", "aad", "aead", "aes", "aes128", "aes192", "aes256", "algo", "base64", "bf", "blowfish",
    "cbc", "cfb", "cipher", "compress", "ctr", "default", "des", "ecb", "encrypt", "escape",
    "fips", "gcm", "hex", "hmac", "ige", "level", "md5", "mode", "none", "ofb", "pad", "padding",
    "pkcs", "pkcs5", "pkcs7", "rsa", "s2k", "session", "sha", "sha1", "sha2", "sha224", "sha256",
    "sha384", "sha512", "siv", "text", "utf", "utf-8", "utf8", "xdes", "key",
  ]
}
