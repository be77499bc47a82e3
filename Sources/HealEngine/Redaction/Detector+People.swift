extension Detector {
  /// E-mail addresses, and the folders that bear a person's name.
  static let people: [Detector] = [
    Detector(
      #"(?i)(?:@|%40)(?:[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}])"#,
      judgeEmail),
    Detector(
      begin
        + #"(?:/export|/var|(?:/mnt)?/[a-z](?=/Users/))?(?<s>/|%2F)(?:home|Users)\k<s>[^\s/\\:"'`,;()<>|\[\]{}%&?*$]++"#,
      .home),
    Detector(
      #"(?i)(?:(?<![a-z])|(?<=\\[nrt])|(?<=[0-9;\[]m))[a-z]:(?<s>[\\/]{1,4})users\k<s>"#
        + #"(?:[^\\/:*?"'<>|\r\n]{1,40}(?=\k<s>)|[^\s\\/:*?"'`<>|,;)]++)"#, .home),
  ]

  /// The folder of the person who runs heal, whatever its name; nothing for the root.
  static func folder(_ path: String) -> [Detector] {
    let plain = path.hasSuffix("/") ? String(path.dropLast()) : path
    guard plain.hasPrefix("/"), plain.utf8.count > 2 else { return [] }
    return [Detector(begin + escaped(plain) + #"(?![\w-]|\.\w)"#, .home)]
  }

  /// Where a path begins: also behind JSON's `\n` and a colour.
  private static let begin = #"(?:(?<![\w.~-])|(?<=\\[nrtbf])|(?<=[0-9;\[]m))"#

  /// Finds the part before the `@`. One is no address: a user in a URL, and git's own `git@host`.
  @Sendable private static func judgeEmail(_ sighting: Sighting) -> Removal? {
    let text = sighting.text
    let end = sighting.range.lowerBound
    var start = end
    while start > 0, end - start < 128, isLocal(text, start - 1) { start -= 1 }
    while start < end, text[start] & 0xC0 == 0x80 { start += 1 }
    start = afterEscape(start, end, in: text)
    let local = text[start..<end]
    guard local.contains(where: { isAlphanumeric($0) }) else { return nil }
    if start > 1, text[start - 1] == UInt8(ascii: "/"), text[start - 2] == UInt8(ascii: "/") {
      return nil
    }
    if local.elementsEqual("git".utf8) { return nil }
    return Removal(range: start..<sighting.range.upperBound, mark: .email)
  }

  /// A letter, a digit, one of `._%+-`, or part of a letter beyond ASCII; quotes and dashes of print are none.
  private static func isLocal(_ text: [UInt8], _ offset: Int) -> Bool {
    let byte = text[offset]
    if byte < 0x80 { return isAlphanumeric(byte) || "._%+-".utf8.contains(byte) }
    var lead = offset
    while lead > 0, text[lead] & 0xC0 == 0x80 { lead -= 1 }
    return text[lead] != 0xE2
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) && byte < 0x80
      || byte >= 0x80
  }

  /// Steps over the letter of JSON's `\n`, and the end of a colour.
  private static func afterEscape(_ start: Int, _ end: Int, in text: [UInt8]) -> Int {
    guard start > 0, start < end else { return start }
    if text[start - 1] == UInt8(ascii: "\\"), "nrtbf".utf8.contains(text[start]) {
      return start + 1
    }
    guard text[start - 1] == UInt8(ascii: "[") || text[start - 1] == UInt8(ascii: ";") else {
      return start
    }
    let digits = text[start..<end].prefix { (0x30...0x39).contains($0) }.count
    return start + digits < end && text[start + digits] == UInt8(ascii: "m")
      ? start + digits + 1 : start
  }
}
