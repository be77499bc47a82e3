/// The problems that only linting finds, in alphabetical order.
extension Problem {
  /// A step of a fix that would touch what is closed to automatic fixes.
  static func closedPlace(
    _ place: ClosedPlace, at location: Location, hasOthers: Bool, remedies: [Remedy]
  ) -> Problem {
    let name = place.name.isEmpty ? "this" : "`\(place.name)`"
    let why =
      switch place.owner {
      case .heal: "no fix ever changes heal's own policy, rules and notes"
      case .connection: "where dbt connects or writes is decided by a person"
      case .automation: "what CI, builds and hooks run is decided by a person"
      }
    return Problem(
      .closedPlace, .error, "\(name) is closed to fixes", labels: [Label(location, why)],
      help: hasOthers
        ? "remove this step, and say with `advise` what a person should do"
        : "say with `advise` what a person should do", remedies: remedies)
  }

  /// Two rules of one rank that say different things of one example.
  package static func ambiguousOverlap(
    _ rule: Location, name: String, with other: Location, otherName: String, test: String,
    difference: String
  ) -> Problem {
    Problem(
      .ambiguousOverlap, .warning, "`\(name.shortened)` and `\(otherName.shortened)` tie",
      labels: [
        Label(rule, "both match the test \"\(test.shortened)\", neither comes first"),
        Label(other, difference),
      ],
      notes: ["found by running every rule on every rule's examples"],
      help: "say which one speaks with `overrides`, or let one match more of the message")
  }

  /// Of one rule twice, or of two rules that nothing else tells apart.
  package static func duplicatePattern(
    at place: Location, earlier: Location, isSameRule: Bool, remedies: [Remedy] = []
  ) -> Problem {
    Problem(
      .duplicatePattern, .warning,
      isSameRule ? "this pattern stands in the rule twice" : "two rules match the very same",
      labels: [
        Label(place, isSameRule ? "again here" : "this rule"), Label(earlier, "first here"),
      ],
      help: isSameRule ? "remove one of the two" : "make them one rule, or tell them apart",
      remedies: remedies)
  }

  package static func matchesAnything(_ example: String, at place: Location) -> Problem {
    let what = example.isEmpty ? "it matches an empty text" : "it matches \"\(example)\""
    return Problem(
      .matchesAnything, .warning, "this pattern matches nearly anything",
      labels: [Label(place, what)],
      help: "add words that only this message has")
  }

  package static func missingDocumentation(of rule: String, at place: Location) -> Problem {
    Problem(
      .missingDocumentation, .note, "rule `\(rule.shortened)` does not say what it is about",
      labels: [Label(place, "no `##` line stands above it")],
      help: "say in one `##` line what happened and what the fix relies on")
  }

  package static func needlessRegex(at place: Location, skeleton: String) -> Problem {
    Problem(
      .needlessRegex, .note, "this regex is nothing but words",
      labels: [Label(place, "a skeleton says the same")],
      help: "write `\(skeleton.shortened)`",
      remedies: [Remedy("write it as a skeleton", [SourceEdit(place, skeleton)])])
  }

  /// An anchor in the middle of a pattern that can only hold with the flag `m`.
  package static func newlineBlindAnchor(_ anchor: String, at place: Location, remedies: [Remedy])
    -> Problem
  {
    Problem(
      .newlineBlind, .warning, "`\(anchor)` holds only at an end of the whole message",
      labels: [Label(place, "inside of a pattern it never does")],
      help: "add the flag `m`, so that it holds at each line", remedies: remedies)
  }

  /// A pattern that misses an example of its rule but finds it with a flag.
  package static func newlineBlind(
    at place: Location, test: Location, flag: Character, remedies: [Remedy]
  ) -> Problem {
    Problem(
      .newlineBlind, .warning, "this pattern stops at the end of a line",
      labels: [
        Label(place, flag == "s" ? "`.` takes no line end" : "`^` and `$` hold once"),
        Label(test, "with the flag `\(flag)` it would match this"),
      ],
      help: "add the flag `\(flag)`", remedies: remedies)
  }

  package static func noRequiredLiteral(at place: Location) -> Problem {
    Problem(
      .noRequiredLiteral, .warning, "this rule is tried on every failure",
      labels: [Label(place, "no words are in all that it matches")],
      notes: ["rules are found by words of four letters or more that each match must have"],
      help: "add a `match` with words that the message always has")
  }

  package static func overrideOfNothing(
    _ other: String, at place: Location, why: String, rule: Location
  ) -> Problem {
    Problem(
      .overrideOfNothing, .warning, "`overrides \(other.shortened)` changes nothing",
      labels: [Label(place, why), Label(rule, "the rule that it names")],
      help: "remove the name")
  }

  /// Rules for some of the adapters that rules are written for mean the fault, rules for the others do not.
  package static func partlyRecognisedFault(_ name: String, on adapters: [String], at place: Location) -> Problem {
    let shown = adapters.map { "`\($0)`" }.joined(separator: ", ")
    return Problem(
      .partlyRecognisedFault, .note, "`\(name.shortened)` is not recognised on every adapter",
      labels: [Label(place, "no rule for \(shown) means it")],
      notes: ["its remedies are never asked there"],
      help: "write a rule in the words of each of them that means the fault")
  }

  package static func regexInSkeleton(_ piece: String, at place: Location) -> Problem {
    Problem(
      .regexInSkeleton, .warning, "`\(piece)` stands for itself in a skeleton",
      labels: [Label(place, "this looks like a part of a regex")],
      help: "write a hole such as `<what:text>`, or the whole pattern between slashes")
  }

