import Words

extension Detector {
  /// Values of rows at the end of what databases, libraries and dbt complain of, and within it: a noun that says that
  /// a value was at fault, and then the value. What explains the fault in a sentence stays.
  static let complainedOf: [Detector] = tails + within + quotedAnyway

  /// `Unknown string format: …`, `invalid hexadecimal data: …`, `unable to parse: …`
  private static let tails: [Detector] = [
    tail(
      #"\b(?:invalid|illegal|incorrect|malformed|bad|broken|corrupt(?:ed)?|unknown|unrecogni[sz]ed|unexpected|unparse?able|unreadable|unsupported|wrong|out[ -]of[ -]range|non-?numeric|not a valid)[ ](?:[\w-]{1,20}[ ]){0,3}?"#
        + nouns
        + #"(?:[ ](?:for|of|in|as|to)[ ](?:an?[ ]|the[ ])?(?:column|field|type|domain|enum|"#
        + types
        + #")(?:[ ]["'`]?[\w.]{1,60}["'`]?)?(?:[ ](?:type|column|field))?)?:"#),
    tail(
      #"\b(?:invalid|illegal|malformed|bad|unknown|unrecognized)[ ](?:IBAN|BIC|SSN|VAT(?:[ ]number|[ ]id)?|EAN|ISBN|ZIP(?:[ ]code)?|(?:post(?:al)?|zip|country|currency)[ ]code|e-?mail(?:[ ]address)?|(?:tele)?phone(?:[ ]number)?|time[ ]?zone)"#
    ),
    tail(
      #"\b(?:unable to|could not|couldn't|can ?not|can't|fail(?:ed|ure)? (?:to|in)|error(?: while)?)[ ](?:pars(?:e|ing)|cast(?:ing)?|conver(?:t|ting)|coerc(?:e|ing)|decod(?:e|ing)|interpret(?:ing)?|deseriali[sz](?:e|ing)|read(?:ing)?)(?:[ ](?:the|this|an?))?(?:[ ](?:"#
        + types + "|" + nouns + #")){0,3}(?:[ ](?:as|to|into)[ ](?:an?[ ])?[\w()]{1,20})?:"#),
    tail(#"\bdoes not contain an? (?:date|time|number|value)\b[^:\r\n]{0,20}:"#),
    tail(#"\bout of range(?:[ ](?:for|of)[ ](?:[\w]{1,20}[ ]?){1,3})?:"#),
    tail(#"\btoo (?:long|large|big|wide|short|small)(?:[ ](?:for|of|in)[ ][^:\r\n'"]{1,60})?:"#),
    tail(
      #"\b(?:failing|offending|rejected|sample|first|bad|duplicate|conflicting|illegal|erroneous|faulty|problematic) (?:value|row|record|line|entry|key value)s?(?: (?:is|was|are|were))?(?:[ ]?[:=](?![ ]*+[\[{(])|(?=[ ][^\s\w'"`]))"#
    ),
    tail(#"\bfor value"#),
    tail(
      #"\bin (?:row|value|record)(?![ ][0-9]{1,12}(?:\W|$))(?=[ ][A-Z0-9\p{Lu}][^:\r\n]{0,200}?(?:$|\\{1,7}[nr]|"))"#
    ),
    tail(
      #"\b(?:unexpected|unrecognized|bad|invalid|wrong|illegal|offending) value(?= (?!(?:in|for|at|of|on|to|is|was|type)\b)[^:\r\n]{1,200}$)"#
    ),
    tail(#"\bcolumn [\w".]{1,60},? value:?"#),
    tail(#"\b(?:more than|at most|only) (?:one|1|a single) (?:source )?rows?\b[^:.\r\n]{0,60}:"#),
    tail(
      #"\bsame (?:row|record|key)s? (?:twice|again|more than once|multiple times)[^:\r\n]{0,40}:"#),
    tail(
      #"\b(?:constraint|check)[ :]{1,2}(?:(?:failed|violated|violation|is violated):?[ ])?["`]?[\w.]{1,60}["`]?[ ]?(?:=|<>|!=|like|in|between)(?=[ ][^(\s]|['"])"#
    ),
    tail(#"\bexpected [0-9]{1,6} (?:columns|fields|values)[^:\r\n]{0,30}:"#),
    tail(
      #"\bexpected (?:[\w]{1,20}[ ]){0,3}?(?:columns|fields|values), (?:got|found|saw|read) [0-9]{1,6}:"#
    ),
  ]

  /// `Error converting data type varchar to numeric: […]`, `violated: (…)`, `failing rows: {…}`, `Struct value {…}`
  static let enclosed: [Detector] = [
    container(
      #"\b(?:convert(?:ing)?|cast(?:ing)?|violated|violates|violation)\b[^\r\n:"'\\{}]{0,100}(?<!column)(?<!columns)(?<!table)(?<!index)(?<!keys)(?<!fields):[ ]"#,
      of: #"[\[(]"#),
    container(
      #"\b(?:sample|fail(?:ed|ing|ure)?|bad|rejected|offending|duplicate|invalid|error)\b[ ](?:[\w]{1,20}[ ]){0,2}?(?:samples?|rows?|records?|results?|values?|entries|examples?)[^\r\n:"'\[({]{0,40}:[ ]"#
    ),
    container(
      #"\b(?:row|sample)s?[ ](?:that )?(?:fail\w{0,4}|sample\w{0,2}|of fail\w{0,4} rows)[^\r\n:"'\[({]{0,20}:[ ]"#
    ),
    container(
      #"\b(?:struct|list|map|array|row|union|json|variant|object|tuple|record) value[ :=]{1,2}"#),
    container(
      #"\b(?:matched|matches|match(?:ing)?|updated?|for)(?: the| each)? (?:target |source )?row[ :]{1,2}"#
    ),
  ]

  /// A value without quotes that more words follow: `unexpected value … in column name`
  private static let within: [Detector] = [
    middle(
      #"\b(?:unexpected|unrecognized|unknown|got|bad|invalid|wrong|illegal|offending|found|incorrect) value:?"#,
      #"[ ](?:in|for|at|of|on)[ ](?:the )?(?:column|field|row|line|enum|key|type|record|attribute)\b"#
    ),
    middle(
      #"\b(?:cast|convert|coerce|pars(?:e|ing)|casting|converting)(?: the)? value"#,
      #"[ ](?:to|into|as|from)[ ](?:an?[ ]|type[ ])?\w"#),
    middle(
      #"(?:^|[\s:])value"#,
      #"[ ](?:is |was )?not (?:in|among|one of|part of|accepted|allowed)\b[^\r\n]{0,20}(?:accepted|allowed|list|values|set)"#
    ),
    middle(
      #"\b(?:could not|cannot|can't|unable to|failed to) (?:parse|convert|cast|read) (?:uuid|date|datetime|timestamp|time|number|integer|float|decimal|ipv[46]|interval)"#,
      #"(?:: |[ ](?:as|to|into)[ ])"#),
  ]

  /// A quoted value behind words that ``literals`` takes for those before a name.
  private static let quotedAnyway: [Detector] = [
    behind(
      #"\b(?:try_|safe_)?(?:cast|convert|to_[a-z_]{1,20}|parse_[a-z_]{1,20})(?: of)?"#,
      #"[ ](?:failed|fails|is not|returned|gave)"#),
    behind(#"\bout of range in"#, ""),
    behind(
      #"\b(?:invalid|illegal|unexpected|bad|malformed)\b[^\r\n'"`]{0,40}\b(?:sequence|character|digit|byte|escape)s? in"#,
      ""),
    behind(#"\bunknown or invalid time ?zone|\bunknown time ?zone"#, ""),
    behind(#"\btime ?zone"#, #" (?:is )?(?:not|un)"#),
    behind(
      #"\b(?:expected|accepted_values|allowed)\b[^\r\n'"`]{0,60}\b(?:got|found|received|but (?:got|was|found))"#,
      #"[ ]?(?:\(row|in row|at row|on row|at line|in line|in column|for column|not in|for field|in field)"#
    ),
    behind(
      #"\bexpected (?:an? )?(?:number|integer|int|float|decimal|bool(?:ean)?|date|datetime|timestamp|numeric|value|uuid)\b[^\r\n'"`]{0,20}\b(?:got|found|received)"#,
      ""),
    behind(
      #"\b(?:got|found|received)"#,
      #"[ ](?:for|in)[ ](?:the )?(?:column|field|row)\b|[ ]not (?:in|among)\b"#),
    behind(#"\bvalue"#, #" (?:for enum|in row|in column|for column|is invalid|not allowed)"#),
    behind(#"\b(?:could not|cannot|failed to|unable to) (?:parse|convert|cast)"#, #" as dtype"#),
    behind(
      #"\b(?:cast|convert|parse) (?:varchar|char|text|string|json|double|bigint|integer|decimal)"#,
      #" (?:to|as|into) "#),
  ]

  /// The kinds of values that a message names before it says one.
  private static let nouns =
    #"(?:(?:string|number|numeric|date|time|datetime|timestamp) format|values?|inputs?|data|text|literals?|strings?|numbers?|numerals?|digits?|dates?|datetimes?|timestamps?|time|time ?zones?|intervals?|uuids?|guids?|json|xml|csv|base64|base32|hex|hexadecimal|regular expression|regex|pattern|address|lines?|rows?|records?|fields?|iban|enum|boolean|integer|decimal|float|double|coordinates?|polygon|geometry|geography|wkt|amount|currency|year|month|day|hour)"#

  private static let types =
    #"(?:bool(?:ean)?|big ?int|small ?int|tiny ?int|int(?:eger)?[0-9]{0,2}|float[0-9]{0,2}|double(?: precision)?|numeric|decimal|real|date|time|datetime|timestamp(?:tz)?|n?varchar|n?char|text|string|uuid|json|bytes|interval)"#

  /// All from certain words up to the end of the line, where it is no explanation.
  private static func tail(_ words: String) -> Detector {
    Detector("(?i)\(words)\(blank)(?<v>(?:(?!\(stop))[^\r\n])++)") { sighting in
      sighting.removal(of: sighting.value)
    }
  }

  private static func middle(_ words: String, _ after: String) -> Detector {
    Detector("(?i)\(words)\(blank)(?<v>(?:(?!\(after)|\(stop))[^\r\n])++)(?=\(after))") {
      sighting in
      sighting.removal(of: sighting.value)
    }
  }

  /// What brackets hold behind certain words.
  private static func container(_ words: String, of open: String = #"[\[({]"#) -> Detector {
    Detector(
      "(?i)\(words)(?=\(open))(?!\\[(?:row value|redacted|password|secret|token|key|e-mail)\\])"
    ) { sighting in
      let start = sighting.range.upperBound
      let end = sighting.endOfContainers(from: start)
      return sighting.removal(of: start + 1..<max(start + 1, end))
    }
  }

  private static func behind(_ words: String, _ after: String) -> Detector {
    Detector(
      "(?i)\(words)[ ](?<quote>\\\\{0,7}[\"'`])(?<v>(?:(?!\\k<quote>)[^\r\n])++)\\k<quote>(?=\(after))"
    ) {
      sighting in
      guard let value = sighting.value, sighting.text[value.lowerBound] != UInt8(ascii: "(") else {
        return nil
      }
      return sighting.isName(value) ? nil : Removal(range: value, mark: .rowValue)
    }
  }

  /// Blanks before a value that stands there without quotes; the quoted are known by them.
  private static let blank = #"[ ]++(?!\\{0,7}["'`“„«»‘‹「])"#

  private static let stop = #"(?:[\r\n\x1b]|\\{1,7}[nr]|;[ ]|,? at position [0-9]|\\{0,3}"[,}\]])"#
}

extension Sighting {
  /// nil for a name, a mark and a sentence.
  fileprivate func removal(of range: Range<Int>?) -> Removal? {
    guard var range, !range.isEmpty else { return nil }
    while range.count > 1, " \t.,;:\"'".utf8.contains(text[range.upperBound - 1]) {
      range = range.lowerBound..<range.upperBound - 1
    }
    // Who explains is brief; and what is long is read once, not from each of its words on.
    if range.count <= Explanation.mostBytes, isName(range) || Explanation.isOne(text[range]) { return nil }
    return Removal(range: range, mark: .rowValue)
  }

  /// Where the last bracket of containers stands that follow one another; where one is cut off, the end of the line.
  fileprivate func endOfContainers(from start: Int) -> Int {
    var line = start
    while line < text.count, text[line] != 0x0A, text[line] != 0x1B { line += 1 }
    var start = start
    for _ in 0..<20 {
      let container = Container(from: start, in: text)
      guard container.isClosed, container.end <= line else { return line }
      var next = container.end
      while next < line, text[next] == UInt8(ascii: ",") || text[next] == 0x20 { next += 1 }
      let isFollowed = next > container.end && next < line && "[({".utf8.contains(text[next])
      guard isFollowed, text[container.end] == UInt8(ascii: ",") else { return container.end - 1 }
      start = next
    }
    return line
  }
}

/// Words that say why a value is at fault, `month must be between 1 and 12`: no value.
enum Explanation {
  /// Longer ones are none.
  static let mostBytes = 600

  static func isOne(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split { $0 == 0x20 || $0 == 0x09 }
    guard let first = parts.first else { return true }
    let words = parts.map { word in
      String(decoding: word.filter { $0.isOfWord || "'_".utf8.contains($0) }, as: UTF8.self)
    }
    guard parts.count > 1 else { return isPlace(first) || standing.contains(words[0].lowercased()) }
    if function.contains(words[0]) { return true }
    let functions = words.count { function.contains($0.lowercased()) }
    if functions > 0, functions * 6 >= words.count { return true }
    return words.count { isOrdinary($0) } > 1
      && words.allSatisfy { isOrdinary($0) || $0.allSatisfy(\.isNumber) }
  }

  /// A word of the language in small letters.
  private static func isOrdinary(_ word: String) -> Bool {
    word.isEmpty || word == word.uppercased() && word.contains("_")
      || word == word.lowercased()
        && (English.rank(of: word) != nil || TradeWords.terms.contains(word)
          || TradeWords.abbreviations.contains(word))
  }

  /// `models/orders.sql`, `$.a`, `--vars`
  private static func isPlace(_ word: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: word, as: UTF8.self)
    return text.contains("/") && text.contains(".") || text.hasPrefix("--") || text.hasPrefix("$")
      || text.hasPrefix("http")
  }

  private static let standing: Set<String> = [
    "", "empty", "false", "missing", "nan", "none", "null", "true", "undefined", "unknown",
  ]

  private static let function: Set<String> = [
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "cannot", "does", "expected", "for",
    "from", "has", "have", "if", "in", "is", "it", "may", "must", "no", "not", "of", "only", "or",
    "should", "than", "that", "the", "this", "to", "was", "were", "while", "with", "you",
  ]
}
