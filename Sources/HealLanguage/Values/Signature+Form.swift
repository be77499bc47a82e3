/// What a function takes, gives and costs.
package struct Signature: Hashable, Sendable {
  package var parameters: [Parameter]
  package var result: Result
  package var cost: Cost
  /// One sentence.
  package var summary: String
  /// One call and its answer: `lower("ID")  # "id"`.
  package var example: String

  package struct Parameter: Hashable, Sendable {
    package var name: String
    package var type: Accepted
  }

  /// What a parameter accepts.
  package enum Accepted: Hashable, Sendable {
    case one(ValueType)
    /// A list of anything or, for `contains`, a text.
    case listOrText
    case anyList
    case anyMap
    case anyValue
    case pattern
  }

  package enum Result: Hashable, Sendable {
    case type(ValueType)
    /// The type of the first argument: `lower` of a name is a name.
    case firstArgument
    /// The type of the first argument's elements.
    case elementOfFirst
    /// The type of the elements of the argument at this index.
    case element(Int)
    /// The type of the first argument's values.
    case valueOfFirst
  }

  package enum Cost: String, Hashable, Sendable {
    /// Computed from its arguments alone.
    case nothing
    /// Reads files of the project.
    case files
    /// Asks the warehouse.
    case warehouse
    /// Asks git and heal's own record of green runs.
    case history
  }
}
