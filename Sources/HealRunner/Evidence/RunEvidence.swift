import HealProject
import Synchronization

/// What one run of heal can find out beyond the project's files.
struct RunEvidence: OutsideEvidence {
  let git: GitHistory
  let record: GreenRecord
  let warehouse: Warehouse

  func committedText(_ path: String) -> String? { git.committedText(path) }

  func hasChangedSinceGreen(_ path: String) -> Bool? { git.hasChanged(path) }

  /// Without a record the table of a model that still stands was left by the last run that built it.
  func greenColumns(of relation: String) -> [String]? {
    if let known = record.relation(relation) { return known.columns.map(\.name) }
    guard let standing = warehouse.relation(relation), !standing.id.hasPrefix("source.") else {
      return nil
    }
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
