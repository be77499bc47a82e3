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
    rest("Bad (?:int64|double|bool|numeric|date|timestamp) value: ", #"(?:;|\\[nr"]|"|\x1b)"#),
  ]

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
