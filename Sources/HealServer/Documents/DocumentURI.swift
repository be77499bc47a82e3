/// Paths as the protocol writes them: `file:///shop/rules/a%20b.heal`.
enum DocumentURI {
  /// The path of a `file` URI; nil for any other.
  static func path(_ uri: String) -> String? {
    guard uri.hasPrefix("file://") else { return nil }
    let rest = Array(uri.utf8.dropFirst(7))
    guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    var path: [UInt8] = []
    var offset = slash
    while offset < rest.count {
      let digits = rest[min(offset + 1, rest.count)..<min(offset + 3, rest.count)]
      if rest[offset] == UInt8(ascii: "%"), digits.count == 2,
        let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        path.append(byte)
        offset += 3
      } else {
        path.append(rest[offset])
        offset += 1
      }
    }
    return String(decoding: path, as: UTF8.self)
  }

  static func uri(_ path: String) -> String {
    guard path.hasPrefix("/") else { return path }
    var uri = "file://"
    for byte in path.utf8 {
      if isPlain(byte) {
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        uri += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return uri
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: "/-._~".utf8.contains(byte)
    }
  }
}
