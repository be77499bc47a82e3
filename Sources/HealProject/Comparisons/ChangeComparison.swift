import HealEngine

/// Whether a change gives, of today's data, what a table kept when all was last green: another text of a model, or another
/// table in a source's place.
struct ChangeComparison {
  let kept: KeptValues
  let outside: any OutsideEvidence

  /// - Parameters:
  ///   - source: a source's table that is gone, as `source.table`.
  ///   - table: one that may hold its rows now, in the same schema.
  ///   - model: reads the source's table.
  /// - Returns: nil where the data were not compared.
  func proof(source: String, table: String, model: String) -> DataProof? {
    guard source.isSpareName || !table.isSpareName else {
      return DataProof(isProven: false, clause: "`\(table)` is by its name a copy that is kept aside")
    }
    if let other = newcomer(besides: table, likeTableOf: source) {
      return DataProof(isProven: false, clause: "`\(other)` has come as well, and may hold a part of the rows")
    }
    if let sides = OtherSide(of: source.lastPart, in: table) { return DataProof(isProven: false, clause: sides.clause) }
    return proof(kept.trail(of: model, behind: source), .replace(table: table))
  }

  /// Another table that has come to the schema since it was recorded, and whose name has the words of the lost one: the
  /// producer may have split that.
  private func newcomer(besides table: String, likeTableOf source: String) -> String? {
    let parts = source.split(separator: ".").map(String.init)
    guard parts.count == 2, let before = outside.recordedTables(ofSource: parts[0]),
      let now = outside.tables(ofSource: parts[0])
    else { return nil }
    let words = Set(nameWords(parts[1]).map { $0.lowercased() })
    return now.first { name in
      name != table.lowercased() && !before.contains(name) && words.isSubset(of: nameWords(name).map { $0.lowercased() })
    }
  }

  /// - Parameters:
  ///   - path: the file of a model, relative to the project.
  ///   - text: the whole file as it would be.
  ///   - names: those around what the edit changes; the columns among them are those whose values are read anew. Each must
  ///     hold.
  /// - Returns: nil where the data were not compared.
  func proof(path: String, text: String, names: [String]) -> DataProof? {
    guard let model = kept.model(in: path) else { return nil }
    for input in kept.inputs(of: model) {
      let columns = outside.columns(of: input)?.map(\.name).filter { names.contains($0.lowercased()) } ?? []
      guard (1...Self.mostColumns).contains(columns.count) else { continue }
      var trail = kept.trail(of: model, behind: input)
      for chain in trail.chains.indices {
        for index in trail.chains[chain].models.indices where trail.chains[chain].models[index].name == model {
          trail.chains[chain].models[index].text = text
        }
      }
      var proofs: [DataProof] = []
      for column in columns {
        guard let proof = proof(trail, .reread(column: column)) else { break }
        guard proof.isProven else { return proof }
        proofs.append(proof)
      }
      if proofs.count == columns.count { return proofs.last }
    }
    return nil
  }

  /// Each takes a start of dbt or several.
  private static let mostColumns = 4

  private func proof(_ trail: KeptValues.Trail, _ change: ValueTrial.Change) -> DataProof? {
    var trialsLeft = trail.chains.count
    return outside.finding(on: change, along: trail, &trialsLeft).map { finding in
      let lead = finding.isProven ? "with it today's data are yesterday's: " : "with it "
      return DataProof(isProven: finding.isProven, clause: lead + finding.clause)
    }
  }
}

extension OutsideEvidence {
  /// What the tables on a trail say of a change together. One that shows the whole column decides; else all that people read
  /// must be kept by tables that agree.
  ///
  /// - Parameter trialsLeft: how many tables may still be asked: each takes a start of dbt.
  /// - Returns: nil where none could be asked.
  func finding(
    on change: ValueTrial.Change, along trail: KeptValues.Trail, _ trialsLeft: inout Int
  ) -> DataProof? {
    var agreements: [ValueAgreement] = []
    for chain in trail.chains where trialsLeft > 0 {
      trialsLeft -= 1
      guard let agreement = agreement(ValueTrial(chain, change)) else { continue }
      agreements.append(agreement)
      if agreement.verdict == .same, agreement.isWhole { return DataProof(isProven: true, clause: agreement.clause) }
      // Rows are rows: what no table of sums can explain away.
      if agreement.verdict == .other, agreement.isByRow { return DataProof(isProven: false, clause: "only \(agreement.clause)") }
    }
    if let other = agreements.first(where: { $0.verdict == .other }) {
      return DataProof(isProven: false, clause: "only \(other.clause)")
    }
    guard let same = agreements.first(where: { $0.verdict == .same }) else {
      return agreements.first.map { DataProof(isProven: false, clause: $0.clause) }
    }
    if trail.isWhole, agreements.count == trail.chains.count { return DataProof(isProven: true, clause: same.clause) }
    return DataProof(
      isProven: false, clause: "\(same.clause), which does not show all that is read of it: it keeps a part, or a summary")
  }
}
