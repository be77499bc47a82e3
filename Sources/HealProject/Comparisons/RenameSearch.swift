import HealEngine

/// Which new column holds what a vanished one held: by the columns that were recorded and those that are there, and
/// by the values of tables that the last green run built.
struct RenameSearch {
  /// The input that has lost the column, named as a model or seed is, or `source.table`.
  let relation: String
  /// The tables that kept the values, and for each what lies between the two.
  let trail: KeptValues.Trail
  let outside: any OutsideEvidence

  /// Each trial is a start of dbt.
  private static let mostTrials = 12

  /// What the data say of each column that has appeared in the relation; nothing of those that they were not asked
  /// about.
  ///
  /// - Parameter column: one that the relation has lost.
  func findings(on column: String) -> [String: DataProof] {
    guard let change = ColumnChange(of: relation, outside), let old = change.vanished.name(column) else { return [:] }
    var findings: [String: DataProof] = [:]
    var trialsLeft = Self.mostTrials
    let words = Set(trail.chains.flatMap(\.models).flatMap { SQLText(Array($0.text.utf8)).words })
    for new in change.successors(of: old) {
      findings[new] = finding(on: .init(old: old, new: new), besides: change, saidIn: words, &trialsLeft)
    }
    let proven = findings.filter(\.value.isProven).keys.sorted()
    guard proven.count > 1 else { return findings }
    for name in proven {
      findings[name] = DataProof(
        isProven: false,
        clause: "\(proven.map { "`\($0)`" }.joined(separator: " and ")) have the values of `\(old)` alike")
    }
    return findings
  }

  /// Of the columns that vanished with it, those that the models between read must be found too: some assignment of
  /// them must let the table's values come out as they were.
  private func finding(
    on rename: ValueTrial.Rename, besides change: ColumnChange, saidIn words: Set<String>, _ trialsLeft: inout Int
  ) -> DataProof? {
    guard rename.old.isSpareName || !rename.new.isSpareName else {
      return DataProof(isProven: false, clause: "`\(rename.new)` is by its name a copy that is kept aside")
    }
    if let sides = OtherSide(of: rename.old, in: rename.new) { return DataProof(isProven: false, clause: sides.clause) }
    let others = change.vanished.filter { $0 != rename.old && words.contains($0.lowercased()) }
    var open: DataProof?
    for rest in Self.assignments(of: others, to: change, besides: [rename.new]) {
      let change = ValueTrial.Change.rename(rename, others: rest)
      guard let finding = outside.finding(on: change, along: trail, &trialsLeft) else { continue }
      if finding.isProven { return DataProof(isProven: true, clause: "\(story(of: rename)): \(finding.clause)") }
      open = open ?? DataProof(isProven: false, clause: "\(story(of: rename)), but \(finding.clause)")
    }
    return open
  }

  /// What is known of the two names; a clause.
  private func story(of rename: ValueTrial.Rename) -> String {
    "`\(rename.new)` has come to \(relation) since its columns were recorded, and `\(rename.old)` is gone"
  }

  /// All ways to give each column that has gone one that has come: the empty one where there are no columns.
  static func assignments(
    of columns: some Collection<String>, to change: ColumnChange, besides taken: Set<String>
  ) -> [[ValueTrial.Rename]] {
    guard let first = columns.first else { return [[]] }
    return change.successors(of: first).filter { !taken.contains($0) }.flatMap { name in
      assignments(of: columns.dropFirst(), to: change, besides: taken.union([name]))
        .map { [.init(old: first, new: name)] + $0 }
    }
  }
}

/// How the columns of a relation differ from those that were recorded after a green run.
struct ColumnChange {
  var appeared: [String]
  var vanished: [String]
  /// By name, of both.
  private let types: [String: String]

  /// nil where no columns were recorded, or the warehouse does not tell.
  init?(of relation: String, _ outside: any OutsideEvidence) {
    guard let recorded = outside.recordedColumns(of: relation), let standing = outside.columns(of: relation)
    else { return nil }
    let (before, now) = (recorded.map(\.name), standing.map(\.name))
    appeared = now.filter { before.name($0) == nil }
    vanished = before.filter { now.name($0) == nil }
    types = Dictionary((recorded + standing).map { ($0.name, $0.type) }) { first, _ in first }
  }

  /// The columns that may be a vanished one by another name: those of its type, where there are any.
  func successors(of old: String) -> [String] {
    let alike = appeared.filter { types[$0] == types[old] }
    return alike.isEmpty ? appeared : alike
  }
}

extension [String] {
  /// The element that is this name, upper and lower case alike.
  func name(_ name: String) -> String? { first { $0.lowercased() == name.lowercased() } }
}
