/// One remedy that a rule offers: several operations that are one change, all of them or none.
package struct Fix: Hashable, Sendable {
  package var title: Template
  package var operations: [Operation]
  /// In source order: the first whose condition holds counts; none holding, the fix is not offered.
  package var confidences: [Confidence]
  /// Inferred from the operations, never written by the author.
  package var risk: Risk
  package var location: Location

  package init(
    title: Template, operations: [Operation], confidences: [Confidence], risk: Risk,
    location: Location
  ) {
    self.title = title
    self.operations = operations
    self.confidences = confidences
    self.risk = risk
    self.location = location
  }

  /// Whether it changes nothing: it only waits.
  package var isRetryOnly: Bool {
    operations.allSatisfy { if case .retry = $0 { true } else { false } }
  }

  package struct Confidence: Hashable, Sendable {
    /// From 0 to 1.
    package var share: Double
    /// nil means always.
    package var condition: Expression?
    package var location: Location

    package init(share: Double, condition: Expression? = nil, location: Location) {
      self.share = share
      self.condition = condition
      self.location = location
    }
  }
}

package enum Operation: Hashable, Sendable {
  /// Wait so many seconds, change nothing, run again.
  case retry(after: Double)
  /// A command, one template a word; it never passes through a shell.
  case run([Template])
  /// One file changed by one edit.
  case edit(file: Expression, Edit)
  /// A question only a person can answer.
  case ask(Template)
}

/// What may be done to a file's text. Only the bytes meant change.
package enum Edit: Hashable, Sendable {
  case correctColumn(Expression, to: Expression)
  case renameColumn(Expression, to: Expression)
  case renameRef(Expression, to: Expression)
  case replace(Expression, with: Expression, all: Bool)
  case replaceMatch(Pattern, with: Expression, all: Bool)
  case deleteMatch(Pattern, all: Bool)
  case insertBefore(Pattern, Expression, all: Bool)
  case insertAfter(Pattern, Expression, all: Bool)
  /// The number of a line, 1-based.
  case restoreLine(Expression)
  case correctKey(Expression, to: Expression)
  case correctTest(Expression, to: Expression)
  case correctValue(of: Expression, Expression, to: Expression)
  case mendLayout
  case set(Expression, to: Expression)
  case append(Expression, Expression)
  case remove(Expression)
  case move(Expression, under: Expression)
  /// A change whose places the operation finds by itself, with its arguments in their order.
  case correction(OperationName, [Expression])
}
