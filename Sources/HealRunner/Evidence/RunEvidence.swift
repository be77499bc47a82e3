import HealEngine
import HealProject
import Synchronization

/// What one run of heal can find out beyond the project's files.
struct RunEvidence: OutsideEvidence {
  let git: GitHistory
  let record: GreenRecord
  let warehouse: Warehouse
  /// nil where no artifacts may be read.
  var earlier: EarlierRun?
  /// The project's folder.
  var project = ""
  /// Words that the policy adds to the dictionary.
  var dictionary: [String] = []

  /// By recorded columns, the manifest of the last green run, dbt's catalog and git, in this order.
  func history(of name: String, in path: String) -> NameHistory? {
    if let relation = record.relation(withColumn: name) {
      return NameHistory(existed: true, witness: "`\(relation)` had it when it last ran green")
    }
    let manifest = earlier?.says(name)
    if manifest == true {
      return NameHistory(existed: true, witness: "the manifest of the last green run has it")
    }
    let commits = git.history(of: name, in: path)
    if let commits, commits.existed { return commits }
    let asked = [commits?.witness, manifest.map { _ in "no green manifest" }].compactMap(\.self)
    guard !asked.isEmpty else { return nil }
    return NameHistory(existed: false, witness: asked.joined(separator: " and "))
  }

  func isGreenText(_ path: String) -> Bool? {
    guard let now = ProjectFiles(root: project).text(path) else { return nil }
    if let earlier, earlier.isGreen, let isMade = earlier.hasRun(now, in: path) { return isMade }
    return record.hasRun(path) ? git.isGreenText(path) : nil
  }

  func lastChange(of path: String) -> String? { git.lastChange(of: path) }

  var pastIsShallow: Bool? { git.isShallow }

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

  func recordedColumns(of relation: String) -> [WarehouseColumn]? { record.relation(relation)?.columns }

  func agreement(_ trial: ValueTrial) -> ValueAgreement? { warehouse.agreement(trial) }

  func columns(of relation: String) -> [WarehouseColumn]? { warehouse.relation(relation)?.columns }

  func values(of column: String, in relation: String) -> [String]? {
    warehouse.values(of: column, in: relation)
  }

  func sample(of column: String, in relation: String) -> [String]? {
    warehouse.sample(of: column, in: relation)
  }

  func tables(ofSource source: String) -> [String]? { warehouse.tables(ofSource: source) }

  func recordedTables(ofSource source: String) -> [String]? { record.tables[source] }

  func columns(with value: String, in relations: [String]) -> [String]? { warehouse.columns(with: value, in: relations) }

  func rows(_ query: String) -> [String]? { warehouse.rows(query) }
}

/// Stands for the evidence of a run that has not begun yet; knows nothing until then.
final class EvidenceToCome: OutsideEvidence {
  private let evidence = Mutex<(any OutsideEvidence)?>(nil)

  func begin(_ evidence: some OutsideEvidence) { self.evidence.withLock { $0 = evidence } }

  /// The project's files that git says have changed; nil where it cannot be asked.
  var changedFiles: [String]? { (current as? RunEvidence)?.git.changedFiles() }

  private var current: any OutsideEvidence { evidence.withLock(\.self) ?? NothingOutside() }

  func history(of name: String, in path: String) -> NameHistory? {
    current.history(of: name, in: path)
  }
  func isGreenText(_ path: String) -> Bool? { current.isGreenText(path) }
  func lastChange(of path: String) -> String? { current.lastChange(of: path) }
  var pastIsShallow: Bool? { current.pastIsShallow }
  var dictionary: [String] { current.dictionary }
  func committedText(_ path: String) -> String? { current.committedText(path) }
  func hasChangedSinceGreen(_ path: String) -> Bool? { current.hasChangedSinceGreen(path) }
  func greenColumns(of relation: String) -> [String]? { current.greenColumns(of: relation) }
  func recordedColumns(of relation: String) -> [WarehouseColumn]? { current.recordedColumns(of: relation) }
  func agreement(_ trial: ValueTrial) -> ValueAgreement? { current.agreement(trial) }
  func columns(of relation: String) -> [WarehouseColumn]? { current.columns(of: relation) }
  func values(of column: String, in relation: String) -> [String]? {
    current.values(of: column, in: relation)
  }
  func sample(of column: String, in relation: String) -> [String]? {
    current.sample(of: column, in: relation)
  }
  func tables(ofSource source: String) -> [String]? { current.tables(ofSource: source) }
  func recordedTables(ofSource source: String) -> [String]? { current.recordedTables(ofSource: source) }
  func columns(with value: String, in relations: [String]) -> [String]? { current.columns(with: value, in: relations) }
  func rows(_ query: String) -> [String]? { current.rows(query) }
}
