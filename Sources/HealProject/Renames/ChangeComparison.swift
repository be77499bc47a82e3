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
    decide(on: kept.chains(of: model, behind: source)) { $0.replacement = table }
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
      let proof = decide(on: kept.chains(of: model, behind: input)) { trial in
        trial.edited = columns[0]
        for index in trial.models.indices where trial.models[index].name == model { trial.models[index].text = text }
      }
      if let proof { return proof }
    }
    return nil
  }

  /// The first table that has enough to say decides.
  private func decide(on chains: [RenameTrial], _ change: (inout RenameTrial) -> Void) -> DataProof? {
    var open: DataProof?
    for var trial in chains {
      change(&trial)
      guard let agreement = outside.agreement(trial) else { continue }
      switch agreement.verdict {
      case .same: return DataProof(isProven: true, clause: "with it today's data are yesterday's: \(agreement.clause)")
      case .other: return DataProof(isProven: false, clause: "with it only \(agreement.clause)")
      case .tooLittle: open = open ?? DataProof(isProven: false, clause: "with it \(agreement.clause)")
      }
    }
    return open
  }
}
