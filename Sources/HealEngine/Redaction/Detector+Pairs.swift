extension Detector {
  /// `password=…`, `"token": "…"`, `--api-key …` and their like.
  static let pairs: [Detector] = [
    // A YAML line is all value, also one of several words; and the value may stand on the next line.
    Detector(
      "(?im)^[ \\t-]{0,80}[\\w-]{0,60}pass(?:word|phrase)[ \\t]*+:[ \\t]++(?![\"'{\\[|>&*!#])"
        + "(?<v>[^\\r\\n#\\x1b]++)", judgeLine),
    Detector(
      "(?im)" + name
        + "[\"']?[ \\t]*+:[ \\t]*+(?:[|>][+-]?[0-9]?)?[ \\t]*+"
        + "\\r?\\n[ \\t]++(?!-[ ]|[\\w\"'-]{1,60}[ ]?:(?:\\s|$))(?<v>[^\\r\\n]++)", judgeLine),
    Detector(
      "(?i)--[\\w-]{0,40}?" + name + "(?:[ \\t]++|\\\\{0,3}[\"'],[ \\t]*+(?=\\\\{0,3}[\"']))(?!-)"
        + value, judge),
    Detector(
      "(?i)" + name + "(?:\\\\{0,7}[\"'`])?+\\]?+" + gap + "(?:=>|:=|!?={1,3}|:(?!:))" + gap
        + value,
      judge),
    Detector(
      "(?i)" + name + #"(?:%2[27])?%3[AD](?:%20)?(?:%2[27])?"#
        + #"(?<plain>(?:(?!%(?:26|3B|20|22|27|0A|2C))[^\s"'`&\x1b])++)"#, judge),
    Detector("(?i)<[\\w-]{0,40}" + name + ">(?<plain>[^<\\s][^<\\r\\n]*+)</", judge),
    Detector(
      #"(?i)(?:password|passphrase|identified[ ]by)[ \t]++(?=')"# + value, judge),
    Detector(#"(?:\s-u|--user)[ =]["']?[^\s:"']{1,100}:(?<v>[^\s"']++)"#, .password),
  ]

  /// The end of a name whose value is secret; what stands before it does not matter.
  private static let name =
    #"(?<name>pass(?:word|wd|phrase)|(?<![a-z])pass|(?<=[a-z])(?-i:Pass)|pwd|dbt_env_secret_\w{1,60}|secret(?:[_-]?(?:access[_-]?)?key)?|token"#
    + #"|api[_-]?key|access[_-]?key(?:[_-]?id)?|(?-i:AccountKey)|storage[_-]account[_-]key"#
    + #"|(?:private|encryption|signing|master)[_-]?key|dd[_-]app(?:lication)?[_-]key"#
    + #"|shared[_-]?access[_-]?(?:signature|key)|connection[_-]?string)(?:[_-]?value)?[0-9]{0,2}"#

  /// Blanks and colours.
  private static let gap = #"(?:[ \t]|(?:\x1b|\\u001b|\\x1b|\\033)\[[0-9;]{0,12}m){0,20}+"#

  /// A quoted text, perhaps in JSON and so with backslashes before its quotes; a text in braces, as ODBC has it;
  /// or a word.
  private static let value =
    #"(?:(?<call>[a-z_][\w.]{0,40}\([ ]?)?(?:[bru]{1,2}(?=["']))?(?<quote>\\{0,7}["'`])"#
    + #"(?<quoted>(?:\\{3}["'`]|(?!\k<quote>)(?:\\[^\r\n]|[^\r\n\\]))*+)"#
    + #"|(?<braced>\{(?![{%"'])[^}\r\n]++(?:}}[^}\r\n]*+)*+\})"#
    + #"|(?<plain>(?:(?![,;&|][ ]?[\w -]{1,40}[:=])(?!\\(?:["'`nrt]|u00|x1b))[^\s"'`\x1b])++))"#

  @Sendable private static func judge(_ sighting: Sighting) -> Removal? {
    let enclosed = sighting.range(of: "quoted") ?? sighting.range(of: "braced")
    let found = enclosed ?? sighting.range(of: "plain")
    guard var range = found, let name = sighting.range(of: "name") else {
      return found.map { Removal(range: $0, mark: .password) }
    }
    if enclosed == nil { range = withoutPunctuation(range, in: sighting.text) }
    let pair = SecretPair(sighting, name: name, value: range)
    return pair.isSecret ? Removal(range: range, mark: pair.mark) : nil
  }

  @Sendable private static func judgeLine(_ sighting: Sighting) -> Removal? {
    guard var range = sighting.range(of: "v") else { return nil }
    while let last = sighting.text[range].last, last == 0x20 || last == 0x09 {
      range = range.lowerBound..<range.upperBound - 1
    }
    let name = sighting.range(of: "name") ?? sighting.range.lowerBound..<range.lowerBound
    let pair = SecretPair(sighting, name: name, value: range)
    return pair.isSecret ? Removal(range: range, mark: pair.mark) : nil
  }

  /// What closes a sentence or a bracket behind a word is not the word's.
  private static func withoutPunctuation(_ range: Range<Int>, in text: [UInt8]) -> Range<Int> {
    let trailing = Set(",;.:)]}>|".utf8)
    let isMark = Mark.length(at: range.lowerBound, in: text)
    var end = range.upperBound
    let floor = range.lowerBound + (isMark ?? 1)
    while end > floor, trailing.contains(text[end - 1]) { end -= 1 }
    return range.lowerBound..<end
  }
}
