import YAML

/// Compares a YAML tree with what dbt expects of such a file.
struct ShapeCheck {
  let text: [UInt8]
  /// The 1-based lines where something is not as dbt expects it.
  private(set) var faults: [Int] = []
  /// Keys that dbt is not known to have where they stand.
  private(set) var unknownKeys: [Key] = []

  struct Key {
    var name: String
    /// 1-based.
    var line: Int

    fileprivate init(_ node: YAMLNode) {
      name = node.text ?? ""
      line = node.span.start.line
    }
  }

  init(_ root: YAMLNode?, file: DbtFile, text: [UInt8]) {
    self.text = text
    guard let root, file != .other else { return }
    check(root, file.shape)
  }

  private mutating func check(_ node: YAMLNode, _ shape: YAMLShape) {
    if holdsSwallowedLines(node) { return fail(node) }
    switch shape {
    case .anything: if node.text != nil { checkLine(node) } else { checkParts(of: node) }
    case .text: if node.text == nil { fail(node) }
    case .line: checkLine(node)
    case .name: if !(node.text?.isResourceName ?? false) { fail(node) }
    case .mapping: if node.pairs == nil, !node.isNull { fail(node) } else { checkParts(of: node) }
    case .list(let item): checkItems(node, item)
    case .keys(let keys, let needs): checkKeys(node, keys, needs)
    case .named(let inner):
      guard let pairs = node.pairs else { return fail(node) }
      for pair in pairs where pair.key.text != "config" { check(pair.value, inner) }
    case .tests(let ofColumn): checkTests(node, ofColumn: ofColumn)
    case .folder: checkFolder(node)
    }
  }

  private mutating func fail(_ node: YAMLNode) { faults.append(node.span.start.line) }

  private mutating func checkLine(_ node: YAMLNode) {
    guard case .scalar(_, let style) = node.resolved.content else { return fail(node) }
    let isLong = node.span.end.line > node.span.start.line
    if isLong, style != .literal, style != .folded { fail(node) }
  }

  private mutating func checkParts(of node: YAMLNode) {
    for item in node.items ?? [] { check(item, .anything) }
    for pair in node.pairs ?? [] {
      // A dash that nothing parts from its key.
      if pair.key.text?.hasPrefix("-") ?? false { fail(pair.key) }
      check(pair.key, .anything)
      check(pair.value, .anything)
    }
  }

  private mutating func checkItems(_ node: YAMLNode, _ shape: YAMLShape) {
    guard let items = node.items else { return fail(node) }
    for item in items { check(item, shape) }
  }

  private mutating func checkKeys(
    _ node: YAMLNode, _ keys: [String: YAMLShape], _ needs: Set<String>
  ) {
    guard let pairs = node.pairs else { return fail(node) }
    if !needs.isEmpty, !pairs.contains(where: { needs.contains($0.key.text ?? "") }) { fail(node) }
    for pair in pairs {
      guard let key = pair.key.text, let shape = keys[key] else {
        if pair.key.text != "<<" { unknownKeys.append(Key(pair.key)) }
        continue
      }
      check(pair.value, shape)
    }
  }

  /// Settings have a value, folders have settings or folders.
  private mutating func checkFolder(_ node: YAMLNode) {
    guard let pairs = node.pairs else {
      if !node.isNull { fail(node) }
      return
    }
    for pair in pairs {
      let key = pair.key.text ?? ""
      if key.hasPrefix("+") { continue }
      if YAMLShape.settings.contains(key) {
        if pair.value.pairs != nil || pair.value.isNull { fail(pair.key) }
      } else if pair.value.isNull {
        // What should stand under it stands elsewhere.
        fail(pair.key)
      } else {
        checkFolder(pair.value)
      }
    }
  }
}

extension ShapeCheck {
  private mutating func checkTests(_ node: YAMLNode, ofColumn: Bool) {
    guard let items = node.items else { return fail(node) }
    for item in items {
      if let name = item.text {
        let isIncomplete = YAMLShape.testsWithArguments.contains(name)
        let isLost = !ofColumn && ["unique", "not_null"].contains(name)
        if !name.isTestName || isIncomplete || isLost { fail(item) }
      } else if let pairs = item.pairs, pairs.count == 1 {
        checkTest(pairs[0], ofColumn: ofColumn)
      } else if item["test_name"]?.text == nil {
        fail(item)
      }
      if holdsSwallowedLines(item) { fail(item) }
    }
  }

  private mutating func checkTest(_ pair: YAMLPair, ofColumn: Bool) {
    guard let name = pair.key.text, name.isTestName, !Self.isSection(name) else {
      return fail(pair.key)
    }
    let arguments = pair.value.pairs
    if arguments == nil, !pair.value.isNull { return fail(pair.value) }
    guard ["unique", "not_null", "accepted_values", "relationships"].contains(name) else {
      return checkParts(of: pair.value)
    }
    let keys =
      (arguments ?? []).compactMap(\.key.text)
      + (pair.value["arguments"]?.pairs ?? []).compactMap(\.key.text)
    let needed: Set<String> =
      switch name {
      case "accepted_values": ["values"]
      case "relationships": ["to", "field"]
      default: []
      }
    if !needed.isSubset(of: keys) { fail(pair.key) }
    if !ofColumn, !keys.contains("column_name") { fail(pair.key) }
    let known = YAMLShape.testKeys.union(needed)
    for pair in (arguments ?? []) + (pair.value["arguments"]?.pairs ?? [])
    where !known.contains(pair.key.text ?? "") {
      unknownKeys.append(Key(pair.key))
    }
    if let values = pair.value["values"] ?? pair.value["arguments"]?["values"] {
      checkItems(values, .line)
    }
    checkParts(of: pair.value)
  }

  /// A key that holds a list elsewhere is no test: its own place got lost.
  private static func isSection(_ name: String) -> Bool {
    ["columns", "tests", "data_tests", "models", "sources", "tables"].contains(name)
  }

  /// Whether a value goes on over lines that look like keys or items: a quote that was closed too late, or
  /// a line too far in, made them part of it.
  private func holdsSwallowedLines(_ node: YAMLNode) -> Bool {
    guard case .scalar(_, let style) = node.content, style != .literal, style != .folded,
      node.span.end.line > node.span.start.line
    else { return false }
    let range = node.span.range.clamped(to: 0..<text.count)
    return text[range].split(separator: UInt8(ascii: "\n")).dropFirst().contains { line in
      let content = line.drop { $0.isYAMLBlank }
      let word = content.prefix { $0.isWordByte }
      let after = content.dropFirst(word.count).first
      return content.starts(with: "- ".utf8)
        || (!word.isEmpty && after == UInt8(ascii: ":"))
        || DbtFile.allKeys.contains(
          String(decoding: content.filter { !$0.isYAMLSpace }, as: UTF8.self))
    }
  }
}

extension String {
  /// Without white space and quotes; Jinja may stand in it.
  fileprivate var isResourceName: Bool {
    if contains("{{") { return true }
    return !isEmpty
      && utf8.allSatisfy { !$0.isYAMLSpace && $0 != 10 && !$0.isQuote && $0 != UInt8(ascii: ":") }
  }

  fileprivate var isTestName: Bool {
    guard let first = utf8.first, first.isWordByte, !first.isDigit else { return false }
    return utf8.allSatisfy { $0.isWordByte || $0 == UInt8(ascii: ".") }
  }
}
