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
    proof(kept.chains(of: model, behind: source), .replace(table: table))
  }

  /// - Parameters:
  ///   - path: the file of a model, relative to the project.
  ///   - text: the whole file as it would be.
  ///   - names: those around what the edit changes; the one column among them is that whose values are read anew.
  /// - Returns: nil where the data were not compared.
  func proof(path: String, text: String, names: [String]) -> DataProof? {
    guard let model = kept.model(in: path) else { return nil }
    for input in kept.inputs(of: model) {
      let columns = outside.columns(of: input)?.map(\.name).filter { names.contains($0.lowercased()) } ?? []
      guard columns.count == 1 else { continue }
      var chains = kept.chains(of: model, behind: input)
      for chain in chains.indices {
        for index in chains[chain].models.indices where chains[chain].models[index].name == model {
          chains[chain].models[index].text = text
        }
      }
      if let proof = proof(chains, .reread(column: columns[0])) { return proof }
    }
    return nil
  }

  private func proof(_ chains: [ValueTrial.Chain], _ change: ValueTrial.Change) -> DataProof? {
    var trialsLeft = chains.count
    return outside.decisiveAgreement(change, along: chains, &trialsLeft).map { agreement in
      switch agreement.verdict {
      case .same: DataProof(isProven: true, clause: "with it today's data are yesterday's: \(agreement.clause)")
      case .other: DataProof(isProven: false, clause: "with it only \(agreement.clause)")
      case .tooLittle: DataProof(isProven: false, clause: "with it \(agreement.clause)")
      }
    }
  }
}

extension OutsideEvidence {
  /// What the first table that has enough to say says of a change; where none of them has, what the first says. nil where
  /// none could be asked.
  ///
  /// - Parameter trialsLeft: how many tables may still be asked: each takes a start of dbt.
  func decisiveAgreement(
    _ change: ValueTrial.Change, along chains: [ValueTrial.Chain], _ trialsLeft: inout Int
  ) -> ValueAgreement? {
    var first: ValueAgreement?
    for chain in chains where trialsLeft > 0 {
      trialsLeft -= 1
      guard let agreement = agreement(ValueTrial(chain, change)) else { continue }
      if agreement.verdict != .tooLittle { return agreement }
      first = first ?? agreement
    }
    return first
  }
}
