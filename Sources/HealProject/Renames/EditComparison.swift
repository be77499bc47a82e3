import HealEngine

/// Whether an edited model gives, of today's data, what a table kept of it when all was last green.
struct EditComparison {
  let kept: KeptValues
  let outside: any OutsideEvidence

  /// Each trial is a start of dbt.
  private static let mostTrials = 4

  /// - Parameters:
  ///   - path: the file of a model, relative to the project.
  ///   - text: the whole file as it would be.
  ///   - names: those around what the edit changes; the columns among them are those whose values are read anew.
  /// - Returns: nil where the data were not compared.
  func proof(path: String, text: String, names: [String]) -> DataProof? {
    guard let model = kept.model(in: path) else { return nil }
    var open: DataProof?
    var trialsLeft = Self.mostTrials
    for input in kept.inputs(of: model) {
      let columns = outside.columns(of: input)?.map(\.name).filter { names.contains($0.lowercased()) } ?? []
      guard !columns.isEmpty else { continue }
      // The first table that has enough to say decides.
      for var trial in kept.chains(of: model, behind: input) where trialsLeft > 0 {
        trialsLeft -= 1
        trial.edited = columns
        for index in trial.models.indices where trial.models[index].name == model { trial.models[index].text = text }
        guard let agreement = outside.agreement(trial) else { continue }
        switch agreement.verdict {
        case .same:
          return DataProof(isProven: true, clause: "read so, today's data are yesterday's: \(agreement.clause)")
        case .other: return DataProof(isProven: false, clause: "read so, only \(agreement.clause)")
        case .tooLittle: open = open ?? DataProof(isProven: false, clause: "read so, \(agreement.clause)")
        }
      }
    }
    return open
  }
}
