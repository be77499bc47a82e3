/// The faults that the sources declare: rules of any of them may mean one, remedies of any of them heal it.
package struct Faults: Hashable, Sendable {
  private var faults: [String: Fault] = [:]
  /// Names of faults whose declaration cannot be understood: that is said where they are declared.
  private(set) var broken: Set<String> = []
  /// What is wrong with the declarations, whoever uses them.
  private(set) var problems: [Problem] = []

  package init() {}

  /// Of two with one name, that of the higher layer counts.
  package init(_ files: [(source: Source, file: Syntax.File)]) {
    var layers: [String: (layer: Source.Layer, place: Location)] = [:]
    for (source, file) in files {
      for case .fault(let syntax) in file.items {
        let name = syntax.name.text
        let place = Location(source: source.name, range: syntax.name.span.bytes)
        if let earlier = layers[name], earlier.layer == source.layer {
          problems.append(.duplicateFault(name, at: place, earlier: earlier.place))
          continue
        }
        var reading = Reading(source: source.name)
        let fault = reading.read(syntax)
        problems += reading.problems
        guard layers[name].map({ $0.layer < source.layer }) ?? true else { continue }
        layers[name] = (source.layer, place)
        faults[name] = fault
        if fault == nil { broken.insert(name) } else { broken.remove(name) }
      }
    }
  }

  /// Sorted by name.
  package var all: [Fault] { faults.values.sorted { $0.name < $1.name } }

  /// nil where no source declares one of this name that can be understood.
  package subscript(name: String) -> Fault? { faults[name] }

  /// Reads one declaration.
  private struct Reading {
    let source: String
    var problems: [Problem] = []

    mutating func read(_ syntax: Syntax.Fault) -> Fault? {
      let place = location(syntax.name.span)
      if !syntax.name.text.isPlainName { problems.append(.badName(syntax.name.text, at: place)) }
      let fields = readFields(syntax.fields)
      if syntax.categories.isEmpty, !syntax.isBroken {
        problems.append(.missingClause("category", of: syntax.name.text, what: "fault", at: place))
      }
      if syntax.categories.count > 1 {
        problems.append(
          .duplicateClause(
            "category", of: "fault", at: location(syntax.categories[1].span),
            earlier: location(syntax.categories[0].span)))
      }
      guard !syntax.isBroken, problems.isEmpty, let category = syntax.categories.first else { return nil }
      return Fault(
        name: syntax.name.text, documentation: syntax.documentation, category: category.text, fields: fields,
        location: place)
    }

    private mutating func readFields(_ fields: [Syntax.Fault.Field]) -> [Fault.Field] {
      var read: [Fault.Field] = []
      for field in fields {
        let name = field.name.text
        let place = location(field.name.span)
        if let earlier = read.first(where: { $0.name == name }) {
          problems.append(.duplicateName(name, at: place, earlier: earlier.location))
        } else if Fact(rawValue: name) != nil || name.contains(".") {
          problems.append(.badName(name, at: place))
        } else if let type = ValueType(field: field.type.text) {
          read.append(Fault.Field(name: name, type: type, isOptional: field.isOptional, location: place))
        } else {
          problems.append(.unknownType(field.type.text, at: location(field.type.span)))
        }
      }
      return read
    }

    private func location(_ span: Syntax.Span) -> Location { Location(source: source, range: span.bytes) }
  }
}

extension ValueType {
  /// The types that a field may have, as faults write them.
  static let ofFields: [(name: String, type: ValueType)] = [
    ("bool", .bool), ("int", .int), ("name", .name), ("names", .list(.name)), ("number", .number), ("path", .path),
    ("paths", .list(.path)), ("text", .text), ("texts", .list(.text)),
  ]

  fileprivate init?(field name: String) {
    guard let known = Self.ofFields.first(where: { $0.name == name }) else { return nil }
    self = known.type
  }

  /// As faults write it; nil for a type that no field has.
  package var fieldName: String? { Self.ofFields.first { $0.type == self }?.name }
}

extension String {
  /// Whether it is made of lower-case letters, digits, `_` and `.`.
  var isPlainName: Bool {
    utf8.allSatisfy { $0.isDigit || $0.isLetter && $0 >= 0x60 || $0 == 0x5F || $0 == 0x2E }
  }
}
