extension Detector {
  /// Values that a database quotes when it cannot convert, parse or store them, in whatever words it says so.
  static let literals: [Detector] = [
    // could not parse '…' as DATE · invalid date field format: "…" · failed to cast variant value "…"
    Detector(
      #"(?i)\b(?:could not|couldn't|can ?not|can't|unable to|fail(?:ed|ure|s)?(?: to)?|invalid|illegal|incorrect|malformed|"#
        + #"bad|badly|unparse?able|unrecognized|out of range|overflow(?:ed)?|truncat(?:ed|ion)|conver(?:t|ting|sion)|"#
        + #"cast(?:ing)?|pars(?:e|ing)|wrong)\b(?<words>[^\r\n'"\\]{0,160}?(?:\\(?!["'nr])[^\r\n'"\\]{0,40})?)"#
        + literal,
      judgeVerbFirst),
    // Ungültiger Wert: »…« · valeur invalide « … » · invalid value “…”
    Detector(complaint + #"[^\r\n'"\\]{0,100}?[ ：:，]{0,3}"# + printed, judgePrinted),
    Detector(foreignComplaint + #"(?<words>[^\r\n'"\\]{0,100}?)"# + literal, judgePrinted),
    // value '…' is out of range · String '…' is too long · time data '…' does not match format
    Detector(
      #"(?i)\b(?<!extra )(?<!mismatched )(?<!unexpected )(?:value|string|text|data|literal|input|number|digits?|date|datetime|timestamp|time|interval|uuid|array|record|token|character|constant|content|word)s?(?: is)?[:=,]?[ ]"#
        + literal
        + #"(?<rest>(?:[^\r\n\\]|\\(?!n)){0,160})"#, judgeNounFirst),
    // For input string: "…" · Input: "…"
    Detector(
      #"(?i)\b(?<!extra )(?<!mismatched )(?<!unexpected )(?<!alternative at )(?:input(?: string| value| row| text)?|context|original (?:value|line|row)|column value|field value|raw value|rejected value|literal value|"#
        + #"string value(?: containing)?|containing|parsed (?:text|value|just)|by string|given value|actual value|got value|unconverted data remains|truncated value)(?:: ?|, | )"#
        + literal, .rowValue),
  ]

  /// A quoted text; the quote is one that stands before the end of a word.
  private static let literal =
    #"(?<=[\s:=\[,])(?<quote>\\{0,7}["'])(?<v>(?![,}\]:\s])(?:(?!\k<quote>(?:[\s,.;:!?)\]}>]|\\+[nr"]|$))[^\r\n])++)"#

  private static let foreignComplaint =
    #"(?i)(?:ungültig|ungueltig|fehlerhaft|unbekannt|kann nicht|konnte nicht|invalide|non valide|incorrecte\b|impossible de|"#
    + #"no (?:es )?válid|inválid|no se (?:puede|pudo)|conversión|não é válid|não foi possível|inaspettat|non (?:è )?valid|"#
    + #"impossibile|ongeldig|kan niet|ogiltig|ugyldig|virheelli|недопустим|неверн|некорректн|не удалось|невозможно|"#
    + #"nieprawidłow|nie można|neplatn|érvénytelen|geçersiz|无效|無效|不正|無効|转换|転換|変換|잘못된|유효하지)"#

  private static let complaint =
    #"(?:"# + foreignComplaint
    + #"|(?i)\b(?:invalid|illegal|incorrect|malformed|bad|wrong|unexpected|unrecogni[sz]ed|unparse?able|could not|cannot|can't|unable to|failed to)\b)"#

  /// A text between the quotes of print, of whatever language.
  private static let printed =
    #"(?:»[ \x{a0}\x{202f}]?(?<v>[^«»\r\n]{1,400}?)[ \x{a0}\x{202f}]?«|«[ \x{a0}\x{202f}]?(?<a>[^«»\r\n]{1,400}?)[ \x{a0}\x{202f}]?»"#
    + #"|“(?<b>[^“”\r\n]{1,400}+)”|„(?<c>[^“”„\r\n]{1,400}+)[“”]|‘(?<d>[^‘’\r\n]{1,400}+)’|‹(?<e>[^‹›\r\n]{1,400}+)›"#
    + #"|「(?<f>[^「」\r\n]{1,400}+)」|『(?<g>[^『』\r\n]{1,400}+)』|``(?<h>[^`'\r\n]{1,400}+)'')"#

  /// No name: the words before the quotes do not say that one follows.
  @Sendable private static func judgePrinted(_ sighting: Sighting) -> Removal? {
    let groups = ["v", "a", "b", "c", "d", "e", "f", "g", "h"]
    guard let value = groups.lazy.compactMap({ sighting.range(of: $0) }).first,
      !sighting.isName(value)
    else { return nil }
    let words = sighting.words(from: sighting.range.lowerBound, to: value.lowerBound).lowercased()
    let last = words.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.last.map(String.init) ?? ""
    guard !naming.contains(last), !foreignNames.contains(where: words.contains) else { return nil }
    return Removal(range: value, mark: .rowValue)
  }

  /// Columns, tables, functions and files in other languages.
  private static let foreignNames = [
    "spalte", "tabelle", "relation", "funktion", "datei", "schlüsselwort", "colonne", "table",
    "fonction", "fichier", "columna", "tabla", "función", "coluna", "tabela", "função", "tabella",
    "funzione", "kolom", "kolumn", "столб", "отношени", "таблиц", "функци", "列", "表", "関数", "函数",
    "kolumn", "sütun", "column", "identifier", "syntax error", "syntaxfehler",
  ]

  @Sendable private static func judgeVerbFirst(_ sighting: Sighting) -> Removal? {
    guard let words = sighting.words(of: "words")?.lowercased(),
      let value = sighting.range(of: "v"),
      !sighting.isName(value)
    else { return nil }
    // What tells that a value is meant stands among the words, or is the verb itself.
    let start = sighting.range.lowerBound
    let whole = sighting.words(from: start, to: value.lowerBound).lowercased()
    guard conversions.contains(where: whole.contains) else { return nil }
    let before = words.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "`" }
    guard let last = before.last else {
      return isOfValue(whole) ? Removal(range: value, mark: .rowValue) : nil
    }
    if last == "format", let other = before.dropLast().last,
      ["according", "expected", "match", "the", "to", "using", "with"].contains(other)
    {
      return nil
    }
    if naming.contains(String(last)) { return nil }
    return Removal(range: value, mark: .rowValue)
  }

  @Sendable private static func judgeNounFirst(_ sighting: Sighting) -> Removal? {
    guard let value = sighting.range(of: "v"), !sighting.isName(value),
      let rest = sighting.words(of: "rest")?.lowercased(), complaints.contains(where: rest.contains)
    else { return nil }
    return Removal(range: value, mark: .rowValue)
  }

  /// `Could not parse '…'`: the verb alone tells it.
  private static func isOfValue(_ words: String) -> Bool {
    ["parse", "parsing", "cast", "convert", "conversion", "out of range"].contains {
      words.contains($0)
    }
  }

  private static let conversions = [
    "cast", "coerce", "conver", "parse", "parsing", "interpret", "deserializ", "date", "time",
    "number", "numeric",
    "integer", "int64", "int32", "float", "double", "decimal", "bool", "uuid", "json", "xml",
    "value", "literal",
    "string", "input", "digit", "format", "interval", "range", "byte sequence", "enum",
  ]

  /// What is quoted behind one of these words is a name or a type.
  private static let naming: Set<String> = [
    "a", "adapter", "after", "alias", "an", "argument", "arguments", "as", "at", "attribute",
    "before", "catalog",
    "class", "column", "columns", "command", "config", "configuration", "constraint", "database",
    "dataset", "dialect",
    "encoding", "expected", "extension", "field", "fields", "file", "flag", "for", "from",
    "function", "group",
    "identifier", "in", "index", "into", "key", "keys", "keyword", "line", "list", "macro",
    "materialization", "method", "metric",
    "model", "module", "name", "named", "near", "node", "object", "of", "on", "operator", "option",
    "or", "package", "parameter",
    "path", "profile", "project", "property", "ref", "relation", "resource", "role", "schema",
    "seed", "selector",
    "snapshot", "source", "specifier", "stage", "statement", "table", "target", "test", "to",
    "type", "types", "unit",
    "user", "variable", "var", "version", "view", "warehouse", "with",
  ]

  private static let complaints = [
    "not recogni", "not a ", "not an ", "not valid", "not match", "cannot", "could not", "not be ",
    "not in ", "not within",
    "not convertible", "not allowed", "not accept", "can't", "couldn't", "isn't", "doesn't match",
    "out of range", "too long", "too large", "too big", "too small", "invalid", "exceed", "fail",
    "overflow",
    "unrecogni", "truncat", "of the type", "of type", "for column", "for field", "for type",
    "for enum", "for integer",
    "at index", "malformed", "must be", "has a problem", "as date", "as time", "as int", "as float",
    "as numeric", "for \"",
    "for '", "to data type", "to type",
  ]
}

extension Sighting {
  fileprivate func words(from start: Int, to end: Int) -> String {
    String(decoding: text[start..<max(start, end)], as: UTF8.self)
  }

  /// A file, a type, a place in the project.
  func isName(_ range: Range<Int>) -> Bool {
    let value = String(decoding: text[range], as: UTF8.self)
    let endings = [".sql", ".yml", ".yaml", ".py", ".csv", ".json", ".md", ".toml"]
    if endings.contains(where: value.hasSuffix) { return true }
    if value.hasPrefix("model.") || value.hasPrefix("test.") || value.hasPrefix("source.")
      || value.hasPrefix("seed.")
    {
      return true
    }
    let types: Set<String> = [
      "bigint", "bool", "boolean", "bytes", "char", "date", "datetime", "decimal", "double",
      "float", "float64", "int",
      "int32", "int64", "integer", "json", "numeric", "smallint", "string", "text", "time",
      "timestamp", "varchar",
      "int4", "int8", "uuid",
    ]
    return types.contains(value.lowercased())
  }
}
