/// The problems of faults and of what names them, in alphabetical order.
extension Problem {
  static func constantDefault(at place: Location) -> Problem {
    Problem(
      .constantDefault, .error, "`first_known` takes no constant",
      labels: [Label(place, "known wherever nothing else is")],
      help: "leave it out: a fix is not offered where what it needs is unknown")
  }

  static func duplicateFault(_ name: String, at place: Location, earlier: Location) -> Problem {
    Problem(
      .duplicateFault, .error, "there are two faults `\(name)` in one layer",
      labels: [Label(place, "again here"), Label(earlier, "first here")],
      notes: ["only a fault of a higher layer replaces its namesake"], help: "keep one of the two")
  }

  static func fieldsUnshown(_ fields: [String], of fault: String, at place: Location) -> Problem {
    let shown = fields.map { "`\($0)`" }.joined(separator: ", ")
    return Problem(
      .fieldsUnshown, .warning, "no test shows \(shown) of `\(fault)`",
      labels: [Label(place, "told here")],
      notes: ["no fix that is made with it is applied without a person"],
      help: "add `expect fault \(fault)(\(fields[0]): …)` to a test of this rule")
  }

  static func meaningAndOwn(_ place: Location, means: Location) -> Problem {
    Problem(
      .meaningAndOwn, .error, "a rule that means a fault has no category and no fix of its own",
      labels: [Label(place, "its own"), Label(means, "the fault has a category, and its remedies have the fixes")],
      help: "put the fix into a `remedy` that heals the fault, or leave `means` out")
  }

  static func misplacedExample(at place: Location) -> Problem {
    Problem(
      .misplacedExample, .error, "a rule's test begins with a failure, not with a fault",
      labels: [Label(place, "only a remedy is asked about a fault")],
      help: "write `failure` and what dbt printed, and `expect fault` for what the rule makes of it")
  }

  static func missingFields(_ names: [String], of fault: Fault, at place: Location) -> Problem {
    let shown = names.map { "`\($0)`" }.joined(separator: ", ")
    return Problem(
      .missingFields, .error, "`\(fault.name)` needs \(shown)",
      labels: [Label(place, "not given here"), Label(fault.location, "declared here")],
      help: "give \(names.count == 1 ? "it" : "them"): `means \(fault.name)(\(names[0]): …)`")
  }

  static func undefinedFault(_ name: String, known: [String], at place: Location) -> Problem {
    Problem(
      .undefinedFault, .error, "there is no fault `\(name)`", labels: [Label(place, "no source declares it")],
      help: didYouMean(nearNames(name, among: known))
        ?? "declare it outside of rules: `fault \(name)(column: name) { category SCHEMA }`",
      remedies: remedies(name, known, place))
  }

  static func unknownField(_ name: String?, of fault: Fault, at place: Location) -> Problem {
    let fields = fault.fields.map(\.name)
    let shown = fields.isEmpty ? "it has no fields" : "its fields are \(fields.map { "`\($0):`" }.joined(separator: ", "))"
    guard let name else {
      return Problem(
        .unknownField, .error, "each value needs its field", labels: [Label(place, "for which field?")], help: shown)
    }
    return Problem(
      .unknownField, .error, "`\(fault.name)` has no field `\(name)`",
      labels: [Label(place, "no such field"), Label(fault.location, "declared here")],
      help: didYouMean(nearNames(name, among: fields)) ?? shown, remedies: remedies(name, fields, place))
  }

  static func unknownType(_ name: String, at place: Location) -> Problem {
    let known = ValueType.ofFields.map(\.name)
    return Problem(
      .unknownType, .error, "there is no type `\(name)`", labels: [Label(place, "no field can be of it")],
      help: "the types are \(known.map { "`\($0)`" }.joined(separator: ", "))",
      remedies: remedies(name, known, place))
  }

  static func unreachableRemedy(_ name: String, fault: String, at place: Location) -> Problem {
    Problem(
      .unreachableRemedy, .warning, "no rule brings `\(name)` a fault that it heals",
      labels: [Label(place, "no rule for its adapters means `\(fault)`")],
      help: "write a rule for one of its adapters that means the fault, or remove the remedy")
  }

  static func unrecognisedFault(_ name: String, at place: Location) -> Problem {
    Problem(
      .unrecognisedFault, .warning, "no rule means the fault `\(name)`",
      labels: [Label(place, "its remedies are never asked")],
      help: "write a rule with `means \(name)(…)`, or remove the fault")
  }
}
