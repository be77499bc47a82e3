extension Detector {
  /// Values of rows, in the messages that databases have for constraints and casts.
  static let rows: [Detector] = [
    // Postgres, Redshift: `Key (email)=(jane) already exists.`
    rest(
      #"\b[Kk]ey \([^\r\n]{1,500}?\)=\("#,
      #"\)(?: (?:already exists|is not present|is still ref|is duplicated|conflicts with)|\.?"#
        + end + ")"),
    rest(#"Failing row contains \("#, #"\)\.?"# + end, over: #"(?s:.)"#),
    quoted(#"(?i)invalid input (?:syntax|value) for [^\r\n:]{1,100}: "#, #"\.?"# + end),
    // DuckDB: `Duplicate key "id: 5" violates primary key constraint`
    rest(
      #"(?:Duplicate|because) key \\{0,3}"[^":\r\n]{1,200}: "#,
      #"\\{0,3}" (?:violates|does not exist|is still|already)"#),
    quoted("Could not (?:convert|cast) (?:string|value) ", "(?: to | from )"),
    rest(#"Original Line:[ \t]*+(?:\r?\n)?[ \t]*+"#, #"(?:[\r\n\x1b]|\\[nr])"#),
    rest(#"because key \"(?=[^\r\n"]{1,200}: )[^\r\n"]{1,200}?: "#, #"\\{0,3}""#),
    // MySQL, SQL Server, Snowflake, Delta, Spark, Trino, BigQuery
    quoted("Duplicate entry ", " for key"),
    quoted("(?i)Incorrect [a-z]{1,20} value: ", " for "),
    rest(#"duplicate key value is \("#, #"\)\.?"# + end),
    quoted(#"Conversion failed when converting the \w{1,40} value "#, " to "),
    rest(#"Row Values: \["#, #"\]\.?"# + end),
    quoted("(?i)(?:Numeric|Boolean|Date|Time|Timestamp)(?: value)? ", " is not recognized"),
    Detector(#"violated by row with values:(?<v>(?:\s++- [^\r\n]++)++)"#, .rowValue),
    quoted("The value ", " of the type "),
    quoted("Cannot cast ", " to "),
    rest(
      #"(?i)\bBad (?:u?int[0-9]{0,2}|double|float[0-9]{0,2}|bool(?:ean)?|numeric|bignumeric|date|datetime|time|timestamp|bytes|string|json) value: "#,
      #"(?:;|\\[nr"]|"|\x1b)"#),
    rest(
      #"(?i)\b(?:Error|failed|failure|unable|could not|cannot) (?:in |to )?pars(?:e|ing) (?:the )?(?:JSON|XML|date|time|timestamp|number|value|input)(?: (?:string|input|value|text))?: (?!['"\[])"#,
      stop),
    rest(
      #"(?i)\bInvalid (?:date|datetime|time|timestamp|JSON|number|interval|UUID|boolean|NUMERIC|BIGNUMERIC)(?: (?:string|value|literal))?: (?!['"])"#,
      stop),
    rest(#"(?i)\bCannot (?:be )?cast(?: value)?(?: to [a-z0-9(), ]{1,40})?: "#, stop),
    rest(#"(?i)\bvalue (?:cannot|could not) be (?:cast|converted|parsed)[^:\r\n]{0,60}: "#, stop),
    rest(
      #"(?i)\b(?:parsed text|raw_field_value|raw_line|bad row|bad record|offending (?:value|row|record)|unconverted data remains|malformed (?:row|record|line)|failed row|error row|rejected (?:row|value|record)|row data|key values?|input row|sample value|truncated value|received value|actual value|line contents?|parsed just): ?+(?:\r?\n[ \t]++)?"#,
      stop),
    rest(#"(?i)\bDetail: context: "#, stop),
    rest(
      #"(?i)\b(?:JSON data|CONTEXT:[ ]{1,4}COPY [^\r\n:]{1,200}), line [0-9]{1,12}(?:, column [^\r\n:]{1,100})?: "#,
      stop),
    rest(#"(?i)\bin row (?=[(\[{])"#, stop),
    rest(
      #"(?i)\b(?:duplicate|conflicting|repeated) (?:key|row|value|record|entr(?:y|ies))(?: values?)?(?: (?:found|detected|is|was|for key))?[:=]? ?+(?=[(\[{])[(\[{]"#,
      #"[)\]}](?:\W|$)"#),
    rest(#"(?i)\bexisting key \([^\r\n]{1,300}?\)=\("#, #"\)\.?"# + end),
    // Rows of an insert, as an excerpt of the statement has them
    Detector(
      #"(?<v>\((?:'(?:[^'\r\n\\]|'')*+'|-?[0-9.]++|null|true|false)(?:,[ ]?(?:'(?:[^'\r\n\\]|'')*+'|-?[0-9.]++|null|true|false))*+\),[ ]?\([^\r\n\\]++)"#,
      .rowValue),
    rest(#"\[parameters: "#, #"\](?:\s|$)"#),
    rest(#"(?i)\bwith parameters: "#, stop),
    rest(#"(?i)\bOverflow in [a-z]{1,20} of [A-Z0-9_]{1,30} \("#, #"\)"#),
    // A number or a word without quotes: `Type INT32 with value 300 can't be cast`
    Detector(
      #"(?i)\bwith value (?<v>[^\s'"]{1,200}) (?:can't|cannot|could not|is out)"#, .rowValue),
    Detector(
      #"(?i)\bcould not (?:cast|convert) (?:value|string|number) (?<v>[^\s'"]{1,200}) (?:from|to)\b"#,
      .rowValue),
    Detector(
      #"(?i)\b(?:value|number|integer)[ =:]{1,3}(?<v>-?[0-9][0-9.,eE+-]{0,60}+)[ ,;]{1,2}(?:is |was )?(?:out of range|too (?:large|big|small)|cannot be represented|exceeds)"#,
      .rowValue),
    Detector(
      #"(?i)(?:^|[\s\]])(?<v>-?[0-9][0-9.,eE+-]{0,60}+) cannot be represented as"#, .rowValue),
    Detector(
      #"(?i)\btype (?:n?varchar|numeric|int|float|decimal), value = (?<v>[^\s,;]{1,200})"#,
      .rowValue),
    // A condition on a column of people, as an excerpt of a test has it: `where ssn = '078051120'`
    Detector(
      #"(?i)(?<![a-z0-9])(?:ssn|social_security|tax_id|national_id|passport|iban|phone|e_?mail|card_number|credit_card|birth_?da(?:te|y)|date_of_birth|dob|(?:first|last|full|family|given)_?name|surname)(?:_[a-z0-9]{1,20})?["`\]]? {0,2}(?:=|==|<>|!=|like|ilike) {0,2}(?:'(?<v>(?:[^'\r\n\\]|'')++)'|(?<w>[0-9]{4,20})(?![\w.]))"#
    ) { sighting in
      (sighting.value ?? sighting.range(of: "w")).map { Removal(range: $0, mark: .rowValue) }
    },
  ]

  /// All from certain words on to the end of the line.
  private static let stop = #"(?:[\r\n\x1b]|\\[nr]|;[ ]|\\{0,3}"[,}\]])"#

  /// All from certain words up to what closes the value, or up to the end of the line where nothing does.
  private static func rest(
    _ words: String, _ close: String, over any: String = #"[^\r\n]"#
  ) -> Detector {
    Detector("\(words)(?<v>(?:(?!\(close))\(any))++)", .rowValue)
  }

  /// A quoted text between certain words; also where JSON has escaped the quotes.
  ///
  /// The search goes on behind what it has read, closed or not, so that nothing is read twice.
  private static func quoted(_ words: String, _ after: String) -> Detector {
    let close = #"\k<quote>"# + after
    return Detector(
      #"\#(words)(?<quote>\\{0,7}['"])(?<v>(?:(?!\#(close))[^\r\n])++)(?<close>\#(close))?"#
    ) { sighting in
      guard sighting.range(of: "close") != nil else { return nil }
      return sighting.value.map { Removal(range: $0, mark: .rowValue) }
    }
  }

  /// What may follow a sentence: its end, a quote, a bracket, a colour.
  private static let end = #"(?=[\s"'`\x1b\])}>,]|\\[nru"']|$)"#
}
