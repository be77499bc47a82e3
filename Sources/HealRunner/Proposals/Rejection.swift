import HealEngine

/// A person's word that a fix is not to be proposed again for a failure.
package struct Rejection: Codable, Hashable, Sendable {
  /// ISO 8601.
  package var time: String
  package var by: String
  /// One clause.
  package var because: String
  package var proposal: ProposalID
  /// Of the failure.
  package var fingerprint: String
  /// See ``FixKey``.
  package var fix: String
  package var title: String
}

/// All rejections of one project, a line each in `.heal/rejections.jsonl`.
package struct Rejections: Sendable {
  private(set) package var list: [Rejection]
  private let path: String

  package init(_ folder: HealFolder) {
    path = folder.rejections
    list = FileSystem.read(path).map { JSONLines.read($0, as: Rejection.self) } ?? []
  }

  /// The diagnosis without the fixes that a person has rejected for its failure: they are withheld, and
  /// the next best may be chosen.
  func sifting(_ diagnosis: Diagnosis) -> Diagnosis {
    guard !list.isEmpty else { return diagnosis }
    let fingerprint = Fingerprint(diagnosis.failure).description
    let rejected = list.filter { $0.fingerprint == fingerprint }
    var sifted = diagnosis
    sifted.candidates = []
    for candidate in diagnosis.candidates {
      let key = FixKey(candidate).description
      guard let rejection = rejected.last(where: { $0.fix == key }) else {
        sifted.candidates.append(candidate)
        continue
      }
      sifted.withheld.append(
        .init(
          rule: candidate.rule, title: candidate.title,
          reason: "rejected by \(rejection.by): \(rejection.because)",
          confidence: candidate.confidence, risk: candidate.risk, needsFile: false))
    }
    return sifted
  }

  mutating func add(_ new: [Rejection]) throws(RunnerError) {
    for rejection in new { try FileSystem.append(JSONLines.line(rejection), to: path) }
    list += new
  }

  /// Takes back what was said about one proposal.
  mutating func remove(of proposal: ProposalID) throws(RunnerError) {
    list.removeAll { $0.proposal == proposal }
    try FileSystem.replace(path, with: list.flatMap { JSONLines.line($0) })
  }
}