  /// The degree is 2 for quadratic, 3 for cubic and so on; the steps are what searching in the attack
  /// took, and in one twice as long.
  package static func regexPolynomial(
    at place: Location, degree: Int, attack: String, bytes: Int, steps: (Int, Int)
  ) -> Problem {
    let kind = degree == 2 ? "quadratic" : degree == 3 ? "cubic" : "polynomial"
    return Problem(
      .regexPolynomial, .warning, "this pattern takes \(kind) time",
      labels: [Label(place, "its text can be shared out in many ways")],
      notes: [
        "verified: \(attack) (\(bytes) bytes) takes \(steps.0) steps, twice as much of it \(steps.1)"
      ],
      help: "say what ends each repeat, or make it possessive: `++`, `*+`")
  }

  /// The attack is a text in which PCRE2 gave up.
  package static func regexRedos(
    at place: Location, attack: String, bytes: Int, limit: Int
  ) -> Problem {
    Problem(
      .regexRedos, .warning, "this pattern takes exponential time",
      labels: [Label(place, "one text can be shared out in very many ways")],
      notes: ["verified: in \(attack) (\(bytes) bytes) PCRE2 gives up after \(limit) steps"],
      help: "let only one repeat take each character, or make the inner one atomic: `(?>…)`")
  }

  /// `times` in one folder, in places of several rules.
  package static func repeatedPattern(at place: Location, earlier: Location, times: Int) -> Problem {
    Problem(
      .repeatedPattern, .warning, "this pattern stands in the folder \(times) times",
      labels: [Label(place, "again here"), Label(earlier, "first here")],
      help: "give it a name, `pattern NAME = …`, and write the name in each place")
  }

  package static func shadowedRule(
    _ name: String, at place: Location, by other: Location, otherName: String, examples: Int,
    why: String
  ) -> Problem {
    Problem(
      .shadowedRule, .warning, "`\(name.shortened)` never speaks first",
      labels: [
        Label(
          place,
          examples == 1
            ? "its only example is won by the other rule"
            : "its \(examples) examples are all won by the other rule"),
        Label(other, why),
      ],
      notes: ["found by running every rule on every rule's examples"],
      help: "narrow one of the two, or say which one speaks with `overrides`")
  }

  /// `rule` is the rule of the example, where there is one.
  package static func tooManyRules(
    _ title: String, at place: Location, why: String, rule: Location?, help: String
  ) -> Problem {
    Problem(
      .tooManyRules, .error, title,
      labels: [Label(place, why)] + (rule.map { [Label($0, "the rule whose test it is")] } ?? []),
      notes: ["which rule comes first was not found out"], help: help)
  }

  package static func unescapedMetachar(
    _ written: String, at place: Location, meaning: String, remedies: [Remedy]
  ) -> Problem {
    Problem(
      .unescapedMetachar, .warning, "`\(written.shortened)` is not read as the text itself",
      labels: [Label(place, meaning)],
      help: remedies.first?.title, remedies: remedies)
  }

  package static func unnamedGroup(at place: Location) -> Problem {
    let open = Location(
      source: place.source, range: place.range.lowerBound..<place.range.lowerBound + 1)
    return Problem(
      .unnamedGroup, .note, "this group captures what nobody can name",
      labels: [Label(place, "a group by number")],
      help: "write `(?:…)`, or name it: `(?<name>…)`",
      remedies: [Remedy("write `(?:`", [SourceEdit(open, "(?:")])])
  }

  package static func unsafeFix(_ what: String, at place: Location) -> Problem {
    Problem(
      .unsafeFix, .warning, "this fix \(what) whenever the rule matches",
      labels: [Label(place, "at this confidence it may be applied without a person")],
      help: "guard it with `where` or `when`, or claim less than 80%")
  }

  package static func unsatisfiableScope(
    _ title: String, at place: Location, why: String, help: String, remedies: [Remedy] = []
  ) -> Problem {
    Problem(
      .unsatisfiableScope, .warning, title, labels: [Label(place, why)], help: help,
      remedies: remedies)
  }

  /// `isMost` where so many of the rule's alternatives are untested that its tests say little of it.
  package static func untestedAlternative(
    _ alternative: String, at place: Location, untested: Int, of count: Int, isMost: Bool
  ) -> Problem {
    Problem(
      .untestedAlternative, isMost ? .warning : .note,
      "\(untested) of \(count) alternatives of this rule are untested",
      labels: [Label(place, "the first is `\(alternative.shortened)`")],
      notes: ["heal test --coverage lists them all"],
      help: "show a message of each in a test, or leave out what nobody has seen")
  }

  package static func uselessAffix(
    _ written: String, isLeading: Bool, at place: Location
  ) -> Problem {
    Problem(
      .uselessAffix, .warning,
      "`\(written)` at \(isLeading ? "the start" : "the end") does nothing",
      labels: [Label(place, "a pattern is looked for anywhere in the text")],
      help: "remove it",
      remedies: [Remedy("remove `\(written)`", [SourceEdit(place, "")])])
  }

  package static func vacuousTest(_ test: String, at place: Location, rule: Location) -> Problem {
    Problem(
      .vacuousTest, .warning, "the near miss \"\(test.shortened)\" is not near",
      labels: [
        Label(place, "it shares no word with what the rule looks for"),
        Label(rule, "no other test shows where this rule ends"),
      ],
      help: "use a message that looks alike but is another failure")
  }

  package static func weakLiteral(_ literal: String, at place: Location) -> Problem {
    Problem(
      .weakLiteral, .warning, "`\(literal.shortened)` is in nearly every log",
      labels: [Label(place, "there is nothing else that this rule can be found by")],
      help: "match more words of the message")
  }
}

extension String {
  /// For titles, which have one line.
  fileprivate var shortened: String {
    let line = String(map { $0.isNewline ? " " : $0 })
    return line.count <= 40 ? line : "\(line.prefix(39))…"
  }
}
