extension Detector {
  /// Secrets in sentences: `using password …`, `the passphrase is …`, `PASSWORD '…'`.
  static let prose: [Detector] = [
    Detector(
      "(?i)(?<lead>(?:with|using|use[ds]?|via|by|sent|got|tried|provided|given)[ ]++(?:the[ ]++|a[ ]++|an[ ]++|its[ ]++|your[ ]++)?)?"
        + "(?:[a-z0-9]{1,20}[ _-]){0,2}?"
        + name
        + "(?<end>[\"'`]?)(?<is>[ ]++(?:is|was|were|of|set[ ]to|to|ist|lautet|war|est|es|era|é|equals)(?=[ ]))?[ \\t]++"
        + "(?![=:])" + value, judgeProse),
    // The password for user etl is …
    Detector(
      "(?i)" + name
        + "(?<end>)[ ]++(?:for|of|to|from|on)(?:[ ][\\w@.\"'-]{1,60}){1,4}?(?:(?<is>[ ](?:is|was|were|equals|set to|=))|:)[ ]++"
        + value, judgeProse),
    // password authentication failed, tried "…" · expected secret 'x', got '…'
    Detector(
      "(?i)" + name + "\\b[^\\r\\n]{0,100}?"
        + "(?<is>\\b(?:tried|got|sent|received|gave|given|provided|supplied|was|were|used|with|but saw|saw|read))[ :]++(?:the[ ]|an?[ ])?"
        + value, judgeAnswer),
    // The value stands first: `'…' is not a valid password`.
    Detector(
      "(?<quote>[\"'`])(?<v>[^\\s\"'`]{4,200})\\k<quote>[ ](?:is|was)[ ](?:not[ ])?(?:a[ ]|an[ ]|the[ ])?"
        + "(?:in)?(?:valid|correct|wrong|expired|bad)[ ](?:\\w{1,20}[ ]){0,2}?(?i:password|passphrase|token|secret|api key|access key)\\b",
      .secret),
    Detector(
      #"(?i)(?<![a-z])machine[ \t]++\S{1,200}[ \t]++login[ \t]++\S{1,200}[ \t]++password[ \t]++(?<v>\S++)"#,
      .password),
    Detector(
      #"(?m)(?:^|(?<=[\s"'`]))[\w.*-]{1,100}:(?:[0-9]{2,5}|\*):[\w*.-]{1,60}:[\w*.@-]{1,60}:(?<v>(?![0-9]{0,9}(?:[\s:"']|$))[^\s:"'`]{4,200}+)(?=[\s"'`]|$)"#,
      .password),
  ]

  @Sendable private static func judgeProse(_ sighting: Sighting) -> Removal? {
    guard let (range, isPlain) = sighting.pairValue, let name = sighting.range(of: "name") else {
      return nil
    }
    let pair = SecretPair(sighting, name: name, value: range)
    let word = SecretWord(sighting.text[range])
    guard pair.isSecret else { return nil }
    let isPassword = pair.mark == .password
    let isTold =
      sighting.range(of: "is") != nil || (sighting.range(of: "lead") != nil && isPassword)
    if !isPlain {
      // `column "password" 'x'` is no pair, `PASSWORD 'x'` is one.
      guard sighting.range(of: "end")?.isEmpty ?? true else { return nil }
      let isSecret = isPassword ? range.count > 2 && sighting.isOnOneLine(range) : word.looksSecret
      return isSecret ? Removal(range: range, mark: pair.mark) : nil
    }
    guard isTold ? word.isNoOrdinaryWord : word.looksSecret else { return nil }
    return Removal(range: range, mark: pair.mark)
  }
}

extension Detector {
  /// What a server says it was given. A parser that expected a token is given words of the language, so that a value
  /// without quotes must look like a secret, and one of a token in any case.
  @Sendable fileprivate static func judgeAnswer(_ sighting: Sighting) -> Removal? {
    guard let (range, isPlain) = sighting.pairValue else { return nil }
    let word = SecretWord(sighting.text[range])
    let name = sighting.words(of: "name")?.lowercased() ?? ""
    let mustLook = isPlain || name.hasPrefix("token") || name.contains("key")
    guard mustLook ? word.looksSecret : word.isNoOrdinaryWord, sighting.isOnOneLine(range) else {
      return nil
    }
    return Removal(range: range, mark: name.hasPrefix("token") ? .token : .password)
  }
}

extension Sighting {
  func isOnOneLine(_ range: Range<Int>) -> Bool {
    !text[range].contains { $0 == 0x0A || $0 == 0x0D }
  }
}
