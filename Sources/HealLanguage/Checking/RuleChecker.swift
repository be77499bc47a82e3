/// Checks one rule: from what was written to what is meant, or problems.
///
/// An expression that cannot be understood is nil from there on, and what depends on it stays
/// silent, so that one mistake gives one message.
struct RuleChecker {
  let syntax: Syntax.Rule
  let source: String
  let bytes: [UInt8]
  let layer: Source.Layer
  let standing: Rule.Standing
  /// The patterns that it may name.
  let named: NamedPatterns.Folder
  /// The faults that it may mean or heal.
  let faults: Faults

  var problems: [Problem] = []
  var captures: [String: CaptureUse] = [:]
  var bindings: [String: Expression] = [:]
  /// Names that exist but whose meaning could not be understood.
  var poisoned: Set<String> = []
  /// Whether there may be names that nobody could read: then an unknown one proves nothing.
  var isLenient: Bool
  var undefined: Set<String> = []
  /// Where each `let` stands, read or not; nil until somebody asks.
  var letPlaces: [String: Location]?

  /// Whether it names a pattern that cannot be read, which is said where that is defined.
  var lacksPattern = false
  /// Whether it names a fault whose declaration cannot be understood, which is said there.
  var lacksFault = false

  /// A capture and the clause that sets it.
  struct CaptureUse {
    var capture: Pattern.Capture
    /// Index of the `match` clause.
    var clause: Int
  }

  init(
    _ syntax: Syntax.Rule, source: String, bytes: [UInt8], layer: Source.Layer,
    standing: Rule.Standing, named: NamedPatterns.Folder, faults: Faults
  ) {
    self.syntax = syntax
    self.source = source
    self.bytes = bytes
    self.layer = layer
    self.standing = standing
    self.named = named
    self.faults = faults
    isLenient = syntax.isBroken
  }

  /// The rule, or nil when something in it is wrong.
  mutating func check() -> Rule? {
    var rule = Rule(
      name: syntax.name.text, documentation: syntax.documentation, standing: standing, category: "",
      matches: [],
      location: location(syntax.name.span), layer: layer)
    checkName()
    checkSearches(&rule)
    checkSingles(&rule)
    checkHeals(&rule)
    checkLets(&rule)
    checkMeanings(&rule)
    for clause in syntax.clauses { check(clause, &rule) }
    checkCompleteness(rule)
    guard !syntax.isBroken, !lacksPattern, !lacksFault, !problems.contains(where: { $0.severity == .error }) else { return nil }
    checkUsage(of: rule)
    checkTests(of: rule)
    return rule
  }

  func location(_ span: Syntax.Span) -> Location { Location(source: source, range: span.bytes) }

  mutating func report(_ problem: Problem) { problems.append(problem) }

  private mutating func checkName() {
    let name = syntax.name.text
    if !name.isPlainName { report(.badName(name, at: location(syntax.name.span))) }
  }

  private mutating func checkLets(_ rule: inout Rule) {
    for clause in syntax.clauses {
      guard case .let(let name, let written) = clause.kind else { continue }
      if let earlier = captures[name.text]?.capture.location ?? bindingPlaces[name.text] {
        report(.duplicateName(name.text, at: location(name.span), earlier: earlier))
        continue
      }
      bindingPlaces[name.text] = location(name.span)
      if let value = check(written), isBounded(value, named: name.text) {
        bindings[name.text] = value
        rule.bindings.append(Binding(name: name.text, value: value))
      } else {
        poisoned.insert(name.text)
      }
    }
  }

  /// Whether a `let` stays within what a rule may compute; reports it where not.
  private mutating func isBounded(_ value: Expression, named name: String) -> Bool {
    var growth = value.growth(growths)
    growth.depth += 1
    guard growth.depth <= TextGrowth.longestChain else {
      report(.chainTooLong(name, at: value.location))
      return false
    }
    guard growth.copies <= TextGrowth.mostCopies else {
      report(.textTooLong(name, at: value.location))
      return false
    }
    growths[name] = growth
    capturesOfBindings[name] = captureNames(in: value)
    if isTrusted(value) { trustedBindings.insert(name) }
    return true
  }

  /// Where each `let` read so far stands.
  var bindingPlaces: [String: Location] = [:]
  /// How much each `let` may hold.
  private var growths: [String: TextGrowth] = [:]
  /// The captures that each `let` names, by itself or through another.
  var capturesOfBindings: [String: Set<String>] = [:]
  /// The `let`s that are made of trusted parts only.
  var trustedBindings: Set<String> = []

  private mutating func check(_ clause: Syntax.Clause, _ rule: inout Rule) {
    switch clause.kind {
    case .where(let condition):
      if let guardExpression = check(condition, as: .bool) { rule.guards.append(guardExpression) }
    case .fix(let fix):
      if let fix = check(fix) { rule.fixes.append(fix) }
    case .advise(let text):
      if let advice = template(text) { rule.advice.append(advice) }
    case .overrides(let names): rule.overrides += names.map(\.text)
    case .test(let test):
      rule.tests += check(test)
    case .category, .means, .heals, .adapter, .dbt, .match, .unless, .let: break
    }
  }

  private mutating func checkSingles(_ rule: inout Rule) {
    var seen: [String: Location] = [:]
    for clause in syntax.clauses {
      let keyword: String
      switch clause.kind {
      case .heals: keyword = "heals"
      case .category(let name):
        keyword = "category"
        rule.category = name.text
      case .adapter(let names):
        keyword = "adapter"
        rule.adapters = names.map { $0.text.lowercased() }
      case .dbt(let text):
        keyword = "dbt"
        rule.dbtVersions = versionRange(text)
      default: continue
      }
      if let earlier = seen[keyword] {
        report(.duplicateClause(keyword, of: syntax.what, at: location(clause.keyword), earlier: earlier))
      } else {
        seen[keyword] = location(clause.keyword)
      }
    }
  }

  private mutating func versionRange(_ text: Syntax.Text) -> VersionRange? {
    guard let written = constant(text) else { return nil }
    if let range = VersionRange(written) { return range }
    report(.badVersion(written, at: location(text.span)))
    return nil
  }

  private mutating func checkCompleteness(_ rule: Rule) {
    guard !syntax.isBroken else { return }
    var missing: Set<String> = syntax.role == .remedy ? ["heals", "fix"] : ["category", "match"]
    for clause in syntax.clauses {
      switch clause.kind {
      case .category, .means: missing.remove("category")
      case .match: missing.remove("match")
      case .heals: missing.remove("heals")
      case .fix, .advise: missing.remove("fix")
      default: break
      }
    }
    for keyword in missing.sorted() {
      report(.missingClause(keyword, of: rule.name, what: syntax.what, at: rule.location))
    }
  }
}
