/// The problems of the lexer and the parser, in alphabetical order.
extension Problem {
  static func apostropheInPattern(at place: Location) -> Problem {
    Problem(
      .syntaxError, .error, "an apostrophe ends the pattern",
      labels: [Label(place, "this one stands in the middle of a word")],
      help: "write the pattern between three quotes: `'''can't be read'''`")
  }

  static func gluedWord(at place: Location) -> Problem {
    Problem(
      .syntaxError, .error, "a quote in the middle of a word",
      labels: [Label(place, "white space was expected before this")],
      help: #"quote the whole word: "--vars={…}""#)
  }

  static func invalidCharacter(_ text: String, at place: Location) -> Problem {
    let isCurly = text.contains { "“”„‟‘’‚".contains($0) }
    return Problem(
      .invalidCharacter, .error, "`\(text.prefix(10))` means nothing here",
      labels: [Label(place, "no word or mark begins so")],
      help: isCurly ? "write straight quotes: \" or '" : nil)
  }

  static func invalidNumber(unit: String, at place: Location) -> Problem {
    Problem(
      .invalidNumber, .error, "`\(unit)` is not a unit",
      labels: [Label(place, "a number does not go on with letters")],
      help: "write durations as `500ms`, `5s`, `2m` or `1h`")
  }

  static func invalidShare(at place: Location) -> Problem {
    Problem(
      .invalidNumber, .error, "nothing is surer than 100%",
      labels: [Label(place, "this is more")], help: "write a share from 0% to 100%")
  }

  static func membership(at place: Location) -> Problem {
    Problem(
      .syntaxError, .error, "no value is compared with `in`",
      labels: [Label(place, "`==`, `!=`, `<`, `<=`, `>` or `>=` compare two values")],
      help: "ask the list: `contains(list, value)`")
  }

  static func nestedTooDeeply(at place: Location) -> Problem {
    Problem(
      .nestedTooDeeply, .error, "this expression is nested too deeply",
      labels: [Label(place, "from here on it was not read")],
      help: "name its parts with `let`")
  }

  static func quotedPattern(at place: Location) -> Problem {
    Problem(
      .syntaxError, .error, "a pattern stands between single quotes or slashes",
      labels: [Label(place, "this is a text")],
      help: "write `'the words with <holes>'` or `/regex/`")
  }

  static func syntaxError(expected: String, found: String, at place: Location) -> Problem {
    Problem(
      .syntaxError, .error, "expected \(expected)", labels: [Label(place, "found \(found)")])
  }

  static func unclosedBlock(_ what: String, at place: Location, end: Location) -> Problem {
    Problem(
      .unclosedBlock, .error, "the block of \(what) is never closed",
      labels: [Label(place, "opened here"), Label(end, "`}` was expected by here")],
      help: "close it with `}`",
      remedies: [Remedy("close it here", [SourceEdit(end, "\n}")])])
  }

  static func unclosedInterpolation(at place: Location) -> Problem {
    Problem(
      .syntaxError, .error, "`${` is never closed",
      labels: [Label(place, "`}` was expected on this line")],
      help: "close it with `}`, or write `$${` for the text `${`")
  }

  static func unknownClause(
    _ word: String, in block: String, known: [String], at place: Location
  ) -> Problem {
    let near = nearNames(word, among: known)
    return Problem(
      .unknownClause, .error, "`\(word)` is not a clause of \(block)",
      labels: [Label(place, "no clause begins so")],
      help: didYouMean(near)
        ?? "\(block) has \(known.sorted().map { "`\($0)`" }.joined(separator: ", "))",
      remedies: writing(near, at: place))
  }

  static func unknownEscape(at place: Location) -> Problem {
    Problem(
      .unknownEscape, .error, "there is no such escape",
      labels: [Label(place, #"only \", \\, \n and \t are"#)],
      help: #"write `\\` for a backslash, or use single quotes"#)
  }

  static func unterminatedText(_ delimiter: String, at place: Location) -> Problem {
    let what = delimiter.hasPrefix("/") ? "regex" : "text"
    let isBlock = delimiter.count == 3
    return Problem(
      .unterminatedText, .error, "this \(what) is never closed",
      labels: [Label(place, isBlock ? "opened here" : "it must end on its line")],
      help: "close it with `\(delimiter)`")
  }
}
