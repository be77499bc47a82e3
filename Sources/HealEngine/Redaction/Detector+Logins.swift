import PCRE2

extension Detector {
  /// A user and the password beside it: `etl/…@db:1521/x`, `credentials (etl, …)`, `login as etl:…`.
  static let logins: [Detector] = [
    // Before the host and its port
    Detector(
      user + #"/"# + password + #"@(?=(?://)?[\w.-]{1,200}:[0-9]{2,5}\b|//[\w.-]|\()"#, .password),
    // Before a name that only Oracle's own files explain
    Detector(
      #"(?i)\b(?:connect\w{0,8}|conn|log(?:ging|ged)?[ _-]?(?:in|on)|oracle|ora-[0-9]{5}|tns-[0-9]{5}|userid|target|catalog|auxiliary|sql\w{0,8}|\w{0,6}imp(?:dp)?|exp(?:dp)?|dsn|dblink)\b(?<rest>[^\r\n]{0,300})"#,
      each: slashPairs),
    Detector(
      #"(?i)\b(?:credentials?|creds|user[ _]?(?:name)?(?:[ ]?(?:and|&|[+/])[ ]?)pass(?:word)?|log(?:ging|ged)?[ -]?[io]n)\b"#
        + #"(?:[ ](?:for|as|of|from|user|with|is|are|was|were|used|tried)){0,3}(?:[ ]?[:=][ ]?|[ ]|(?=[(\[{]))(?<open>[(\[{])?[ ]?["']?(?!(?:for|as|of|from|user|with|is|at|on)\b)"#
        + #"(?:user(?:name)?[ ]?[:=][ ]?["']?)?[\w.@\\-]{1,60}["']?(?:[ ]?[:/][ ]?|,[ ]?)["']?(?<v>[^\s"'(){}\[\]=]{4,200})(?!=)"#,
      judgeLogin),
    Detector(
      #"(?i)\b(?:log(?:ging|ged)?[ -]?[io]n|logon|sign(?:ing|ed)?[ -]?in|authenticat(?:e|ed|ing|ion))\b[^\r\n]{0,80}?[ ](?:with|using|by)[ ](?<quote>["'`]?)(?<v>[^\s"'`,;]{6,200})"#,
      judgeLooks),
    // authentication failed, tried '…' · Login rejected for etl, got "…"
    Detector(
      #"(?i)\b(?:authentication|credentials?|log(?:in|on)|logging in|sign[ -]?in)\b[^\r\n]{0,80}?\b(?:tried|got|sent|received|gave|given|provided|supplied|was|used|saw|read)[ :]{1,2}(?:the[ ]|an?[ ])?(?<quote>\\{0,3}["'`])(?<v>(?:(?!\k<quote>)[^\s]){4,200})\k<quote>"#,
      judgeLooks),
  ]

  private static let user = #"(?<![\w/.@:+-])[A-Za-z][\w$#.-]{0,60}(?:\[\w{1,60}\])?"#
  private static let password =
    #"(?:\\{0,3}"(?<quoted>[^"\r\n\\]{1,200})\\{0,3}"|(?<plain>[^\s/@"'()<>]{1,200}))"#

  @Sendable private static func slashPairs(_ sighting: Sighting) -> [Removal] {
    guard let rest = sighting.range(of: "rest"), let regex = try? slashPair.compiled() else {
      return []
    }
    let text = Array(sighting.text[rest])
    var removals: [Removal] = []
    var start = 0
    while start < text.count, case .match(let match) = regex.firstMatch(in: text, from: start) {
      let found = Sighting(text: text, match: match, groupNumbers: regex.groupNumbers)
      start = max(match.range.upperBound, start + 1)
      guard let value = found.pairValue?.range, value.count > 3 else { continue }
      let place = rest.lowerBound + value.lowerBound..<rest.lowerBound + value.upperBound
      removals.append(Removal(range: place, mark: .password))
    }
    return removals
  }

  /// Names of packages have a version behind the `@`.
  private static let slashPair = LazyRegex(
    user + "/" + password
      + #"@(?!v?[0-9]|main\b|master\b|latest\b|sha)[A-Za-z][\w.-]{0,60}(?![\w/@-])"#,
    limits: limits)

  @Sendable private static func judgeLogin(_ sighting: Sighting) -> Removal? {
    guard let (range, mark) = sighting.wordAtEnd else { return nil }
    let word = SecretWord(sighting.text[range])
    guard sighting.text[range.lowerBound] != UInt8(ascii: "/") else { return nil }
    let isEnclosed = sighting.range(of: "open") != nil
    guard isEnclosed ? word.isNoOrdinaryWord : word.looksSecretBesideUser else { return nil }
    return Removal(range: range, mark: mark)
  }

  @Sendable private static func judgeLooks(_ sighting: Sighting) -> Removal? {
    guard let (range, mark) = sighting.wordAtEnd,
      SecretWord(sighting.text[range]).looksSecretBesideUser
    else { return nil }
    return Removal(range: range, mark: mark)
  }
}

extension Sighting {
  /// The value without the mark of punctuation that ends its sentence.
  fileprivate var wordAtEnd: (range: Range<Int>, mark: Mark)? {
    guard var range = value else { return nil }
    while range.count > 1, ",;.:!".utf8.contains(text[range.upperBound - 1]) {
      range = range.lowerBound..<range.upperBound - 1
    }
    return (range, .password)
  }
}
