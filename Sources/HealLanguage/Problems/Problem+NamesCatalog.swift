/// The problems of names, given twice, never or for nothing, in alphabetical order.
extension Problem {
  static func duplicateCategory(_ name: String, at place: Location, earlier: Location) -> Problem {
    Problem(
      .duplicateCategory, .error, "category `\(name)` is declared twice",
      labels: [Label(place, "declared again here"), Label(earlier, "first declared here")],
      help: "keep one of the two")
  }

  static func duplicateClause(
    _ keyword: String, of what: String, at place: Location, earlier: Location
  ) -> Problem {
    Problem(
      .duplicateClause, .error, "a \(what) has one `\(keyword)`",
      labels: [Label(place, "a second one"), Label(earlier, "the first one")],
      help: keyword == "adapter" ? "name all adapters in one clause: `adapter a, b`" : "keep one")
  }

  static func duplicateFallback(at place: Location, earlier: Location) -> Problem {
    Problem(
      .duplicateFallback, .error, "there are two fallback blocks in one layer",
      labels: [Label(place, "the second one"), Label(earlier, "the first one")],
      help:
        "move its rules into the first block: their order there is the order in which they are asked"
    )
  }

  static func duplicateName(_ name: String, at place: Location, earlier: Location) -> Problem {
    Problem(
      .duplicateName, .error, "`\(name)` has two meanings in this rule",
      labels: [Label(place, "named again here"), Label(earlier, "first named here")],
      help: "give one of them another name")
  }

  static func duplicateNamedPattern(
    _ name: String, at place: Location, earlier: Location
  ) -> Problem {
    Problem(
      .duplicateName, .error, "there are two patterns `\(name)` in one folder",
      labels: [Label(place, "named again here"), Label(earlier, "first named here")],
      help: "give one of them another name")
  }

  static func duplicateRule(_ name: String, at place: Location, earlier: Location) -> Problem {
    Problem(
      .duplicateRule, .error, "there are two rules `\(name)` in one layer",
      labels: [Label(place, "again here"), Label(earlier, "first here")],
      notes: ["only a rule of a higher layer replaces its namesake"],
      help: "rename or remove one of the two")
  }

  static func patternCycle(_ name: String, at place: Location) -> Problem {
    Problem(
      .patternCycle, .error, "`\(name)` stands for itself",
      labels: [Label(place, "through this name it comes back to its own definition")],
      help: "write the pattern out here")
  }

  static func undefinedCapture(_ name: String, known: [String], at place: Location) -> Problem {
    Problem(
      .undefinedCapture, .error, "`\(name)` is not a capture of this rule",
      labels: [Label(place, "no hole or group has this name")],
      help: didYouMean(nearNames(name, among: known)), remedies: remedies(name, known, place))
  }

  static func undefinedCategory(_ name: String, known: [String], at place: Location) -> Problem {
    let longer = known.filter { $0.split(separator: "_").contains { $0 == name } }
    return Problem(
      .undefinedCategory, .error, "category `\(name)` is not declared",
      labels: [Label(place, "no source declares it")],
      help: didYouMean(longer.isEmpty ? nearNames(name, among: known) : longer.sorted())
        ?? "declare it outside of rules: `category \(name) \"what it is\"`",
      remedies: remedies(name, known, place))
  }

  static func undefinedFunction(_ name: String, at place: Location) -> Problem {
    let known = Function.allCases.map(\.rawValue)
    return Problem(
      .undefinedFunction, .error, "there is no function `\(name)`",
      labels: [Label(place, "no function has this name")],
      help: didYouMean(nearNames(name, among: known)), remedies: remedies(name, known, place))
  }

  static func undefinedName(
    _ name: String, known: [String], laterLet: Location?, at place: Location
  ) -> Problem {
    var labels = [Label(place, "no capture, `let` or fact has this name")]
    var help = didYouMean(nearNames(name, among: known))
    let about = name.split(separator: ".", maxSplits: 1)
    let facts =
      about.count == 2
      ? Fact.allCases.map(\.rawValue).filter { $0.hasPrefix("\(about[0]).") } : []
    if let laterLet {
      labels = [Label(place, "used before its `let`"), Label(laterLet, "it is named here")]
      help = "move the `let` above"
    } else if Function(rawValue: name) != nil {
      help = "call the function: `\(name)(…)`"
    } else if !facts.isEmpty {
      help = "known are " + facts.map { "`\($0)`" }.joined(separator: ", ")
    }
    return Problem(
      .undefinedName, .error, "`\(name)` is not known here", labels: labels, help: help,
      remedies: laterLet == nil && facts.isEmpty ? remedies(name, known, place) : [])
  }

  static func undefinedPattern(_ name: String, known: [String], at place: Location) -> Problem {
    Problem(
      .undefinedPattern, .error, "there is no pattern `\(name)`",
      labels: [Label(place, "no file of this folder defines it")],
      help: didYouMean(nearNames(name, among: known))
        ?? "write `pattern \(name) = …` in a file of this folder, or the pattern itself here",
      remedies: remedies(name, known, place))
  }

  static func undefinedRule(_ name: String, known: [String], at place: Location) -> Problem {
    Problem(
      .undefinedRule, .error, "there is no rule `\(name)`",
      labels: [Label(place, "no source has a rule of this name")],
      help: didYouMean(nearNames(name, among: known)), remedies: remedies(name, known, place))
  }

  static func unknownFact(_ name: String, at place: Location) -> Problem {
    let known = Fact.allCases.map(\.rawValue)
    return Problem(
      .undefinedFact, .error, "there is no fact `\(name)`",
      labels: [Label(place, "a test gives facts, or answers of evidence functions")],
      help: didYouMean(nearNames(name, among: known)), remedies: remedies(name, known, place))
  }

  static func unusedCapture(_ name: String, at place: Location) -> Problem {
    let start = Location(
      source: place.source, range: place.range.lowerBound..<place.range.lowerBound)
    return Problem(
      .unusedCapture, .warning, "nothing uses the capture `\(name)`",
      labels: [Label(place, "captured here")],
      help: "use it, or begin its name with `_` to say that it only stands for something",
      remedies: [Remedy("write `_\(name)`", [SourceEdit(start, "_")])])
  }

  /// `clause` is all of the `let`, to take out.
  static func unusedLet(_ name: String, at place: Location, clause: Location?) -> Problem {
    Problem(
      .unusedLet, .warning, "nothing uses `\(name)`", labels: [Label(place, "named here")],
      help: "use it or remove the `let`",
      remedies: clause.map { [Remedy("remove the `let`", [SourceEdit($0, "")])] } ?? [])
  }

  static func unusedPattern(_ name: String, at place: Location) -> Problem {
    Problem(
      .unusedPattern, .warning, "nothing uses the pattern `\(name)`",
      labels: [Label(place, "no rule of this folder names it")], help: "remove it")
  }
}
