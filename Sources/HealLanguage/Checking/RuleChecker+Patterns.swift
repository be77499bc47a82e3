extension RuleChecker {
  mutating func checkSearches(_ rule: inout Rule) {
    for (index, clause) in syntax.clauses.enumerated() {
      switch clause.kind {
      case .match(let search):
        guard let match = check(search, span: clause.span) else { continue }
        declareCaptures(of: match, clause: index)
        rule.matches.append(match)
      case .unless(let search):
        if let match = check(search, span: clause.span) { rule.exclusions.append(match) }
      default: break
      }
    }
  }

  private mutating func check(_ search: Syntax.Match, span: Syntax.Span) -> MatchClause? {
    var subject = Subject.message
    if let name = search.subject {
      guard let known = Subject(rawValue: name.text) else {
        report(.unknownSubject(name.text, at: location(name.span)))
        isLenient = true
        return nil
      }
      subject = known
    }
    var patterns: [Pattern] = []
    var isWhole = true
    for alternative in search.alternatives {
      let found = self.patterns(alternative)
      patterns += found ?? []
      if found == nil { isWhole = false }
    }
    guard isWhole else {
      isLenient = true
      return nil
    }
    return MatchClause(subject: subject, alternatives: patterns, location: location(span))
  }

  /// One, or those that a name stands for; nil where something is wrong with them.
  private mutating func patterns(_ alternative: Syntax.Alternative) -> [Pattern]? {
    switch alternative {
    case .written(let syntax): return pattern(syntax).map { [$0] }
    case .named(let name):
      if let known = named[name.text] {
        lacksPattern = lacksPattern || known.alternatives == nil
        return known.alternatives
      }
      report(.undefinedPattern(name.text, known: named.names, at: location(name.span)))
      return nil
    }
  }

  mutating func pattern(_ syntax: Syntax.Pattern) -> Pattern? {
    let read = PatternReading(source: source, bytes: bytes).read(syntax)
    read.problems.forEach { report($0) }
    return read.pattern
  }

  /// A capture that only some alternatives set, or that may take no part in one, is maybe unknown.
  private mutating func declareCaptures(of match: MatchClause, clause: Int) {
    var found: [String: (capture: Pattern.Capture, count: Int)] = [:]
    var order: [String] = []
    for capture in match.alternatives.flatMap(\.captures) {
      if let known = found[capture.name] {
        guard let type = known.capture.type.common(with: capture.type) else {
          report(.captureTypes(capture, other: known.capture))
          continue
        }
        found[capture.name]?.count += 1
        found[capture.name]?.capture.type = type
        found[capture.name]?.capture.mayBeUnset = known.capture.mayBeUnset || capture.mayBeUnset
      } else {
        found[capture.name] = (capture, 1)
        order.append(capture.name)
      }
    }
    for name in order {
      guard case (var capture, let count)? = found[name] else { continue }
      if count < match.alternatives.count { capture.mayBeUnset = true }
      if let earlier = captures[name] {
        report(.duplicateName(name, at: capture.location, earlier: earlier.capture.location))
      } else {
        captures[name] = CaptureUse(capture: capture, clause: clause)
      }
    }
  }
}
