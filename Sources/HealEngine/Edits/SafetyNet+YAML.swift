import YAML

/// Looks at changed lines of YAML and at the keys above them, by indentation; and at what the whole text says, in which
/// a setting may change that stands on no changed line.
enum YAMLSafetyNet {
  /// What a setting is that says something else than before, is gone, or is new. nil where both texts have the same
  /// ones, or one cannot be read.
  static func settingReason(before: String, after: String) -> String? {
    guard let old = try? YAMLDocument.parse(before).root, let new = try? YAMLDocument.parse(after).root
    else { return nil }
    var left: [Setting: Int] = [:]
    let (was, now) = (settings(of: old), settings(of: new))
    for setting in was { left[setting, default: 0] += 1 }
    for setting in now { left[setting, default: 0] -= 1 }
    let changed = (was + now).first { left[$0] != 0 }
    return changed?.keys.last.flatMap { SafetySetting.reason($0) }
  }

  private struct Setting: Hashable {
    /// From the top down, items of lists left out.
    var keys: [String]
    var value: YAMLMeaning
  }

  private static func settings(of node: YAMLNode, below keys: [String] = []) -> [Setting] {
    let own = (node.pairs ?? []).flatMap { pair -> [Setting] in
      let keys = keys + [pair.key.text ?? ""]
      guard let last = keys.last, SafetySetting.reason(last) != nil else {
        return settings(of: pair.value, below: keys)
      }
      return [Setting(keys: keys, value: YAMLMeaning(pair.value))]
    }
    return own + (node.items ?? []).flatMap { settings(of: $0, below: keys) }
  }

  static func reason(before: String, after: String) -> String? {
    let diff = LineDiff(before: before, after: after)
    for change in diff.changes {
      let reason = reason(diff.before, change.before) ?? reason(diff.after, change.after)
      if let reason { return reason }
    }
    return nil
  }

  /// The first key on a changed line, or above one, that is asked for; nil where there is none.
  static func firstKey(before: String, after: String, where isAskedFor: (String) -> Bool) -> String? {
    let diff = LineDiff(before: before, after: after)
    for change in diff.changes {
      for (lines, changed) in [(diff.before, change.before), (diff.after, change.after)] {
        let found = changed.flatMap { keys(anywhereIn: lines[$0]) + keysAbove($0, lines) }
        if let key = found.first(where: isAskedFor) { return key }
      }
    }
    return nil
  }

  private static func reason(_ lines: [ArraySlice<UInt8>], _ changed: Range<Int>) -> String? {
    for index in changed {
      for key in keys(anywhereIn: lines[index]) + keysAbove(index, lines) {
        if let reason = SafetySetting.reason(key) { return reason }
      }
    }
    return nil
  }

  /// The keys that the line at `index` stands under.
  private static func keysAbove(_ index: Int, _ lines: [ArraySlice<UInt8>]) -> [String] {
    var keys: [String] = []
    var depth = indentation(lines[index])
    for line in lines[..<index].reversed() where !isBlank(line) {
      let indentation = indentation(line)
      let isDash = content(line).first == UInt8(ascii: "-")
      // A list may stand as deep as the key it belongs to.
      guard indentation < depth || (indentation == depth && !isDash && isItem(lines[index])) else {
        continue
      }
      keys += self.keys(anywhereIn: line)
      depth = indentation
    }
    return keys
  }

  private static func isItem(_ line: ArraySlice<UInt8>) -> Bool {
    content(line).first == UInt8(ascii: "-")
  }

  private static func content(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line.drop { $0.isSQLSpace }
  }

  private static func indentation(_ line: ArraySlice<UInt8>) -> Int {
    line.count - content(line).count
  }

  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    let content = content(line)
    return content.isEmpty || content.first == UInt8(ascii: "#")
  }

  /// Words with a colon after them, quotes taken off: block keys, and those of `{a: b}` in one line.
  private static func keys(anywhereIn line: ArraySlice<UInt8>) -> [String] {
    var keys: [String] = []
    var word: [UInt8] = []
    for byte in line {
      if byte == UInt8(ascii: ":") {
        keys.append(String(decoding: word, as: UTF8.self))
        word = []
      } else if byte.isWordByte || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
        word.append(byte)
      } else if byte != UInt8(ascii: "\""), byte != UInt8(ascii: "'") {
        word = []
      }
    }
    return keys
  }
}
