import HealEngine

extension Healing {
  /// The diagnosis without its fixes where the notes say so; the failure stays, and the report tells why.
  func leavingIgnoredAlone(_ diagnosis: Diagnosis) -> Diagnosis {
    guard let reason = session.reasonToIgnore(diagnosis) else { return diagnosis }
    let id = diagnosis.failure.id
    if !outcome.ignored.contains(id) {
      outcome.ignored.append(id)
      outcome.remarks.append("`\(id)` was left alone: \(reason)")
    }
    var ignored = diagnosis
    ignored.candidates = []
    return ignored
  }
}
