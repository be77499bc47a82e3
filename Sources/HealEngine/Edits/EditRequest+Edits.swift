import HealLanguage

extension EditRequest {
  /// The exact edits that carry out the request on a file's text, sorted and apart from each other.
  ///
  /// - Parameters:
  ///   - text: the whole file.
  ///   - path: the file's path, which tells SQL from YAML.
  ///   - adapter: whose SQL dialect quotes names; nil when not known.
  /// - Returns: at least one edit.
  /// - Throws: ``EditRefusal`` when the change cannot be made exactly: nothing found, or more than
  ///   one meaning.
  package func edits(in text: String, path: String, adapter: String?) throws(EditRefusal)
    -> [TextEdit]
  {
    let bytes = Array(text.utf8)
    switch self {
    case .correctColumn(let old, let new), .renameColumn(let old, let new):
      guard path.hasSuffix(".sql") else { throw EditRefusal("\(path) is not SQL") }
      let rename = ColumnRename(
        old: ColumnName(old), new: ColumnName(new), dialect: Dialect(adapter: adapter),
        isCorrection: isCorrection)
      do throws(EditRefusal) { return try rename.edits(in: bytes) } catch {
        guard isCorrection else { throw error }
        // Where it comes from may be unclear; a slip that is made once is right in its one place.
        let correction = Correction(
          name: .correctColumn, arguments: [old, new], dialect: Dialect(adapter: adapter))
        do throws(EditRefusal) { return try correction.edits(in: bytes, path: path) } catch _ {
          throw error
        }
      }
    case .renameRef(let old, let new):
      return try RefRename(old: old, new: new).edits(in: bytes, isSQL: !path.isYAML)
    case .replace(let old, let new, let all):
      return try TextReplacement(old: old, new: new, all: all).edits(in: bytes, path: path)
    case .replaceMatch(let pattern, let new, let all):
      return try MatchEdit(pattern: pattern, all: all).edits(in: bytes, path: path) {
        TextEdit($0, new)
      }
    case .deleteMatch(let pattern, let all):
      return try MatchEdit(pattern: pattern, all: all).edits(in: bytes, path: path) {
        TextEdit($0, "")
      }
    case .insertBefore(let pattern, let new, let all):
      return try MatchEdit(pattern: pattern, all: all).edits(in: bytes, path: path) {
        TextEdit($0.lowerBound..<$0.lowerBound, new)
      }
    case .insertAfter(let pattern, let new, let all):
      return try MatchEdit(pattern: pattern, all: all).edits(in: bytes, path: path) {
        TextEdit($0.upperBound..<$0.upperBound, new)
      }
    case .restoreLine(let line, let committed):
      return [try LineRestoration(line, of: committed).edit(in: text, path: path, adapter: adapter)]
    case .correctKey(let old, let new):
      return try KeyCorrection(old: old, new: new).edits(in: bytes, path: path)
    case .correctTest(let old, let new):
      return try TestCorrection(old: old, new: new).edits(in: bytes, path: path)
    case .correctValue(let key, let old, let new):
      return try ValueCorrection(key: key, old: old, new: new).edits(in: bytes, path: path)
    case .set(let keys, let value):
      guard path.isYAML else { throw EditRefusal("\(path) is not YAML") }
      return try ValueSetting(path: keys, value: value).edits(in: bytes, file: path)
    case .append(let keys, let value):
      return try editor(bytes, path).appending(value, to: YAMLPath(keys))
    case .remove(let keys): return try editor(bytes, path).removing(YAMLPath(keys))
    case .move(let keys, let target):
      return try editor(bytes, path).moving(YAMLPath(keys), under: YAMLPath(target))
    case .mendLayout: return try LayoutMend(path: path).edits(in: bytes)
    case .correction(let name, let arguments):
      let correction = Correction(
        name: name, arguments: arguments, dialect: Dialect(adapter: adapter))
      return try correction.edits(in: bytes, path: path)
    }
  }

  private func editor(_ bytes: [UInt8], _ path: String) throws(EditRefusal) -> YAMLEditor {
    guard path.isYAML else { throw EditRefusal("\(path) is not YAML") }
    return try YAMLEditor(bytes, file: path)
  }

  private var isCorrection: Bool { if case .correctColumn = self { true } else { false } }
}

extension String {
  var isYAML: Bool { hasSuffix(".yml") || hasSuffix(".yaml") }
}
