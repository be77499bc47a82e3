/// What is wrong, in words that are the same for every engine: rules recognise it in somebody's words, remedies
/// say what to do about it.
package struct Fault: Hashable, Sendable {
  /// Unique in a rule set: `missing_column`.
  package var name: String
  /// The `##` lines above it, joined by newlines; empty when there are none.
  package var documentation: String
  package var category: String
  /// In source order.
  package var fields: [Field]
  /// Its name in its source.
  package var location: Location

  package init(
    name: String, documentation: String = "", category: String, fields: [Field] = [], location: Location
  ) {
    self.name = name
    self.documentation = documentation
    self.category = category
    self.fields = fields
    self.location = location
  }

  package struct Field: Hashable, Sendable {
    package var name: String
    package var type: ValueType
    /// Whether a message may not give it. The others tell the instances of a fault in one failure apart: two missing
    /// columns are two.
    package var isOptional: Bool
    package var location: Location

    package init(name: String, type: ValueType, isOptional: Bool, location: Location) {
      self.name = name
      self.type = type
      self.isOptional = isOptional
      self.location = location
    }
  }
}

extension Fault {
  /// As it is declared: `fault missing_column(column: name, relation: name?)`.
  package var form: String {
    let shown = fields.map { "\($0.name): \($0.type.fieldName ?? "")\($0.isOptional ? "?" : "")" }
    return "fault \(name)" + (shown.isEmpty ? "" : "(\(shown.joined(separator: ", ")))")
  }
}

/// A rule's `means FAULT(…)`: the fault that its message tells of, and what it says of it.
package struct Meaning: Hashable, Sendable {
  package var fault: String
  /// In the order in which they are written.
  package var arguments: [Argument]
  /// No fix of a remedy counts for more where this rule recognised the fault; from 0 to 1, nil means no limit.
  package var mostConfidence: Double?
  package var location: Location

  package init(fault: String, arguments: [Argument], mostConfidence: Double? = nil, location: Location) {
    self.fault = fault
    self.arguments = arguments
    self.mostConfidence = mostConfidence
    self.location = location
  }

  package struct Argument: Hashable, Sendable {
    package var field: String
    package var value: Expression

    package init(field: String, value: Expression) {
      self.field = field
      self.value = value
    }
  }
}

/// A fault as a test says it: `fault missing_column(column: "custmer_id")`.
package struct FaultExample: Hashable, Sendable {
  package var fault: String
  /// By field; those that the test leaves out are unknown.
  package var fields: [String: Value]

  package init(fault: String, fields: [String: Value]) {
    self.fault = fault
    self.fields = fields
  }
}
