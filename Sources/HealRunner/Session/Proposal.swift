package import HealEngine

/// One fix, with the failures it is meant to heal and what it would change.
package struct Proposal: Hashable, Sendable {
  package var candidate: Candidate
  /// The number of the attempt that it is to turn green.
  package var attempt: Int
  /// At least one.
  package var diagnoses: [Diagnosis]
  /// What each file would become, in the order of the candidate's changes.
  package var changes: [Change]

  package struct Change: Hashable, Sendable {
    package var path: String
    package var before: String
    package var after: String

    /// Unified, with three lines of context.
    package var diff: String { unifiedDiff(path: path, before: before, after: after, context: 3) }
  }

  init(_ step: Plan.Step, of diagnoses: [Diagnosis], attempt: Int) {
    self.attempt = attempt
    candidate = step.candidate
    self.diagnoses = diagnoses.filter { step.failures.contains($0.failure.id) }
    changes = step.candidate.changes.map {
      Change(path: $0.path, before: $0.before, after: apply($0.edits, to: $0.before))
    }
  }

  package var failures: [Failure] { diagnoses.map(\.failure) }

  /// The commands it would run.
  package var commands: [[String]] {
    candidate.actions.compactMap { if case .run(let words) = $0 { words } else { nil } }
  }

  /// Whether `dbt parse` could tell that it is in place.
  var changesWhatIsParsed: Bool {
    changes.contains { !$0.path.hasSuffix(".sql") || !rendersAlike($0.before, $0.after) }
  }

  /// The longest of its waits, in seconds.
  package var wait: Double {
    candidate.actions.compactMap { if case .wait(let seconds) = $0 { seconds } else { nil } }
      .max() ?? 0
  }

  /// Names of the nodes that failed, where they are known.
  package var nodes: [String] { failures.compactMap(\.node?.name) }

  var applied: AppliedFix {
    AppliedFix(
      rule: candidate.rule, title: candidate.title, titleTemplate: candidate.titleTemplate,
      category: diagnoses.lazy.compactMap(\.category).first, confidence: candidate.confidence,
      attempt: attempt, nodes: nodes,
      files: zip(candidate.changes, changes).map { planned, change in
        .init(path: change.path, lines: planned.changedLines, diff: change.diff)
      },
      commands: commands, reasons: candidate.reasons)
  }
}

extension FileChange {
  /// Lines that the edits touch, 1-based, as they are counted after the change.
  var changedLines: [Int] {
    let bytes = Array(before.utf8)
    let newline = UInt8(ascii: "\n")
    var lines: Set<Int> = []
    var shift = 0
    for edit in edits {
      let line = 1 + shift + bytes[..<edit.range.lowerBound].count { $0 == newline }
      let added = edit.replacement.utf8.count { $0 == newline }
      lines.formUnion(line...line + added)
      shift += added - bytes[edit.range].count { $0 == newline }
    }
    return lines.sorted()
  }
}
