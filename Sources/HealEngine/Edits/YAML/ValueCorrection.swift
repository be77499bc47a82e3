import YAML

/// Spells a key's value as it was meant, with or without a `+` before the key: in YAML as a value or an
/// item of its list, in SQL as an argument of `config()`.
struct ValueCorrection {
  /// Perhaps with the keys above it: `shop.target`.
  let key: String
  let old: String
  let new: String

  /// - Throws: where no such key has this value.
  func edits(in text: [UInt8], path: String) throws(EditRefusal) -> [TextEdit] {
    guard new.isPlainYAML else { throw EditRefusal("“\(new)” needs quotes") }
    var found: [TextEdit] = []
    if path.isYAML {
      collect(try yamlRoot(of: text, path: path), above: "", text, &found)
    } else {
      found = ConfigArgument.all(in: text).filter { $0.name == key && $0.text == old }
        .map { TextEdit(isSwitch ? $0.textRange.lowerBound - 1..<$0.textRange.upperBound + 1 : $0.textRange, new) }
    }
    guard !found.isEmpty else { throw EditRefusal("no “\(key)” in \(path) is “\(old)”") }
    return found
  }

  /// Jinja takes `'true'` for a text.
  private var isSwitch: Bool { new == "true" || new == "false" }

  private func collect(
    _ node: YAMLNode, above: String, _ text: [UInt8], _ found: inout [TextEdit]
  ) {
    switch node.content {
    case .sequence(let items, _): for item in items { collect(item, above: above, text, &found) }
    case .mapping(let pairs, _):
      for pair in pairs {
        let name = pair.key.text ?? ""
        let here = above + "." + (name.hasPrefix("+") ? String(name.dropFirst()) : name)
        if here.hasSuffix("." + key) { take(pair.value, text, &found) }
        collect(pair.value, above: here, text, &found)
      }
    case .scalar, .alias: return
    }
  }

  private func take(_ value: YAMLNode, _ text: [UInt8], _ found: inout [TextEdit]) {
    let values = if case .sequence(let items, _) = value.content { items } else { [value] }
    found += values.compactMap { $0.span(of: old, in: text) }.map { TextEdit($0, new) }
  }
}
