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
    let patterns = search.patterns.compactMap { pattern($0) }
    guard patterns.count == search.patterns.count else {
      isLenient = true
      return nil
    }
    return MatchClause(subject: subject, alternatives: patterns, location: location(span))
  }

  /// Builds a pattern; what is wrong in it is reported with the caret inside of it.
  mutating func pattern(_ syntax: Syntax.Pattern) -> Pattern? {
    let written = String(decoding: bytes[syntax.content], as: UTF8.self)
    let place = location(syntax.span)
    let start = syntax.content.lowerBound
    let built: (pattern: Pattern?, faults: [PatternFault])
    switch syntax.form {
    case .skeleton: built = Pattern.skeleton(written, location: place, contentStart: start)
    case .regex, .extendedRegex:
      if let wrong = syntax.flags.first(where: { !"imsx".contains($0) }) {
        report(.unknownFlag(wrong, at: place))
        return nil
      }
      built = Pattern.regex(
        written, flags: syntax.flags, isExtended: syntax.form == .extendedRegex, location: place,
        contentStart: start)
    }
    for fault in built.faults {
      let range = start + fault.range.lowerBound..<start + fault.range.upperBound
      report(
        .invalidPattern(
          fault, escaping: escapable(in: fault, range),
          at: Location(source: source, range: range)))
    }
    return built.faults.isEmpty ? built.pattern : nil
  }

  /// The character where a fault is, if the advice is to write a backslash before it.
  private func escapable(in fault: PatternFault, _ range: Range<Int>) -> Character? {
    guard range.count == 1, let byte = bytes[range].first, byte < 0x80 else { return nil }
    let character = Character(Unicode.Scalar(byte))
    return fault.help?.contains("`\\\(character)`") == true ? character : nil
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
