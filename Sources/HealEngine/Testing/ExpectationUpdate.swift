package import HealLanguage

extension RecordingExpectation {
  private typealias Kinds = [Kind]

  /// What the rules say now, said in the same clauses.
  ///
  /// - Parameters:
  ///   - diagnoses: of all failures of the run.
  ///   - categories: what a person says is right; empty where nobody has.
  /// - Returns: nil where they say nothing that could be expected.
  package func updated(to diagnoses: [Diagnosis], categories: [String]) -> RecordingExpectation? {
    if lines.contains(where: { $0.kind == .expect(.noMatch) }) {
      return Self.made(from: diagnoses, categories: categories)
    }
    var updated = self
    if !mismatches(in: diagnoses, fileAfter: { _ in nil }).isEmpty || todo == nil {
      updated.lines = Self.lines(lines, for: nearest(lines, diagnoses))
      updated.nodes = nodes.map { node in
        var node = node
        let own = diagnoses.filter {
          $0.failure.node?.name == node.node || $0.failure.id == node.node
        }
        node.lines = Self.lines(node.lines, for: nearest(node.lines, own))
        return node
      }
    }
    updated.todo = nil
    return updated
  }

  /// What to expect of a run of which nothing has been said.
  ///
  /// - Parameters:
  ///   - diagnoses: of all failures of the run.
  ///   - categories: what a person says is right; empty where nobody has.
  ///   - isDetailed: whether rule and captures are held to as well.
  /// - Returns: nil where no rule knows it.
  package static func made(
    from diagnoses: [Diagnosis], categories: [String], isDetailed: Bool = false
  ) -> RecordingExpectation? {
    let place = Location(source: "", range: 0..<0)
    let known = diagnoses.filter { !$0.findings.isEmpty }
    let right = known.filter { categories.contains($0.category ?? "") }
    let names = known.compactMap(\.failure.node?.name)
    let areApart = categories.isEmpty && known.count > 1 && Set(names).count == known.count
    guard areApart else {
      guard let best = right.first ?? known.first else { return nil }
      let kinds = Self.kinds(of: best, categories: categories, isDetailed: isDetailed)
      return RecordingExpectation(lines: kinds.map { Line($0, location: place) })
    }
    return RecordingExpectation(
      nodes: zip(names, known).map { name, diagnosis in
        let kinds = Self.kinds(of: diagnosis, categories: [], isDetailed: isDetailed)
        return OfNode(
          node: name, lines: kinds.map { Line($0, location: place) }, location: place)
      })
  }

  /// The texts that `after/` must hold for it, by path.
  package func filesAfter(_ diagnoses: [Diagnosis]) -> [String: String] {
    var files: [String: String] = [:]
    for (lines, own) in [(lines, diagnoses)]
      + nodes.map({ node in
        (node.lines, diagnoses.filter { $0.failure.node?.name == node.node })
      })
    {
      guard let diagnosis = nearest(lines, own) else { continue }
      let check = DiagnosisCheck(diagnosis, expectations: Self.expected(lines))
      for case .fileAfter(let path) in lines.map(\.kind) { files[path] = check.text(after: path) }
    }
    return files
  }

  // MARK: Clauses

  /// The failure that the lines fit best.
  private func nearest(_ lines: [Line], _ diagnoses: [Diagnosis]) -> Diagnosis? {
    let part = RecordingExpectation(lines: lines.filter { !$0.isAboutFile })
    return diagnoses.min {
      part.mismatches(in: [$0]) { _ in nil }.count < part.mismatches(in: [$1]) { _ in nil }.count
    }
  }

  private static func lines(_ lines: [Line], for diagnosis: Diagnosis?) -> [Line] {
    guard let diagnosis, !diagnosis.findings.isEmpty else { return lines }
    var candidate = diagnosis.candidates.first
    for case .fix(_, let title) in expected(lines) {
      candidate = diagnosis.candidates.first { $0.title == title } ?? candidate
    }
    let place = lines.first?.location ?? Location(source: "", range: 0..<0)
    var kinds = lines.filter { !$0.isAboutFile }.compactMap { line in
      Self.kind(line.kind, now: diagnosis, candidate)
    }
    let hadNoFix = lines.contains { $0.kind == .expect(.noFix) }
    if hadNoFix || lines.contains(where: \.isAboutFile) {
      kinds += (candidate?.changes ?? []).map { .fileAfter($0.path) }
    }
    return kinds.map { Line($0, location: place) }
  }

  private static func kind(_ kind: Kind, now: Diagnosis, _ candidate: Candidate?) -> Kind? {
    switch kind {
    case .category(let names):
      return now.category.map { names.contains($0) ? kind : .category([$0]) }
    case .rule: return now.findings.first.map { .rule($0.rule) }
    case .expect(.fix(let share, _)):
      guard let candidate else { return .expect(.noFix) }
      return .expect(.fix(share: share.map { _ in candidate.confidence }, title: candidate.title))
    case .expect(.noFix):
      return candidate.map { .expect(.fix(share: nil, title: $0.title)) } ?? kind
    case .expect(.capture(let name, _)):
      return now.findings.first?.captures[name].map { .expect(.capture(name, $0)) }
    case .expect(.advice(let advice)):
      let given = now.findings.first?.advice ?? []
      return given.contains(advice) ? kind : given.first.map { .expect(.advice($0)) }
    case .expect(.fault(let example)):
      let found = now.faults.first { $0.fault == example.fault } ?? now.faults.first
      return found.map { found in
        let kept = example.fields.keys.compactMap { key in found.fields[key].map { (key, $0) } }
        return .expect(.fault(FaultExample(fault: found.fault, fields: Dictionary(uniqueKeysWithValues: kept))))
      }
    case .expect(.match), .expect(.noMatch), .expect(.file), .fileAfter: return kind
    }
  }

  private static func kinds(
    of diagnosis: Diagnosis, categories: [String], isDetailed: Bool
  ) -> Kinds {
    guard let finding = diagnosis.findings.first else { return [] }
    // What a person calls it stays the first word, where what the rules say is as good.
    let isAsGood = categories.dropFirst().contains(finding.category)
    let names = (isAsGood ? [categories[0]] : []) + [finding.category]
    var kinds: Kinds = [.category(names)]
    if isDetailed {
      kinds.append(.rule(finding.rule))
      kinds += finding.captures.sorted { $0.key < $1.key }
        .map { .expect(.capture($0.key, $0.value)) }
    }
    guard let fix = diagnosis.candidates.first else { return kinds }
    kinds.append(.expect(.fix(share: nil, title: fix.title)))
    return kinds + fix.changes.map { .fileAfter($0.path) }
  }

  private static func expected(_ lines: [Line]) -> [RuleTest.Kind] {
    lines.compactMap { if case .expect(let kind) = $0.kind { kind } else { nil } }
  }
}
