import HealLanguage

extension Expression {
  /// The expression with the values that it was computed from, for people:
  /// `similarity(emial, email) 0.8 >= 0.8`.
  func shown(_ evaluation: Evaluation) -> String {
    switch kind {
    case .compare(let left, let comparison, let right):
      "\(left.shown(evaluation)) \(comparison.rawValue) \(right.shown(evaluation))"
    case .and(let left, let right): "\(left.shown(evaluation)) and \(right.shown(evaluation))"
    case .or(let left, let right):
      [left, right].filter { evaluation.truth($0) == true }.map { $0.shown(evaluation) }
        .joined(separator: " and ")
    case .not(let operand): "not \(operand.shown(evaluation))"
    case .call(let function, let arguments): call(function, arguments, evaluation)
    case .binding(let name) where type == .bool: name
    case .fact(let fact): "\(fact.rawValue) (\(evaluation.value(self).rounded ?? "unknown"))"
    default: evaluation.value(self).rounded ?? "unknown"
    }
  }

  private func call(_ function: Function, _ arguments: [Expression], _ evaluation: Evaluation)
    -> String
  {
    let list = arguments.map { evaluation.value($0).rounded ?? "unknown" }.joined(separator: ", ")
    let result = evaluation.value(self)
    let call = "\(function.rawValue)(\(list))"
    if case .bool(true) = result { return call }
    return "\(call) \(result.rounded ?? "unknown")"
  }
}

extension Value {
  /// As shown, a number to two places.
  fileprivate var rounded: String? {
    if case .number(let number) = self { "\((number * 100).rounded() / 100)" } else { shown }
  }
}
