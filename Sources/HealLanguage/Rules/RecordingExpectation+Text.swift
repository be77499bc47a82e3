extension RecordingExpectation {
  /// The expectation as an `expect.heal` says it.
  package var text: String {
    var text = todo.map { "todo \(Self.quoted($0))\n" } ?? ""
    for line in lines { text += Self.text(of: line.kind) + "\n" }
    for node in nodes {
      if !text.isEmpty { text += "\n" }
      text += "failure \(Self.quoted(node.node)) {\n"
      for line in node.lines { text += "  " + Self.text(of: line.kind) + "\n" }
      text += "}\n"
    }
    return text
  }

  private static func text(of kind: Kind) -> String {
    switch kind {
    case .category(let names): "expect category \(names.joined(separator: ", "))"
    case .rule(let name): "expect rule \(name)"
    case .fileAfter(let path): "expect file \(quoted(path))"
    case .expect(let kind): "expect \(self.text(of: kind))"
    }
  }

  private static func text(of kind: RuleTest.Kind) -> String {
    switch kind {
    case .match: "match"
    case .noMatch: "no match"
    case .noFix: "no fix"
    case .fix(let share, let title):
      "fix \(share.map { "\(Int(($0 * 100).rounded()))% " } ?? "")\(quoted(title))"
    case .file(let file): "file \(quoted(file.path)) \(quoted(file.text))"
    case .capture(let name, let value): "capture \(name) \(text(of: value))"
    case .advice(let advice): "advice \(quoted(advice))"
    case .fault(let example):
      "fault \(example.fault)("
        + example.fields.sorted { $0.key < $1.key }.map { "\($0.key): \(text(of: $0.value))" }.joined(separator: ", ")
        + ")"
    }
  }

  private static func text(of value: Value) -> String {
    switch value {
    case .unknown: quoted("")
    case .text(let text): quoted(text)
    case .int(let number): "\(number)"
    case .number(let number): "\(number)"
    case .bool(let truth): "\(truth)"
    case .duration(let seconds): "\(Int((seconds * 1000).rounded()))ms"
    // No failure gives a map.
    case .map: quoted("")
    case .list(let items): "[" + items.map { text(of: $0) }.joined(separator: ", ") + "]"
    }
  }

  /// As a one-line text that interpolates nothing.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += #"\""#
      case "\\": quoted += #"\\"#
      case "\n": quoted += #"\n"#
      case "\t": quoted += #"\t"#
      case "$": quoted += "$$"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
