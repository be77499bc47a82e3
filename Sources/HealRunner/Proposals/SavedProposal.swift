package import HealLanguage

/// Fixes that wait for a person, with all it takes to go on from them in another process, later.
///
/// One proposal holds all that a run would have done at once: approving it applies every fix in it.
package struct SavedProposal: Codable, Hashable, Sendable {
  /// The layout of the file; see ``current``.
  package var version = Self.current
  package var id: ProposalID
  /// Proves that this machine has made it; nil where the machine is not known.
  var mark: String?
  /// The run that made it.
  package var run: String
  /// ISO 8601; when it was made, or made again by a later run.
  package var time: String
  /// The user's dbt command.
  package var command: [String]
  /// Where dbt ran: relative to the project when inside it, else absolute.
  package var folder: String
  /// Whether dbt was told the project by heal.
  package var tellsProject: Bool
  /// In the order in which they are applied.
  package var fixes: [SavedFix]
  /// All edits together, for `git apply`; empty when no file changes.
  package var patch: String
  package var resumption: SavedResumption
  package var state: ProposalState

  /// The layout that this heal writes, and the only one that it reads.
  package static let current = 1

  package var fingerprints: Set<String> { Set(fixes.flatMap(\.failures).map(\.fingerprint)) }

  /// The worst of its fixes.
  package var risk: Risk { fixes.map(\.risk).max() ?? .safe }

  /// The files that it changes, each once.
  package var paths: [String] { Set(fixes.flatMap(\.changes).map(\.path)).sorted() }
}

/// One fix of a proposal.
package struct SavedFix: Codable, Hashable, Sendable {
  package var rule: String
  package var title: String
  /// As the rule's author wrote it; nil in what an earlier heal has saved.
  package var titleTemplate: String?
  package var category: String?
  /// From 0 to 1.
  package var confidence: Double
  package var risk: Risk
  /// The evidence, one line each.
  package var reasons: [String]
  package var advice: [String]
  /// What it is meant to heal; at least one.
  package var failures: [SavedFailure]
  package var actions: [Action]
  /// See ``FixKey``.
  package var key: String
  /// Fixes of one stage were made for the same text; those of a later one for what the earlier left. 1-based.
  package var stage: Int
  /// Whether it was in place already, and put back because something else kept the run red.
  package var hasHeld: Bool

  package enum Action: Codable, Hashable, Sendable {
    case wait(seconds: Double)
    case run(words: [String])
    case change(file: SavedChange)
  }

  package var changes: [SavedChange] {
    actions.compactMap { if case .change(let change) = $0 { change } else { nil } }
  }

  package var commands: [[String]] {
    actions.compactMap { if case .run(let words) = $0 { words } else { nil } }
  }

  /// Names of the nodes that failed, where they are known.
  package var nodes: [String] { failures.compactMap(\.node?.name) }
}

/// The exact edits to one file, and how to tell that the file is still the one they were made for.
package struct SavedChange: Codable, Hashable, Sendable {
  /// Relative to the project.
  package var path: String
  /// Of the whole text before, in lower-case hexadecimal digits.
  package var sha256: String
  /// Sorted; they do not overlap.
  package var edits: [Edit]
  /// Unified, with three lines of context.
  package var diff: String

  package struct Edit: Codable, Hashable, Sendable {
    /// UTF-8 offsets in the text before; `end` is the first byte that stays.
    package var start: Int
    package var end: Int
    package var replacement: String
  }
}

extension SavedProposal {
  /// The files that are no longer those that it was made for.
  ///
  /// - Throws: what the system refuses.
  package func moved(in tree: ProjectTree) throws(RunnerError) -> [String] {
    var seen: Set<String> = []
    var moved: [String] = []
    // Later stages were made for what the earlier ones leave; only the first text is on disk.
    for change in fixes.flatMap(\.changes) where seen.insert(change.path).inserted {
      let state = try tree.state(of: change.path)
      if state?.hash != change.sha256 { moved.append(change.path) }
    }
    return moved.sorted()
  }

  /// The folder that dbt runs in, absolute.
  ///
  /// - Throws: ``RunnerError/proposal(_:)`` when it is not there.
  package func folderOfDbt(in tree: ProjectTree) throws(RunnerError) -> String {
    let path = folder == "." ? tree.root : DbtPaths.joined(tree.root, folder)
    guard FileSystem.isFolder(path) else { throw .proposal(.folderGone(id, path)) }
    return path
  }
}

extension Risk: Codable {}
