extension RuleChecker {
  /// Reports operations that name, as a constant, what is closed to automatic fixes.
  mutating func checkClosed(_ operations: [(operation: Operation, step: Syntax.Step)], in fix: Syntax.Fix) {
    for (operation, step) in operations {
      guard let place = closedPlace(operation) else { continue }
      let hasOthers = operations.count > 1
      let remedy =
        hasOthers
        ? Remedy("remove it", [SourceEdit(location(step.span).wholeLine(in: bytes), "")])
        : Remedy("advise it instead", [SourceEdit(location(fix.span), "advise \(written(fix.title))")])
      report(.closedPlace(place, at: location(step.span), hasOthers: hasOthers, remedies: [remedy]))
    }
  }

  private func written(_ text: Syntax.Text) -> String {
    String(decoding: bytes[text.span.bytes], as: UTF8.self)
  }

  private func closedPlace(_ operation: Operation) -> ClosedPlace? {
    switch operation {
    case .retry, .ask: return nil
    case .run(let words):
      let texts = words.map { known(.template($0)) ?? Self.unknown }
      return texts.dropFirst().lazy.compactMap {
        ClosedPlace(word: $0, isDbt: texts.first == "dbt")
      }.first
    case .edit(let file, let edit):
      let path = known(file.kind)
      if let path, let place = ClosedPlace(file: path) {
        return ClosedPlace(place.owner, path.replacing(Self.unknown, with: "…"))
      }
      return closedSetting(edit, in: path)
    }
  }

  private func closedSetting(_ edit: Edit, in path: String?) -> ClosedPlace? {
    switch edit {
    case .set(let path, _), .append(let path, _), .remove(let path): place(ofKey: path)
    case .move(let path, let target): place(ofKey: path) ?? place(ofKey: path, under: target)
    case .correctValue(let key, _, _): place(ofKey: key)
    case .correctKey(let old, let new): place(ofKey: old) ?? place(ofKey: new)
    case .replace(let old, let new, _):
      place(in: [old, new].compactMap { known($0.kind) }, of: path)
    case .replaceMatch(let pattern, let new, _), .insertBefore(let pattern, let new, _),
      .insertAfter(let pattern, let new, _):
      place(in: [pattern.written] + [new].compactMap { known($0.kind) }, of: path)
    case .deleteMatch(let pattern, _): place(in: [pattern.written], of: path)
    case .correctColumn, .renameColumn, .renameRef, .restoreLine, .correctTest, .mendLayout,
      .correction:
      nil
    }
  }

  /// `models.shop.+schema`, or a key with some of those above it.
  private func place(ofKey expression: Expression) -> ClosedPlace? {
    known(expression.kind).flatMap { ClosedPlace(setting: Self.keys($0)) }
  }

  private func place(ofKey expression: Expression, under target: Expression) -> ClosedPlace? {
    guard let key = known(expression.kind).flatMap({ Self.keys($0).last }) else { return nil }
    return ClosedPlace(setting: Self.keys(known(target.kind) ?? Self.unknown) + [key])
  }

  private static func keys(_ path: String) -> [String] {
    path.split(separator: ".").map { $0.prefix { $0 != "[" } }.map(String.init)
  }

  /// What a text to look for, or to write, assigns: `schema='x'` in a `config()`, `+schema: x` in YAML.
  private func place(in texts: [String], of path: String?) -> ClosedPlace? {
    let isYAML = path.map { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") } ?? false
    guard isYAML || texts.contains(where: { $0.contains("config") }) else { return nil }
    return texts.lazy.flatMap(Self.assignedNames).compactMap { ClosedPlace(argument: $0) }.first
  }

  /// The words that a `:` or `=` follows, blanks, quotes and a regex's signs for them left aside.
  private static func assignedNames(in text: String) -> [String] {
    var names: [String] = []
    var word = ""
    var isOver = false
    var previous: Character = " "
    for character in text {
      if character.isLetter || character.isNumber || "_-+".contains(character) {
        // `\s` and `\b` are signs of a regex, not letters.
        if previous != "\\" {
          word = isOver ? String(character) : word + String(character)
          isOver = false
        }
      } else if character == ":" || character == "=" {
        names.append(word)
        word = ""
      } else if !" \t'\"\\*?+()[]".contains(character) {
        word = ""
      } else {
        isOver = true
      }
      previous = character
    }
    return names
  }

  /// Stands for what is known only when the rule is applied.
  private static let unknown = "\u{1}"

  /// The text of an expression, ``unknown`` for the parts of it that only the failure tells; nil where it is
  /// all unknown.
  private func known(_ kind: Expression.Kind) -> String? {
    switch kind {
    case .literal(.text(let text)): text
    case .template(let template):
      template.parts.map { part in
        switch part {
        case .text(let text): text
        case .expression(let inner): known(inner.kind) ?? Self.unknown
        }
      }.joined()
    case .binding(let name): bindings[name].flatMap { known($0.kind) }
    case .call(.name, let arguments): arguments.first.flatMap { known($0.kind) }
    default: nil
    }
  }
}
