import YAML

/// Spells a key as it was meant: in YAML wherever it stands so, in SQL as an argument of `config()`.
struct KeyCorrection {
  /// Perhaps with the keys above it: `accepted_values.value`.
  let old: String
  let new: String

  /// - Throws: where the key is not there, or stands beside the one it should be.
  func edits(in text: [UInt8], path: String) throws(EditRefusal) -> [TextEdit] {
    guard new.isPlainYAML else { throw EditRefusal("“\(new)” is no key") }
    guard path.isYAML else { return try argumentEdits(in: text, path: path) }
    var found: [TextEdit] = []
    let isClear = collect(try yamlRoot(of: text, path: path), above: "", text, &found)
    guard isClear else { throw EditRefusal("“\(new)” is there already, beside “\(old)”") }
    guard !found.isEmpty else { throw EditRefusal("\(path) has no key “\(old)”") }
    return found
  }

  /// False where the key that is meant is there already.
  private func collect(
    _ node: YAMLNode, above: String, _ text: [UInt8], _ found: inout [TextEdit]
  ) -> Bool {
    switch node.content {
    case .sequence(let items, _):
      return items.allSatisfy { collect($0, above: above, text, &found) }
    case .mapping(let pairs, _):
      for pair in pairs {
        let key = pair.key.text ?? ""
        // Since dbt 1.10 a test's arguments may stand under `arguments:`.
        let here = key == "arguments" ? above : above + "." + key
        if here.hasSuffix("." + old), let range = pair.key.span(of: key, in: text) {
          if pairs.contains(where: { $0.key.text == new }) { return false }
          found.append(TextEdit(range, new))
        }
        guard collect(pair.value, above: here, text, &found) else { return false }
      }
      return true
    case .scalar, .alias: return true
    }
  }

  private func argumentEdits(in text: [UInt8], path: String) throws(EditRefusal) -> [TextEdit] {
    let arguments = ConfigArgument.all(in: text)
    guard !arguments.contains(where: { $0.name == new }) else {
      throw EditRefusal("“\(new)” is there already, beside “\(old)”")
    }
    let found = arguments.filter { $0.name == old }.map { TextEdit($0.nameRange, new) }
    guard !found.isEmpty else { throw EditRefusal("no config() in \(path) has “\(old)”") }
    return found
  }
}
