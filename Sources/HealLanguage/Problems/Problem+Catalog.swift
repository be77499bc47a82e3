/// Every problem there is, in alphabetical order; nowhere else is a message written.
/// Those of the lexer and the parser are in `Problem+SyntaxCatalog.swift`, those of names in `Problem+NamesCatalog.swift`.
extension Problem {
  static func badName(_ name: String, at place: Location) -> Problem {
    let help =
      name.contains { $0.isUppercase } && name.contains(".")
      ? "write it in lower case: `\(name.lowercased())`"
      : "write rules as `area.what_happened` and categories as `UPPER_SNAKE`"
    return Problem(
      .badName, .error, "`\(name)` is not spelt as such a name is",
      labels: [Label(place, "this name")], help: help)
  }

  static func badSuppression(_ what: String, near: [String], at place: Location) -> Problem {
    let help = didYouMean(near) ?? "write `# heal:allow CODE because \"the reason\"`"
    return Problem(
      .badSuppression, .error, "this `heal:allow` \(what)",
      labels: [Label(place, "it silences nothing")], help: help)
  }

  static func badVersion(_ text: String, at place: Location) -> Problem {
    Problem(
      .badVersion, .error, "`\(text)` is not a range of versions",
      labels: [Label(place, "a comparison and numbers were expected")],
      help: #"write comparisons joined by commas, such as ">=1.8,<2""#)
  }

  static func captureTypes(_ capture: Pattern.Capture, other: Pattern.Capture) -> Problem {
    Problem(
      .captureTypes, .error, "`\(capture.name)` has two types in one `match any`",
      labels: [
        Label(capture.location, "here it is \(capture.type.description)"),
        Label(other.location, "here it is \(other.type.description)"),
      ],
      help: "give both holes the same type, or different names")
  }

  static func confidenceUnearned(missing: [String], at place: Location) -> Problem {
    Problem(
      .confidenceUnearned, .warning, "this fix claims 80% or more without tests that show it",
      labels: [Label(place, "its tests lack \(missing.joined(separator: " and "))")],
      notes: ["from 80% on a fix may be applied without a person"],
      help: "add the missing expectations, or claim less than 80%")
  }

  static func chainTooLong(_ name: String, at place: Location) -> Problem {
    Problem(
      .nestedTooDeeply, .error, "`\(name)` is nested too deeply",
      labels: [
        Label(place, "more than \(TextGrowth.longestChain) `let`s, each built on the one before")
      ],
      help: "build it from fewer `let`s")
  }

  static func constantNeeded(at place: Location) -> Problem {
    Problem(
      .constantNeeded, .error, "a test states values, it does not compute them",
      labels: [Label(place, "this is not a constant")],
      help: "write the value itself: a text, a number or a list of them")
  }

  static func mapOfConstants(at place: Location) -> Problem {
    Problem(
      .constantNeeded, .error, "a map holds constants",
      labels: [Label(place, "this is not a text, a number, a duration, `true` or `false`")],
      help: "write the value itself; what depends on the failure is the key that is looked up")
  }

  static func duplicateKey(_ key: String, at place: Location, first: Location) -> Problem {
    Problem(
      .duplicateKey, .error, "`\(key)` is in this map already",
      labels: [Label(place, "the second one"), Label(first, "the first one")],
      help: "leave one of them out")
  }

  static func dynamicCommand(at place: Location) -> Problem {
    Problem(
      .dynamicCommand, .error, "the program of a command must be written out",
      labels: [Label(place, "this is known only when the rule is applied")],
      help: "name the program itself, such as `dbt`")
  }

  static func emptyFix(at place: Location) -> Problem {
    Problem(
      .emptyFix, .error, "this fix does nothing", labels: [Label(place, "it has no operation")],
      help: "add `retry`, `run`, `edit` or `ask`, or say it with `advise`")
  }

  static func incomparable(
    _ left: ValueType, _ comparison: Expression.Comparison, _ right: ValueType, at place: Location
  ) -> Problem {
    let isText = left.isTextual && right.isTextual
    return Problem(
      .typeMismatch, .error, "`\(comparison.rawValue)` cannot compare these two",
      labels: [
        Label(place, "\(left.description) and \(right.description)")
      ],
      notes: isText ? ["only amounts have an order: \"1.10\" comes before \"1.9\" as text"] : [],
      help: isText
        ? "compare with `==`, or use the clause `dbt \">=1.8\"` for versions"
        : "compare values of one type")
  }

  static func incompleteTest(_ clause: String, at place: Location) -> Problem {
    let (lack, help) =
      switch clause {
      case "failure": ("says nothing of what dbt printed", "add `failure '…'`")
      case "fault": ("says nothing of what is wrong", "add `fault NAME(…)` with the fields that are known")
      default: ("expects nothing", "add `expect match` or `expect no match`")
      }
    return Problem(
      .incompleteTest, .error, "this test \(lack)",
      labels: [Label(place, "it has no `\(clause)`")],
      help: help)
  }

  static func interpolationNotAllowed(at place: Location) -> Problem {
    Problem(
      .interpolationNotAllowed, .error, "nothing can be interpolated here",
      labels: [Label(place, "this text must be a constant")],
      help: "write `$${` for the text `${`, or use single quotes")
  }

  /// `escaping` is the character at the place where a backslash before it may be meant.
  static func invalidPattern(
    _ fault: PatternFault, escaping: Character?, at place: Location
  ) -> Problem {
    let start = Location(
      source: place.source, range: place.range.lowerBound..<place.range.lowerBound)
    return Problem(
      .invalidPattern, .error, "this pattern cannot be read",
      labels: [Label(place, fault.message)], help: fault.help.map(asHelp),
      remedies: escaping.map { [Remedy("write `\\\($0)`", [SourceEdit(start, "\\")])] } ?? [])
  }

  static func listNeeded(orText: Bool, found: ValueType, at place: Location) -> Problem {
    Problem(
      .typeMismatch, .error, orText ? "a list or a text is needed here" : "a list is needed here",
      labels: [Label(place, "this is \(found.description)")])
  }

  static func mapNeeded(found: ValueType, at place: Location) -> Problem {
    Problem(
      .typeMismatch, .error, "a map is needed here",
      labels: [Label(place, "this is \(found.description)")],
      help: "write `{ \"key\": \"value\" }`, or name a `let` that is one")
  }

  static func maybeUnsetCapture(_ name: String, at place: Location, needed: Location) -> Problem {
    Problem(
      .maybeUnsetCapture, .warning, "`\(name)` may be unknown where a fix needs it",
      labels: [
        Label(place, "it takes no part in every match"),
        Label(needed, "this fix is not offered then"),
      ],
      help: "split the rule in two, or make the condition of the fix name `\(name)`")
  }

  static func misplacedPattern(at place: Location) -> Problem {
    Problem(
      .patternMisplaced, .error, "a pattern is not a value",
      labels: [Label(place, "this is a pattern")],
      help: "ask whether a text has it: `matches(text, /…/)`")
  }

  static func missingClause(
    _ clause: String, of name: String, what: String = "rule", at place: Location
  ) -> Problem {
    let help =
      switch clause {
      case "match": "add `match '…'` with the words of the message"
      case "heals": "add `heals FAULT`"
      case "fix": "add `fix \"…\" { … }`, or `advise \"…\"`"
      default: "add `category NAME`"
      }
    return Problem(
      .missingClause, .error, "\(what) `\(name)` has no `\(clause)`",
      labels: [Label(place, "this \(what)")], help: help)
  }

  static func missingConfidence(at place: Location) -> Problem {
    Problem(
      .missingConfidence, .error, "this fix does not say how sure it is",
      labels: [Label(place, "it has no `confidence`")], help: "add `confidence 60%` to it")
  }

  static func missingTest(_ what: String, of rule: String, at place: Location) -> Problem {
    Problem(
      .missingTest, .warning, "rule `\(rule)` has no test with a \(what)",
      labels: [Label(place, "this rule")],
      help: what == "hit"
        ? "add a `test` with `expect match`"
        : "add a `test` with a message that looks alike and `expect no match`")
  }

  static func overrideCycle(_ other: String, of rule: String, at place: Location) -> Problem {
    let isItself = other == rule
    return Problem(
      .overrideCycle, .error,
      isItself ? "rule `\(rule)` overrides itself" : "`\(rule)` and `\(other)` override each other",
      labels: [Label(place, isItself ? "this is the rule's own name" : "neither would ever speak")],
      help: "remove this name")
  }

  static func patternNeeded(at place: Location) -> Problem {
    Problem(
      .patternMisplaced, .error, "a pattern is needed here",
      labels: [Label(place, "this is a value")],
      help: "write a regex `/…/`, or a skeleton between single quotes")
  }

  static func positionalCapture(at place: Location) -> Problem {
    Problem(
      .positionalCapture, .error, "captures have names, not numbers",
      labels: [Label(place, "this stays as it is written")],
      help: "name the group and write `${name}`, or write `$$1` for the text `$1`")
  }

  /// `removal` is the comment, with its line where it has one to itself.
  package static func staleSuppression(
    _ code: Code, at place: Location, removal: Location
  ) -> Problem {
    Problem(
      .staleSuppression, .warning, "this `heal:allow` silences nothing",
      labels: [Label(place, "the next line has no `\(code.rawValue)` warning")],
      notes: ["errors cannot be silenced"], help: "remove the comment",
      remedies: [Remedy("remove the comment", [SourceEdit(removal, "")])])
  }

  static func textTooLong(_ name: String, at place: Location) -> Problem {
    Problem(
      .textTooLong, .error, "`\(name)` may become too long",
      labels: [
        Label(place, "it may hold more than \(Int(TextGrowth.mostCopies)) times what it is made of")
      ],
      notes: ["each `let` that repeats another multiplies its length"],
      help: "repeat less of it, or build it from fewer `let`s")
  }

  /// `found` is nil where its type is not known.
  static func typeMismatch(expected: ValueType, found: ValueType?, at place: Location) -> Problem {
    let foundText = found.map { "this is \($0.description)" } ?? "this is something else"
    let isName = expected == .name && found == .text
    return Problem(
      .typeMismatch, .error, "\(expected.description) is needed here",
      labels: [Label(place, foundText)],
      help: isName ? "take the name out of the text with `name(…)`" : nil)
  }

  static func unknownFlag(_ flag: Character, at place: Location) -> Problem {
    Problem(
      .invalidPattern, .error, "this pattern cannot be read",
      labels: [Label(place, "there is no flag `\(flag)`")],
      help: "use `i`, `m`, `s` and `x` only")
  }

  static func unknownOperation(_ name: String, at place: Location) -> Problem {
    let known = OperationName.allCases.filter(\.isEdit).map(\.rawValue)
    return Problem(
      .unknownOperation, .error, "there is no edit operation `\(name)`",
      labels: [Label(place, "no operation has this name")],
      help: didYouMean(nearNames(name, among: known)), remedies: remedies(name, known, place))
  }

  static func unknownSubject(_ name: String, at place: Location) -> Problem {
    let known = Subject.allCases.map(\.rawValue)
    return Problem(
      .unknownSubject, .error, "`\(name)` is nothing that a pattern can be looked for in",
      labels: [Label(place, "no subject has this name")],
      help: didYouMean(nearNames(name, among: known))
        ?? "use \(known.map { "`\($0)`" }.joined(separator: ", "))",
      remedies: remedies(name, known, place))
  }

  static func unprintable(_ type: ValueType, at place: Location) -> Problem {
    let isList = if case .list = type { true } else { false }
    return Problem(
      .typeMismatch, .error, "only texts, names, paths and numbers fit into text",
      labels: [Label(place, "this is \(type.description)")],
      help: isList ? "join it: `join(list, \", \")`" : nil)
  }

  static func unreachableConfidence(at place: Location, after earlier: Location) -> Problem {
    Problem(
      .unreachableConfidence, .warning, "this `confidence` never counts",
      labels: [Label(place, "the first that holds counts"), Label(earlier, "this always holds")],
      help: "move the one without `when` to the end")
  }

  static func unsafeText(needed: String, at place: Location) -> Problem {
    Problem(
      .unsafeText, .error, "text out of a log cannot become \(needed)",
      labels: [Label(place, "this may be any text")],
      notes: ["only constants, names, paths and numbers may reach a file or a command"],
      help: "capture it as a name, or take the name out of it with `name(…)`")
  }

  static func uselessGiven(_ name: String, at place: Location) -> Problem {
    Problem(
      .uselessGiven, .error, "`\(name)` answers by itself",
      labels: [Label(place, "it needs no evidence")],
      help: "give facts, or answers of functions that read the project")
  }

  static func wrongArguments(
    _ name: String, _ parameters: [String], label: String?, at place: Location
  ) -> Problem {
    Problem(
      .wrongArguments, .error, "`\(name)` is called in another way",
      labels: [
        Label(place, label.map { "no argument `\($0)` belongs here" } ?? "these do not fit")
      ],
      help: "write `\(name)(\(parameters.joined(separator: ", ")))`")
  }
}
