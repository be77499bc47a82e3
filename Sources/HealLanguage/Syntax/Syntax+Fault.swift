extension Syntax {
  /// `fault NAME(FIELD: TYPE, FIELD: TYPE?) { category NAME }`
  package struct Fault: Hashable, Sendable {
    /// The `##` lines right above, marks and one space taken off, joined by newlines.
    package var documentation: String
    package var name: Name
    package var fields: [Field]
    /// In source order; a sound fault has one, its category.
    package var clauses: [Clause]
    package var span: Span
    /// Whether something in it could not be read.
    package var isBroken: Bool

    package var categories: [Name] {
      clauses.compactMap { if case .category(let name) = $0.kind { name } else { nil } }
    }

    /// `NAME: TYPE`, or `NAME: TYPE?` for one that a message may not give.
    package struct Field: Hashable, Sendable {
      package var name: Name
      package var type: Name
      package var isOptional: Bool
      package var span: Span
    }
  }

  /// `means FAULT(FIELD: EXPRESSION) [at most SHARE]`
  package struct Meaning: Hashable, Sendable {
    package var fault: Name
    package var arguments: [Argument]
    /// From 0 to 1.
    package var atMost: Double?
    package var span: Span
  }
}
