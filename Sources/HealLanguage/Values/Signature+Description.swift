extension Signature.Accepted {
  /// As `heal explain` and editors name it.
  package var description: String {
    switch self {
    case .one(let type): type.description
    case .listOrText: "a list or text"
    case .anyList: "a list"
    case .anyMap: "a map"
    case .anyValue: "anything"
    case .pattern: "a pattern"
    }
  }
}

extension Signature.Result {
  package var description: String {
    switch self {
    case .type(let type): type.description
    case .firstArgument: "the same kind as the first argument"
    case .elementOfFirst: "an item of the list"
    case .element: "a name of the list"
    case .valueOfFirst: "a value of the map"
    }
  }
}

extension Signature.Cost {
  /// Where the answer comes from.
  package var description: String {
    switch self {
    case .nothing: "none, it is computed from its arguments"
    case .files: "reads files of the project"
    case .warehouse: "asks the warehouse"
    case .history: "asks git and earlier runs"
    }
  }
}
