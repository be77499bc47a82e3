/// A checked expression: every name in it is resolved, every type agrees.
package struct Expression: Hashable, Sendable {
  package var kind: Kind
  package var type: ValueType
  package var location: Location

  package init(_ kind: Kind, type: ValueType, location: Location) {
    self.kind = kind
    self.type = type
    self.location = location
  }

  package indirect enum Kind: Hashable, Sendable {
    case literal(Value)
    case template(Template)
    /// A capture of the rule's patterns; unknown where its part of the pattern took no part.
    case capture(String)
    /// A `let` of the rule.
    case binding(String)
    case fact(Fact)
    case list([Expression])
    case call(Function, [Expression])
    case not(Expression)
    case and(Expression, Expression)
    case or(Expression, Expression)
    case compare(Expression, Comparison, Expression)
    /// `matches(text, /re/)`: the one function that takes a pattern.
    case matches(Expression, Pattern)
  }

  package enum Comparison: String, Hashable, Sendable, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }
}
