package import HealLanguage

/// One thing that is wrong, as all the rules that recognise it tell it together.
package struct FaultInstance: Hashable, Sendable {
  package var fault: String
  /// By field; those that no rule tells are left out.
  package var fields: [String: Value]
  /// By field, the rule that tells it. A remedy's own test, which no rule stands for, has none.
  package var tellers: [String: String]
  /// The rules that recognise it, best first.
  package var recognisers: [String]
  /// No remedy's fix counts for more, by what its recognisers say; from 0 to 1, nil means no limit.
  package var mostConfidence: Double?

  package init(
    fault: String, fields: [String: Value], tellers: [String: String] = [:], recognisers: [String] = [],
    mostConfidence: Double? = nil
  ) {
    self.fault = fault
    self.fields = fields
    self.tellers = tellers
    self.recognisers = recognisers
    self.mostConfidence = mostConfidence
  }
}

extension FaultInstance {
  /// The faults that these rules recognise, in their order: of two rules that mean the same fault with the same fields,
  /// the better one's word counts where the two differ, and lists are united.
  ///
  /// - Parameters:
  ///   - evaluations: best first.
  ///   - faults: those that are declared, by name.
  static func all(in evaluations: [RuleEvaluation], _ faults: [String: Fault]) -> [FaultInstance] {
    var instances: [FaultInstance] = []
    for evaluation in evaluations {
      for told in evaluation.faults {
        guard let fault = faults[told.fault], told.isTold(fault) else { continue }
        if let index = instances.firstIndex(where: { $0.isSame(as: told, fault) }) {
          instances[index].add(told)
        } else {
          instances.append(told)
        }
      }
    }
    return instances
  }

  /// Whether every field is known that one instance is told from another by.
  private func isTold(_ fault: Fault) -> Bool {
    fault.fields.allSatisfy { $0.isOptional || fields[$0.name] != nil }
  }

  /// Whether the fields that tell instances apart agree, as engines fold names.
  private func isSame(as other: FaultInstance, _ fault: Fault) -> Bool {
    guard self.fault == other.fault else { return false }
    return fault.fields.allSatisfy { field in
      field.isOptional || fields[field.name]?.folded == other.fields[field.name]?.folded
    }
  }

  private mutating func add(_ other: FaultInstance) {
    for (field, value) in other.fields {
      switch (fields[field], value) {
      case (.list(let mine), .list(let more)): fields[field] = .list(mine + more.filter { !mine.contains($0) })
      case (.some, _): break
      case (nil, _):
        fields[field] = value
        tellers[field] = other.tellers[field]
      }
    }
    recognisers += other.recognisers
    mostConfidence = [mostConfidence, other.mostConfidence].compactMap(\.self).min()
  }
}

extension RuleEvaluation {
  /// What the rule's `means` say for this failure.
  static func faults(of rule: Rule, _ evaluation: Evaluation) -> [FaultInstance] {
    rule.meanings.map { meaning in
      var fields: [String: Value] = [:]
      for argument in meaning.arguments {
        let value = evaluation.value(argument.value)
        if value != .unknown { fields[argument.field] = value }
      }
      return FaultInstance(
        fault: meaning.fault, fields: fields, tellers: fields.mapValues { _ in rule.name },
        recognisers: [rule.name], mostConfidence: meaning.mostConfidence)
    }
  }
}

extension Value {
  /// Without regard to upper and lower case.
  fileprivate var folded: Value {
    switch self {
    case .text(let text): .text(text.lowercased())
    case .list(let items): .list(items.map(\.folded))
    case .unknown, .int, .number, .bool, .duration, .map: self
    }
  }
}
