extension Detector {
  /// `password=…`, `"token": "…"`, `--api-key …` and their like.
  static let pairs: [Detector] = [
    // A YAML line is all value, also one of several words; and the value may stand on the next line.
    Detector(
      "(?im)^[ \\t-]{0,80}[\\w-]{0,60}pass(?:word|phrase)[ \\t]*+:[ \\t]++(?![\"'{\\[|>&*!#])"
        + "(?<v>[^\\r\\n#\\x1b]++)", judgeLine),
    Detector(
      "(?im)" + name
        + "[\"']?[ \\t]*+[:=][ \\t]*+(?:[|>][+-]?[0-9]?|\\\\|\"\"\"|''')?[ \\t]*+"
        + "\\r?\\n[ \\t]*+(?!-[ ]|[\\w\"'.-]{1,60}[ ]?[:=](?:\\s|$)|[0-9]{2}:[0-9]{2}|$)(?<v>[^\\r\\n]++)",
      judgeLine),
    Detector(
      "(?i)--?[\\w-]{0,40}?" + name + "(?:[ \\t]++|\\\\{0,3}[\"'],[ \\t]*+(?=\\\\{0,3}[\"']))(?!-)"
        + value, judge),
    Detector(
      "(?i)" + name + "(?:\\\\{0,7}[\"'`»”’])?+[\\])]?+" + gap
        + "(?:=>|->|→|:=|!?={1,3}|:(?!:)|：|＝)" + gap + value, judge),
    Detector(
      "(?i)" + name + #"(?:%2[27])?%3[AD](?:%20)?(?:%2[27]|%7B)?"#
        + #"(?<plain>(?:(?!%(?:26|3B|20|22|27|7D|0A|2C))[^\s"'`&\x1b])++)"#, judge),
    Detector(
      "(?i)<[\\w:-]{0,40}" + name + "(?:[ ][^<>\\r\\n]{0,200})?>(?<plain>[^<\\s][^<\\r\\n]*+)</",
      judge),
    // A name and its value as two members or two cells: `"name": "PASSWORD", "value": "…"`.
    Detector(
      "(?i)" + name
        + "\\\\{0,3}[\"']?[,;]?\\s{0,40}?\\\\{0,3}[\"']?(?:value|content|default|val)\\\\{0,3}[\"']?"
        + "[ \\t]*+[:=][ \\t]*+" + value, judge),
    Detector("(?i)\\([ ]?[bru]?[\"']" + name + "[\"'],[ ]?(?=[bru]?[\"'])" + value, judge),
    Detector(
      "(?i)[|│][ \\t]*+[\\w-]{0,40}" + name + "[ \\t]*+[|│][ \\t]*+(?<plain>[^\\s|│]++)",
      judgeSecretLooks),
    Detector(
      #"(?i)(?:password|passphrase|identified[ ]by)[ \t]++(?="# + literalSign + #"?'|\$)"# + value,
      judge),
  ]

  /// `auth=…`, `"sid": "…"`: names that only now and then stand before a secret.
  static let vaguePairs: [Detector] = [
    Detector(
      "(?i)(?<![a-z])(?:[a-z0-9]{1,20}[_-]){0,3}" + vagueName + "(?:\\\\{0,7}[\"'`])?+" + gap
        + "(?:=>|:=|={1,2}|:(?!:))" + gap + value, judgeVague),
    Detector(
      #"(?i)(?<![a-z0-9.])(?:[a-z0-9]{1,20}[_-])?(?<name>pin(?:[_-]?code)?|puk|cvv2?|cvc)\\{0,7}["'`]?"#
        + gap
        + "(?:=>|:=|={1,2}|:(?!:))" + gap + value, judgeNumberOrSecret),
  ]

  /// A PIN is a few digits.
  @Sendable private static func judgeNumberOrSecret(_ sighting: Sighting) -> Removal? {
    judge(sighting, named: "name") { value in
      (4...12).contains(value.count) && value.allSatisfy { (0x30...0x39).contains($0) }
        || SecretWord(value).looksSecret
    }
  }

  @Sendable static func judge(_ sighting: Sighting) -> Removal? {
    guard let (range, isPlain) = sighting.pairValue else { return nil }
    guard let name = sighting.range(of: "name") else {
      return Removal(range: range, mark: .password)
    }
    let pair = SecretPair(sighting, name: name, value: range)
    guard pair.isSecret else { return nil }
    let mayGoOn = isPlain && pair.mark == .password && !sighting.isAssignment(name, value: range)
    let whole = mayGoOn ? sighting.withFurtherWords(range) : range
    return Removal(range: whole, mark: pair.mark)
  }

  /// Where the name alone does not tell, the value must.
  @Sendable static func judgeVague(_ sighting: Sighting) -> Removal? {
    judge(sighting, named: "vague") { RandomText($0).isSecretBesideName }
  }

  @Sendable static func judgeSecretLooks(_ sighting: Sighting) -> Removal? {
    judge(sighting, named: "name") { SecretWord($0).looksSecret }
  }

  private static func judge(
    _ sighting: Sighting, named group: String, where looksSecret: (ArraySlice<UInt8>) -> Bool
  ) -> Removal? {
    guard let (range, _) = sighting.pairValue, let name = sighting.range(of: group) else {
      return nil
    }
    let pair = SecretPair(sighting, name: name, value: range)
    guard pair.isSecret, looksSecret(sighting.text[range]) else { return nil }
    return Removal(range: range, mark: pair.mark)
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
}

extension Sighting {
  /// The value of a pair, and whether it stands there without quotes and braces.
  var pairValue: (range: Range<Int>, isPlain: Bool)? {
    if let enclosed = range(of: "quoted") ?? range(of: "fenced") ?? range(of: "braced") {
      return (enclosed, false)
    }
    return range(of: "plain").map { (withoutPunctuation($0), true) }
  }

  /// What closes a sentence or a bracket behind a word is not the word's.
  private func withoutPunctuation(_ range: Range<Int>) -> Range<Int> {
    let isMark = Mark.length(at: range.lowerBound, in: text)
    var end = range.upperBound
    let floor = range.lowerBound + (isMark ?? 1)
    while end > floor, ",;.:)]}>|".utf8.contains(text[end - 1]) { end -= 1 }
    return range.lowerBound..<end
  }

  /// `PGPASSWORD=x dbt run`: a shell's variable has one word.
  func isAssignment(_ name: Range<Int>, value: Range<Int>) -> Bool {
    text[name].allSatisfy { !(0x61...0x7A).contains($0) } && name.upperBound + 1 == value.lowerBound
      && text[name.upperBound] == UInt8(ascii: "=")
  }

  /// A password may have several words: what follows up to the end of the line, another pair or a mark of
  /// punctuation is taken for part of it.
  func withFurtherWords(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end < text.count, text[end] == 0x20 || text[end] == 0x09 {
      var start = end
      while start < text.count, text[start] == 0x20 || text[start] == 0x09 { start += 1 }
      var stop = start
      while stop < text.count, !Self.endsWord(text[stop]) { stop += 1 }
      guard stop > start, text[start] != UInt8(ascii: "#"), text[start] != UInt8(ascii: "-"),
        text[start] != UInt8(ascii: "["),
        !text[start..<stop].contains(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") })
      else { break }
      end = stop
      guard end - range.upperBound < 120 else { break }
    }
    return range.lowerBound..<end
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    byte <= 0x20 || ",;&|\"'`<>(){}\\".utf8.contains(byte)
  }
}
