extension Detector {
  /// Values of rows, in the messages that databases have for constraints and casts.
  static let rows: [Detector] = [
    // Postgres, Redshift
    Detector(
      #"(?s)\b[Kk]ey \([^\r\n]{1,500}?\)=\((?<v>.{0,4000}?)\)"#
        + #"(?= (?:already exists|is not present|is still referenced|is duplicated|conflicts with))"#,
      .rowValue),
    Detector(#"\b[Kk]ey \([^\r\n)]{1,500}\)=\((?<v>[^\r\n]++)(?<=\))"#) { sighting in
      sighting.range(of: "v").map {
        Removal(range: $0.lowerBound..<$0.upperBound - 1, mark: .rowValue)
      }
    },
    Detector(
      #"(?s)Failing row contains \((?<v>.{0,20000}?)(?:\)\.?(?=\s*(?:$|[\r\n])|\\[nr]|["'])|\z)"#,
      .rowValue),
    Detector(
      #"(?i)invalid input (?:syntax|value) for [^\r\n:]{1,100}: \\{0,3}"(?<v>[^\r\n]{0,2000}?)\\{0,3}"(?=\s|\\[nr]|$|["'])"#,
      .rowValue),
    // DuckDB
    Detector(
      #"(?:Duplicate|because) key \\{0,3}"[^":\r\n]{1,200}: (?<v>[^\r\n]{0,4000}?)\\{0,3}"(?= (?:violates|does not exist|is still|already))"#,
      .rowValue),
    Detector(
      #"Could not (?:convert|cast) (?:string|value) (?<q>\\{0,3}['"])(?<v>[^\r\n]{0,2000}?)\k<q>(?= to | from )"#,
      .rowValue),
    Detector(#"Original Line:[ \t]*+(?:\r?\n)?[ \t]*+(?<v>[^\r\n]++)"#, .rowValue),
    // MySQL, SQL Server, Snowflake, Delta, Trino
    Detector(#"Duplicate entry '(?<v>[^\r\n]{0,2000}?)'(?= for key)"#, .rowValue),
    Detector(#"(?i)Incorrect [a-z]{1,20} value: '(?<v>[^\r\n]{0,2000}?)'(?= for )"#, .rowValue),
    Detector(
      #"duplicate key value is \((?<v>[^\r\n]{0,4000}?)\)(?=\.?(?:\s|$|\\[nr]|["']))"#, .rowValue),
    Detector(
      #"Conversion failed when converting the [\w]{1,40} value '(?<v>[^\r\n]{0,2000}?)'(?= to )"#,
      .rowValue),
    Detector(#"Row Values: \[(?<v>[^\r\n]{0,4000}?)\](?=\s|$|\\[nr]|["'.])"#, .rowValue),
    Detector(
      #"(?i)(?:Numeric|Boolean|Date|Time|Timestamp)(?: value)? '(?<v>[^\r\n]{0,2000}?)'(?= is not recognized)"#,
      .rowValue),
    Detector(#"violated by row with values:(?<v>(?:\s++- [^\r\n]++)++)"#) { sighting in
      sighting.range(of: "v").map { Removal(range: $0, mark: .rowValue) }
    },
    Detector(#"The value '(?<v>[^\r\n]{0,2000}?)'(?= of the type )"#, .rowValue),
    Detector(#"Cannot cast '(?<v>[^\r\n]{0,2000}?)'(?= to )"#, .rowValue),
    // BigQuery
    Detector(
      #"Bad (?:int64|double|bool|numeric|date|timestamp) value: (?<v>[^\r\n;]{1,2000}+)"#, .rowValue
    ),
  ]
}
