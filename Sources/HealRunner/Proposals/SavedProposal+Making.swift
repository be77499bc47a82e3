import HealEngine

extension SavedFix {
  /// What people read of it is redacted; edits and commands are what is to be done and stay as they are.
  init(_ proposal: Proposal, stage: Int, hasHeld: Bool, redact: (String) -> String) {
    let candidate = proposal.candidate
    rule = candidate.rule
    title = redact(candidate.title)
    titleTemplate = candidate.titleTemplate
    category = proposal.diagnoses.lazy.compactMap(\.category).first
    confidence = candidate.confidence
    risk = candidate.risk
    reasons = candidate.reasons.map(redact)
    var told: Set<String> = []
    advice = proposal.diagnoses.compactMap(\.findings.first).flatMap(\.advice)
      .filter { told.insert($0).inserted }.map(redact)
    failures = proposal.failures.map { SavedFailure($0, redact: redact) }
    actions = candidate.actions.compactMap { action in
      switch action {
      case .wait(let seconds): .wait(seconds: seconds)
      case .run(let words): .run(words: words)
      case .change(let change): .change(file: SavedChange(change))
      case .ask: nil
      }
    }
    key = FixKey(candidate).description
    self.stage = stage
    self.hasHeld = hasHeld
  }
}

extension SavedChange {
  init(_ change: FileChange) {
    path = change.path
    sha256 = SHA256.hex(Array(change.before.utf8))
    edits = change.edits.map {
      Edit(start: $0.range.lowerBound, end: $0.range.upperBound, replacement: $0.replacement)
    }
    diff = change.diff
  }

  /// The edits again, for the text they were made for; nil when they cannot be made to it.
  func change(of before: String) -> FileChange? {
    var position = 0
    for edit in edits {
      guard position <= edit.start, edit.start <= edit.end else { return nil }
      position = edit.end
    }
    guard position <= before.utf8.count else { return nil }
    return FileChange(
      path: path, before: before,
      edits: edits.map { TextEdit($0.start..<$0.end, $0.replacement) })
  }
}

extension FileChange {
  /// Unified, with three lines of context.
  var diff: String {
    unifiedDiff(path: path, before: before, after: apply(edits, to: before), context: 3)
  }
}

/// What several fixes together make of the project's files.
struct CombinedPatch {
  private var before: [String: String] = [:]
  private var after: [String: String] = [:]

  /// - Parameter stages: fixes of one stage were made for the same text, those of a later one for what
  ///   the earlier made of it.
  init(_ stages: [[Proposal]]) {
    for changes in stages.map({ $0.flatMap(\.candidate.changes) }) {
      for path in Set(changes.map(\.path)) {
        let own = changes.filter { $0.path == path }
        guard let base = own.first?.before else { continue }
        var edits: [TextEdit] = []
        for change in own { edits = merged(edits, change.edits) ?? edits }
        before[path] = before[path] ?? base
        after[path] = apply(edits, to: base)
      }
    }
  }

  /// Unified, for `git apply`; empty when no file changes.
  var text: String {
    before.keys.sorted().map { path in
      let (old, new) = (before[path] ?? "", after[path] ?? "")
      return old == new ? "" : unifiedDiff(path: path, before: old, after: new, context: 3)
    }.joined()
  }
}
