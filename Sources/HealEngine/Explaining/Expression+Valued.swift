import HealLanguage

extension Expression {
  /// As ``shown(_:)``, for a condition that does not hold: each side with its value, whatever it is.
  func valued(_ evaluation: Evaluation) -> String {
    switch kind {
    case .and(let left, let right):
      [left, right].filter { evaluation.truth($0) != true }.map { $0.valued(evaluation) }
        .joined(separator: " and ")
    case .or(let left, let right): "\(left.valued(evaluation)) or \(right.valued(evaluation))"
    case .not(let operand): "not \(operand.valued(evaluation))"
    case .capture(let name), .binding(let name):
      "\(name) (\(evaluation.value(self).shown ?? "unknown"))"
    case .compare(let left, let comparison, let right):
      "\(left.valued(evaluation)) \(comparison.rawValue) \(right.valued(evaluation))"
    default: shown(evaluation)
    }
  }
}
