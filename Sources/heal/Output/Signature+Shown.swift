import HealLanguage

extension ValueType {
  /// The type as `heal explain` names it.
  var shown: String {
    switch self {
    case .text: "text"
    case .name: "name"
    case .path: "path"
    case .int: "int"
    case .number: "number"
    case .bool: "bool"
    case .duration: "duration"
    case .list(let element): "list of \(element.shown)"
    }
  }
}

extension Signature.Accepted {
  var shown: String {
    switch self {
    case .one(let type): type.shown
    case .listOrText: "list or text"
    case .anyList: "list"
    case .anyValue: "value"
    case .pattern: "pattern"
    }
  }
}

extension Signature.Result {
  var shown: String {
    switch self {
    case .type(let type): type.shown
    case .firstArgument: "as the first argument"
    case .elementOfFirst: "an item of the list"
    case .element: "a name of the list"
    }
  }
}

extension Signature.Cost {
  var shown: String {
    switch self {
    case .nothing: "none, it is computed from its arguments"
    case .files: "reads files of the project"
    case .warehouse: "asks the warehouse (not available in this version yet)"
    case .history: "asks git and earlier runs (not available in this version yet)"
    }
  }
}
