import HealLanguage

extension Evaluation {
  /// What a function gives; unknown as soon as an argument is.
  func call(_ function: Function, _ arguments: [Value]) -> Value {
    if arguments.contains(.unknown) { return .unknown }
    return switch function {
    case .lower, .upper, .trim, .split, .join, .replaceAll, .startsWith, .endsWith:
      text(function, arguments)
    case .contains: contains(arguments[0], arguments[1])
    case .name, .names, .closest, .similarity, .distance, .sharesWord, .isTypo, .typosOf:
      names(function, arguments)
    case .count, .first, .only: list(function, arguments[0])
    case .without: without(arguments[0], arguments[1])
    case .lookup: lookup(arguments[0], arguments[1])
    // Both are evaluated before their arguments are.
    case .matches, .firstKnown: .unknown
    default: evidence.answer(.function(function, arguments))
    }
  }

  private func lookup(_ map: Value, _ key: Value) -> Value {
    guard case .map(let values) = map else { return .unknown }
    // A number may stand where a text is asked for.
    return values[key] ?? key.shown.flatMap { values[.text($0)] } ?? .unknown
  }

  /// Whether a pattern is found in a text; unknown when it hits a limit.
  func matches(_ subject: Value, _ pattern: Pattern) -> Value {
    guard let text = subject.asText else { return .unknown }
    return PatternSearch(pattern).isFound(in: text).map(Value.bool) ?? .unknown
  }

  private func text(_ function: Function, _ arguments: [Value]) -> Value {
    if function == .join { return join(arguments) }
    let texts = arguments.compactMap(\.shown)
    guard texts.count == arguments.count else { return .unknown }
    return switch function {
    case .lower: kept(.text(texts[0].lowercased()))
    case .upper: kept(.text(texts[0].uppercased()))
    case .trim: kept(.text(texts[0].trimmed))
    case .split: kept(.texts(texts[0].parts(between: texts[1])))
    case .replaceAll: joined(texts[0].parts(between: texts[1]), separator: texts[2])
    case .startsWith: .bool(texts[0].hasPrefix(texts[1]))
    case .endsWith: .bool(texts[0].hasSuffix(texts[1]))
    default: .unknown
    }
  }

  private func join(_ arguments: [Value]) -> Value {
    guard let texts = arguments[0].texts, let separator = arguments[1].asText else {
      return .unknown
    }
    return joined(texts, separator: separator)
  }

  /// Unknown where the text would be too long, which is found out before it is made.
  private func joined(_ texts: [String], separator: String) -> Value {
    let separators = separator.utf8.count.multipliedReportingOverflow(by: max(0, texts.count - 1))
    let length = texts.reduce(0) { $0 + $1.utf8.count }
    guard !separators.overflow, isAllowed(length), isAllowed(separators.partialValue),
      spend(length + separators.partialValue)
    else { return .unknown }
    return .text(texts.joined(separator: separator))
  }

  /// The value, or unknown where it is too long.
  private func kept(_ value: Value) -> Value { spend(value.size) ? value : .unknown }

  private func contains(_ container: Value, _ item: Value) -> Value {
    switch container {
    case .list(let items): .bool(items.contains(item))
    case .text(let text): .known(item.asText.map { text.parts(between: $0).count > 1 })
    default: .unknown
    }
  }

  private func list(_ function: Function, _ list: Value) -> Value {
    guard case .list(let items) = list else { return .unknown }
    return switch function {
    case .count: .int(items.count)
    case .first: items.first ?? .unknown
    default: items.count == 1 ? items[0] : .unknown
    }
  }

  private func without(_ list: Value, _ others: Value) -> Value {
    guard let texts = list.texts, let others = others.texts else { return .unknown }
    let left = Set(others)
    return .texts(texts.filter { !left.contains($0) })
  }

  private func names(_ function: Function, _ arguments: [Value]) -> Value {
    guard let text = arguments[0].asText else { return .unknown }
    switch function {
    case .name: return .known(Name.read(text))
    case .names: return .texts(Name.list(in: text))
    case .closest: return arguments[1].texts.map { .known(closest(text, among: $0)) } ?? .unknown
    case .typosOf: return arguments[1].texts.map { .texts(typos(of: text, in: $0)) } ?? .unknown
    default: break
    }
    guard let other = arguments[1].asText else { return .unknown }
    return switch function {
    case .similarity: .number(HealLanguage.similarity(text, other))
    case .distance: .int(editDistance(text, other))
    case .isTypo: .bool(isTypo(text, of: other))
    default: .bool(HealEngine.sharesWord(text, other))
    }
  }
}

extension Evaluation {
  /// The one name that it may be a typo of; the nearest one where it is none. nil where several are as near.
  private func closest(_ name: String, among names: [String]) -> String? {
    let typos = typos(of: name, in: names)
    return typos.isEmpty ? HealEngine.closest(name, among: names) : typos.only
  }

  private func typos(of name: String, in names: [String]) -> [String] {
    names.uniqued().filter { $0 != name && isTypo(name, of: $0) }
  }

  /// As the file of the failing node says the name.
  private func isTypo(_ written: String, of meant: String) -> Bool {
    let path = failure.node?.file ?? ""
    let text = evidence.answer(.fileText(path)).asText ?? ""
    let correction = NameCorrection(
      old: written, new: meant, kind: .column, path: path, before: text, after: text,
      failure: failure, evidence: evidence)
    return correction.isTypo
  }
}

extension Value {
  fileprivate static func known(_ truth: Bool?) -> Value { truth.map(Value.bool) ?? .unknown }
}
