package import HealLanguage
import YAML

/// What a change would touch that is closed to automatic fixes; nil where it touches nothing of the kind.
///
/// That is: heal's own policy, rules and notes; where dbt connects or writes (`profiles.yml`, the settings
/// in ``ClosedPlace/settings`` wherever they are configured, the macros that dbt asks for a schema); and
/// what CI, builds and hooks run.
package func closedPlace(_ change: FileChange) -> ClosedPlace? {
  if let place = ClosedPlace(file: change.path) { return place }
  guard !change.edits.isEmpty else { return nil }
  let after = apply(change.edits, to: change.before)
  if change.path.lowercased().isYAML {
    return ConfiguredPlaces.changed(change.before, after, change.path)
  }
  return WrittenPlaces.changed(change.before, after, change.path)
}

/// Settings in YAML that say where dbt connects or writes.
private enum ConfiguredPlaces {
  /// One such setting with its value.
  private struct Entry: Hashable {
    var keys: [String]
    /// The names of the items that it stands in.
    var items: [String]
    var value: String
  }

  static func changed(_ before: String, _ after: String, _ path: String) -> ClosedPlace? {
    guard let old = try? YAMLDocument.parse(before), let new = try? YAMLDocument.parse(after) else {
      return changedLine(before, after, path)
    }
    let (was, now) = (entries(old.root, path), entries(new.root, path))
    guard let entry = firstDifference(was, now) else { return nil }
    return ClosedPlace(setting: entry.keys, in: path)
  }

  /// Order does not matter: moving a setting among its neighbours changes nothing.
  private static func firstDifference(_ was: [Entry], _ now: [Entry]) -> Entry? {
    var left: [Entry: Int] = [:]
    for entry in was { left[entry, default: 0] += 1 }
    for entry in now { left[entry, default: 0] -= 1 }
    return (was + now).first { left[$0] != 0 }
  }

  private static func entries(_ root: YAMLNode?, _ path: String) -> [Entry] {
    var found: [Entry] = []
    if let root { collect(root, below: [], in: [], path, into: &found) }
    return found
  }

  private static func collect(
    _ node: YAMLNode, below keys: [String], in items: [String], _ path: String,
    into found: inout [Entry]
  ) {
    let items = items + (node["name"]?.text.map { [$0] } ?? [])
    for pair in node.pairs ?? [] {
      let keys = keys + [pair.key.text ?? ""]
      // A folder of models may be called `schema`; its value is a mapping.
      let isSetting = pair.value.pairs == nil || keys.last?.hasPrefix("+") == true
      if isSetting, ClosedPlace(setting: keys, in: path) != nil {
        found.append(Entry(keys: keys, items: items, value: shown(pair.value)))
      } else {
        collect(pair.value, below: keys, in: items, path, into: &found)
      }
    }
    for item in node.items ?? [] { collect(item, below: keys, in: items, path, into: &found) }
  }

  private static func shown(_ node: YAMLNode) -> String {
    if let text = node.text { return text }
    if let items = node.items { return "[" + items.map(shown).joined(separator: ",") + "]" }
    return "{"
      + (node.pairs ?? []).map { "\(shown($0.key)):\(shown($0.value))" }.joined(separator: ",")
      + "}"
  }

  /// Where one of the texts cannot be read as YAML: a changed line with such a key, or below one.
  private static func changedLine(_ before: String, _ after: String, _ path: String) -> ClosedPlace? {
    YAMLSafetyNet.firstKey(before: before, after: after) { key in
      ClosedPlace(setting: [key], in: path) != nil
    }.flatMap { ClosedPlace(setting: [$0], in: path) }
  }
}

/// Settings in the Jinja of SQL files and in Python models, and the macros that name schemas.
private enum WrittenPlaces {
  static func changed(_ before: String, _ after: String, _ path: String) -> ClosedPlace? {
    let (was, now) = (Array(before.utf8), Array(after.utf8))
    if let name = firstDifference(assignments(in: was, path), assignments(in: now, path)) {
      return ClosedPlace(argument: name)
    }
    return firstDifference(macros(in: was), macros(in: now)).map { ClosedPlace(.connection, $0) }
  }

