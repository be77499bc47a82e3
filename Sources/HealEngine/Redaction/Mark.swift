/// What stands in a redacted text where something was taken out; it says what that was.
enum Mark: String, CaseIterable, Sendable {
  case password = "[password]"
  case token = "[token]"
  case key = "[key]"
  case secret = "[secret]"
  case webhook = "[webhook]"
  case email = "[e-mail]"
  case rowValue = "[row value]"
  /// What a pattern of the policy found.
  case redacted = "[redacted]"
  /// A person's folder.
  case home = "~"

  private static let bytes = allCases.filter { $0 != .home }.map { Array($0.rawValue.utf8) }

  /// The bytes of a mark that begins at an offset; nil where none does.
  static func length(at offset: Int, in text: [UInt8]) -> Int? {
    guard offset < text.count, text[offset] == UInt8(ascii: "[") else { return nil }
    return bytes.first { text[offset...].starts(with: $0) }?.count
  }
}
