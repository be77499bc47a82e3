extension RuleChecker {
  /// Warns of names that nothing uses and of captures that may be missing where a fix needs them.
  mutating func checkUsage(of rule: Rule) {
    let uses = NameUses(of: rule)
    for (name, use) in captures.sorted(by: { $0.key < $1.key })
    where !name.hasPrefix("_") && !uses.captures.contains(name)
      && isWritten(use.capture.location)
    {
      report(.unusedCapture(name, at: use.capture.location))
    }
    let unused = rule.bindings.filter {
      !$0.name.hasPrefix("_") && !uses.bindings.contains($0.name)
    }
    let clauses = unused.isEmpty ? [:] : letClauses
    for binding in unused {
      guard let place = bindingPlaces[binding.name] else { continue }
      let whole = clauses[binding.name].map { location($0).wholeLine(in: bytes) }
      report(.unusedLet(binding.name, at: place, clause: whole))
    }
    checkMaybeUnset(in: rule)
  }

  /// Whether it stands in the rule itself: of a named pattern, or a fault, another rule may use what this one does not.
  private func isWritten(_ place: Location) -> Bool {
    place.source == source && syntax.span.bytes.contains(place.range.lowerBound)
  }

  /// The whole clause of each `let`.
  private var letClauses: [String: Syntax.Span] {
    var spans: [String: Syntax.Span] = [:]
    for clause in syntax.clauses {
      if case .let(let name, _) = clause.kind, spans[name.text] == nil {
        spans[name.text] = clause.span
      }
    }
    return spans
  }

  /// A guard over an unknown value does not hold: what it names is known wherever a fix is offered,
  /// and so is what all of a fix's conditions name.
  private mutating func checkMaybeUnset(in rule: Rule) {
    // What a remedy does not know of a fault keeps a fix of it from being offered, and other remedies may know it.
    guard !rule.isRemedy else { return }
    let maybeUnset = Set(captures.filter(\.value.capture.mayBeUnset).keys)
    guard !maybeUnset.isEmpty else { return }
    let guarded = rule.guards.reduce(into: Set<String>()) { $0.formUnion(captureNames(in: $1)) }
    var reported: Set<String> = []
    for fix in rule.fixes {
      let conditions = fix.confidences.map { $0.condition.map(captureNames) ?? [] }
      let known = conditions.dropFirst().reduce(conditions.first ?? []) { $0.intersection($1) }
      let needed = NameUses(of: fix).expressions.reduce(into: Set<String>()) {
        $0.formUnion(captureNames(in: $1))
      }
      let risky = needed.intersection(maybeUnset).subtracting(guarded).subtracting(known)
      for name in risky.sorted() where reported.insert(name).inserted {
        guard let place = captures[name]?.capture.location else { continue }
        report(.maybeUnsetCapture(name, at: place, needed: fix.location))
      }
    }
  }

  /// The captures that an expression names, by itself or through a `let`.
  func captureNames(in expression: Expression) -> Set<String> {
    var uses = NameUses()
    uses.visit(expression)
    return uses.bindings.reduce(into: uses.captures) { names, binding in
      names.formUnion(capturesOfBindings[binding] ?? [])
    }
  }

  // MARK: Earned confidence

  /// The share from which on a fix may be applied without a person, by default.
  private static var earnedShare: Double { 0.8 }

  /// A rule needs a hit and a near miss; a fix that may be applied without a person needs its own.
  mutating func checkTests(of rule: Rule) {
    let tests = rule.tests.filter { $0.todo == nil }
    let expected = tests.map { $0.expectations.map(\.kind) }
    let hasNearMiss = expected.joined().contains(.noMatch) || rule.isRemedy && expected.joined().contains(.noFix)
    let sure = rule.fixes.filter { fix in fix.confidences.contains { $0.share >= Self.earnedShare }
    }
    var isUnearned = false
    for fix in sure {
      let hits = expected.filter { kinds in
        kinds.contains {
          if case .fix(_, let title) = $0 { fix.title.mayRead(title) } else { false }
        }
      }
      var missing = hits.isEmpty ? ["a hit (`expect fix`)"] : []
      if !hasNearMiss, !(rule.isRemedy && fix.isRetryOnly) { missing.append("a near miss (`expect no \(rule.isRemedy ? "fix" : "match")`)") }
      let edits = fix.operations.contains { if case .edit = $0 { true } else { false } }
      let showsFile = hits.joined().contains { if case .file = $0 { true } else { false } }
      if edits, !showsFile { missing.append("the file after it (`expect file`)") }
      guard !missing.isEmpty else { continue }
      isUnearned = true
      report(.confidenceUnearned(missing: missing, at: fix.location))
    }
    checkFields(of: rule, expected)
    let hasHit = expected.joined().contains { $0 != .noMatch && !(rule.isRemedy && $0 == .noFix) }
    // The rules that recognise a fault tell it from others; a remedy that only waits has nothing to tell apart.
    if rule.isRemedy, hasHit, rule.fixes.allSatisfy(\.isRetryOnly) { return }
    guard !isUnearned, !hasHit || !hasNearMiss else { return }
    report(.missingTest(hasHit ? "near miss" : "hit", of: rule.name, at: rule.location))
  }
}

extension RuleChecker {
  /// A test must show each field that a rule tells of a fault, by `expect fault` or by the captures that it is made of.
  fileprivate mutating func checkFields(of rule: Rule, _ expected: [[RuleTest.Kind]]) {
    for meaning in rule.meanings {
      let open = meaning.arguments.filter { argument in
        !expected.contains { rule.isShown(argument, of: meaning.fault, by: $0) }
      }
      if !open.isEmpty {
        report(.fieldsUnshown(open.map(\.field), of: meaning.fault, at: meaning.location))
      }
    }
  }
}

extension Template {
  /// Whether the text may be what the template renders: its constant pieces occur in order, the
  /// first at the start and the last at the end.
  fileprivate func mayRead(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    var isAnchored = true
    for part in parts {
      guard case .text(let piece) = part else {
        isAnchored = false
        continue
      }
      let wanted = Array(piece.utf8)
      if isAnchored {
        guard rest.starts(with: wanted) else { return false }
        rest = rest.dropFirst(wanted.count)
      } else {
        guard let start = rest.indices.first(where: { rest[$0...].starts(with: wanted) }) else {
          return false
        }
        rest = rest[(start + wanted.count)...]
      }
      isAnchored = true
    }
    return rest.isEmpty || !isAnchored
  }
}