  private struct Entry: Hashable {
    var name: String
    var text: String
  }

  private static func firstDifference(_ was: [Entry], _ now: [Entry]) -> String? {
    var left: [Entry: Int] = [:]
    for entry in was { left[entry, default: 0] += 1 }
    for entry in now { left[entry, default: 0] -= 1 }
    return (was + now).first { left[$0] != 0 }?.name
  }

  /// `schema='x'` and `'schema': 'x'` wherever a tag configures or sets something.
  private static func assignments(in text: [UInt8], _ path: String) -> [Entry] {
    if path.lowercased().hasSuffix(".py") {
      return text.firstRange(of: Array("config".utf8)).map {
        assignments(in: $0.lowerBound..<text.count, text)
      } ?? []
    }
    return JinjaTag.read(in: text).flatMap { tag -> [Entry] in
      let isSet = tag.form == .statement && JinjaTag.keyword(of: tag.range, in: text) == "set"
      let configures = text[tag.range].firstRange(of: Array("config".utf8)) != nil
      return isSet || configures ? assignments(in: tag.range, text) : []
    }
  }

  private static func assignments(in range: Range<Int>, _ text: [UInt8]) -> [Entry] {
    var found: [Entry] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard text[index].isWordByte else {
        index += 1
        continue
      }
      let end = text[index..<range.upperBound].firstIndex { !$0.isWordByte } ?? range.upperBound
      let name = String(decoding: text[index..<end], as: UTF8.self)
      if ClosedPlace.isClosed(name), let value = value(after: end, in: range, text) {
        found.append(Entry(name: name, text: value))
      }
      index = end
    }
    return found
  }

  /// What is assigned to a name that ends here, without blanks; nil where nothing is.
  private static func value(after end: Int, in range: Range<Int>, _ text: [UInt8]) -> String? {
    var index = end
    while index < range.upperBound, text[index].isQuote || text[index].isSQLSpace { index += 1 }
    guard index < range.upperBound, [UInt8(ascii: "="), UInt8(ascii: ":")].contains(text[index]),
      index + 1 < range.upperBound, text[index + 1] != UInt8(ascii: "=")
    else { return nil }
    index += 1
    let start = index
    var depth = 0
    while index < range.upperBound {
      let byte = text[index]
      if byte.isQuote {
        index = max(index + 1, min(JinjaTag.pastString(index, in: text), range.upperBound))
        continue
      }
      if byte.opensBracket { depth += 1 }
      if byte.closesBracket {
        if depth == 0 { break }
        depth -= 1
      }
      if byte == UInt8(ascii: ","), depth == 0 { break }
      index += 1
    }
    return String(decoding: text[start..<index].filter { !$0.isSQLSpace }, as: UTF8.self)
  }

  /// Each macro that dbt asks where to write, from `{% macro` to `{% endmacro %}`.
  private static func macros(in text: [UInt8]) -> [Entry] {
    var found: [Entry] = []
    var open: (name: String, start: Int)?
    for tag in JinjaTag.read(in: text) where tag.form == .statement {
      switch JinjaTag.keyword(of: tag.range, in: text) {
      case "macro":
        let head = String(decoding: text[tag.range], as: UTF8.self)
        open = ClosedPlace.macros.first { head.contains($0 + "(") || head.contains($0 + " (") }
          .map { ($0, tag.range.lowerBound) }
      case "endmacro":
        if let (name, start) = open {
          let body = text[start..<tag.range.upperBound]
          found.append(Entry(name: name, text: String(decoding: body, as: UTF8.self)))
        }
        open = nil
      default: break
      }
    }
    return found
  }
}

extension Candidate {
  /// What it would touch that is closed to automatic fixes, the most firmly closed first.
  package var closedPlace: ClosedPlace? {
    let places = actions.compactMap { action -> ClosedPlace? in
      switch action {
      case .change(let change): HealEngine.closedPlace(change)
      case .run(let words):
        words.dropFirst().compactMap { ClosedPlace(word: $0, isDbt: words.first == "dbt") }
          .max { $0.owner < $1.owner }
      case .wait, .ask: nil
      }
    }
    return places.max { $0.owner < $1.owner }
  }
}
