import HealProject
import Synchronization

/// What one run of heal can find out beyond the project's files.
struct RunEvidence: OutsideEvidence {
  let git: GitHistory
  let record: GreenRecord
  let warehouse: Warehouse
  /// nil where no run has left anything.
  var earlier: EarlierRun?
  /// The project's folder.
  var project = ""

  /// By the manifest of the last run, if it was green; else by git.
  func committedText(_ path: String) -> String? { earlierText(path) ?? git.committedText(path) }

  func hasChangedSinceGreen(_ path: String) -> Bool? {
    let now = ProjectFiles(root: project).text(path)
    return now.flatMap { earlier?.isMade(of: $0, in: path) }.map { !$0 } ?? git.hasChanged(path)
  }

  /// With the blanks at both ends that the file has now: dbt's manifest does without them.
  private func earlierText(_ path: String) -> String? {
    guard let earlier = earlier?.text(path), let now = ProjectFiles(root: project).text(path)
    else { return nil }
    let head = now.prefix { $0.isWhitespace }
    let tail = now.reversed().prefix { $0.isWhitespace }.reversed()
    return head + earlier + String(tail)
  }

  /// Without a record the table of a model that still stands was left by the last run that built it. Sources change at
  /// any time, and seeds are loaded before anything fails.
  func greenColumns(of relation: String) -> [String]? {
    if let known = record.relation(relation) { return known.columns.map(\.name) }
    guard let standing = warehouse.relation(relation),
      !["source.", "seed."].contains(where: standing.id.hasPrefix)
    else { return nil }
    return standing.columns.map(\.name)
  }

  func columns(of relation: String) -> [WarehouseColumn]? { warehouse.relation(relation)?.columns }

  func values(of column: String, in relation: String) -> [String]? {
    warehouse.values(of: column, in: relation)
  }

  func rows(_ query: String) -> [String]? { warehouse.rows(query) }
}

/// Stands for the evidence of a run that has not begun yet; knows nothing until then.
final class EvidenceToCome: OutsideEvidence {
  private let evidence = Mutex<(any OutsideEvidence)?>(nil)

  func begin(_ evidence: some OutsideEvidence) { self.evidence.withLock { $0 = evidence } }

  private var current: any OutsideEvidence { evidence.withLock(\.self) ?? NothingOutside() }

  func committedText(_ path: String) -> String? { current.committedText(path) }
  func hasChangedSinceGreen(_ path: String) -> Bool? { current.hasChangedSinceGreen(path) }
  func greenColumns(of relation: String) -> [String]? { current.greenColumns(of: relation) }
  func columns(of relation: String) -> [WarehouseColumn]? { current.columns(of: relation) }
  func values(of column: String, in relation: String) -> [String]? {
    current.values(of: column, in: relation)
  }
  func rows(_ query: String) -> [String]? { current.rows(query) }
}
