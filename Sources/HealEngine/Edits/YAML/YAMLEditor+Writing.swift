import YAML

extension YAMLEditor {
  /// What is written where nothing stands yet.
  enum Content {
    /// The first item of a list, as it is written.
    case item(String)
    /// A pair that stands elsewhere.
    case pair(YAMLPath.Reach, YAMLPair)
  }

  // MARK: Insertion

  /// Puts something into the mapping that the path leads to, as its last pair, below the keys that are not there.
  ///
  /// - Parameter value: what the content says: an item, or a mapping of one pair.
  /// - Returns: the edit, and what the file says then.
  func insertion(
    _ content: Content, _ value: YAMLMeaning, at reach: YAMLPath.Reach, _ path: YAMLPath
  ) throws(EditRefusal) -> (TextEdit, YAMLMeaning) {
    guard let keys = reach.openKeys, keys.allSatisfy(\.isPlainKey) else {
      throw EditRefusal("\(file) has no \(path.written)")
    }
    let meaning = YAMLMeaning(root).changing(at: reach.indices, under: keys, content.isItem, value)
    switch reach.node.content {
    case .mapping(let pairs, .block):
      guard !content.isItem || !keys.isEmpty, !pairs.isEmpty,
        let last = text.entries(of: reach.node)?.last
      else { break }
      let lines = try lines(content, under: keys, from: text.indent(of: last))
      return (text.insertion(of: lines, at: text.region(of: last).upperBound), meaning)
    case .mapping(_, .flow):
      guard !content.isItem || !keys.isEmpty else { break }
      let written = try flowText(content, under: keys)
      let edits = flowInsertion(written, in: reach.node)
      guard edits.count == 1 else { break }
      return (edits[0], meaning)
    case .scalar("", .plain):
      guard case .mapping(_, .block) = reach.parent?.content, let parent = reach.parent,
        let index = reach.indices.last, let entry = text.entries(of: parent)?[index]
      else { break }
      let (step, listStep) = steps
      let isList = content.isItem && keys.isEmpty
      let indent = text.indent(of: entry) + (isList ? listStep : step)
      let lines = try lines(content, under: keys, from: indent)
      return (text.insertion(of: lines, at: text.region(of: entry).upperBound), meaning)
    default: break
    }
    throw EditRefusal("\(path.name) is no \(content.isItem ? "list" : "mapping")")
  }

  private func lines(
    _ content: Content, under keys: [String], from indent: Int
  ) throws(EditRefusal) -> String {
    let (step, listStep) = steps
    let heads = keys.enumerated().map { index, key in
      blanks(indent + step * index) + key + ":" + text.lineEnd
    }
    let inner = indent + step * keys.count
    switch content {
    case .item(let item):
      let column = keys.isEmpty ? indent : inner - step + listStep
      return heads.joined() + blanks(column) + "- " + item + text.lineEnd
    case .pair(let source, let pair):
      return heads.joined() + (try lines(of: pair, at: source, indent: inner))
    }
  }

  /// The lines of a pair with its comments, so far in.
  private func lines(
    of pair: YAMLPair, at source: YAMLPath.Reach, indent: Int
  ) throws(EditRefusal) -> String {
    guard let parent = source.parent, let index = source.indices.last,
      let entry = text.entries(of: parent)?[index]
    else { throw EditRefusal("it is not clear what belongs to the pair in \(file)") }
    if case .mapping(_, .flow) = parent.content {
      return blanks(indent) + (try line(of: pair)) + text.lineEnd
    }
    return text.lines(text.region(of: entry), from: text.indent(of: entry), to: indent)
  }

  /// The pair on one line.
  private func line(of pair: YAMLPair) throws(EditRefusal) -> String {
    let spans = [pair.key, pair.value].map { $0.span.start.offset..<max($0.span.start.offset, text.end(of: $0)) }
    guard !text.hasLineEnd(spans[0].lowerBound..<max(spans[0].upperBound, spans[1].upperBound)) else {
      throw EditRefusal("the value stands on several lines")
    }
    let words = spans.map { String(decoding: text.bytes[$0], as: UTF8.self) }
    return words[1].isEmpty ? words[0] + ":" : words[0] + ": " + words[1]
  }

  private func flowText(_ content: Content, under keys: [String]) throws(EditRefusal) -> String {
    let opening = keys.map { $0 + ": " }.joined(separator: "{")
    switch content {
    case .item(let item):
      return opening + "[" + item + "]" + String(repeating: "}", count: keys.count - 1)
    case .pair(let source, let pair):
      if let parent = source.parent, case .mapping(_, .block) = parent.content,
        let entry = source.indices.last.flatMap({ text.entries(of: parent)?[$0] }),
        text.hasComment(text.region(of: entry))
      {
        throw EditRefusal("its comment has no place between brackets")
      }
      let line = try line(of: pair)
      return keys.isEmpty ? line : opening + "{" + line + String(repeating: "}", count: keys.count)
    }
  }

  /// Puts keys around a pair where it stands.
  func wrapping(
    _ source: YAMLPath.Reach, _ pair: YAMLPair, in goal: YAMLPath.Reach, _ target: YAMLPath
  ) throws(EditRefusal) -> (TextEdit, YAMLMeaning) {
    guard let keys = goal.openKeys, keys.allSatisfy(\.isPlainKey), let index = source.indices.last,
      let entry = text.entries(of: goal.node)?[index]
    else { throw EditRefusal("\(file) has no \(target.written)") }
    let meaning = YAMLMeaning(root).wrapping(source.indices, in: keys)
    if case .mapping(_, .flow) = goal.node.content {
      let written = try flowText(.pair(source, pair), under: keys)
      return (TextEdit(entry.start..<entry.end, written), meaning)
    }
    guard text.beginsItem(entry) else { throw EditRefusal("it is not clear where \(target.written) belongs") }
    let region = text.region(of: entry)
    let lines = try lines(.pair(source, pair), under: keys, from: text.indent(of: entry))
    let isBehindDash = !text.beginsLine(entry)
    let shown = isBehindDash ? String(lines.drop { $0 == " " }) : lines
    return (TextEdit(region, shown), meaning)
  }

  // MARK: Items

  /// A new line behind the last item of a list.
  func blockItem(
    _ written: String, in list: YAMLNode, _ path: YAMLPath
  ) throws(EditRefusal) -> TextEdit {
    guard let entries = text.entries(of: list), let last = entries.last else {
      throw EditRefusal("it is not clear where the items of \(path.written) begin")
    }
    let gap = text.bytes[(last.start + 1)..<max(last.end, last.start + 1)].prefix { $0 == 32 }.count
    let dash = "-" + blanks(max(1, gap))
    let line = blanks(text.indent(of: last)) + dash + written + text.lineEnd
    return text.insertion(of: line, at: text.region(of: last).upperBound)
  }

  /// A new last entry of a flow collection.
  func flowInsertion(_ written: String, in node: YAMLNode) -> [TextEdit] {
    let close = node.span.end.offset - 1
    guard let last = text.entries(of: node)?.last else { return [TextEdit(close..<close, written)] }
    let comma = text.comma(after: last.end)
    let end = comma.map { $0 + 1 } ?? last.end
    let isOnOwnLine = text.beginsLine(last) && text.hasLineEnd(end..<close)
    if isOnOwnLine {
      let line = blanks(text.indent(of: last)) + written + (comma == nil ? "" : ",") + text.lineEnd
      let place = text.pastLine(end)
      let new = TextEdit(place..<place, line)
      return comma == nil ? [TextEdit(last.end..<last.end, ","), new] : [new]
    }
    if comma != nil { return [TextEdit(end..<end, " \(written),")] }
    return [TextEdit(last.end..<last.end, ", \(written)")]
  }

  // MARK: Removal

  func removal(of reach: YAMLPath.Reach, _ path: YAMLPath) throws(EditRefusal) -> [TextEdit] {
    guard let parent = reach.parent, let index = reach.indices.last,
      let entries = text.entries(of: parent)
    else { throw EditRefusal("it is not clear what belongs to \(path.written)") }
    if parent.isFlow { return flowRemoval(of: index, entries) }
    let entry = entries[index]
    guard text.beginsItem(entry) else { throw EditRefusal("it is not clear what belongs to \(path.written)") }
    let region = text.region(of: entry)
    if entries.count == 1 { return try emptying(reach, entry, path) }
    if text.beginsLine(entry) { return [TextEdit(region, "")] }
    let next = text.bytes[region.upperBound...].firstIndex { !$0.isYAMLSpace && $0 != 10 }
    return [TextEdit(entry.start..<(next ?? region.upperBound), "")]
  }

  /// Takes the only entry of a block collection away.
  private func emptying(
    _ reach: YAMLPath.Reach, _ entry: YAMLEntry, _ path: YAMLPath
  ) throws(EditRefusal) -> [TextEdit] {
    guard reach.nodes.count > 2, let parent = reach.parent else {
      throw EditRefusal("nothing else is in \(file)")
    }
    let brackets = parent.pairs == nil ? "[]" : "{}"
    let region = text.region(of: entry)
    guard text.beginsLine(entry) else {
      let blanks = text.bytes[region].reversed().prefix { $0 == 10 || $0 == 13 }.count
      return [TextEdit(region.lowerBound..<region.upperBound - blanks, brackets)]
    }
    let above = reach.nodes[reach.nodes.count - 3]
    let index = reach.indices[reach.indices.count - 2]
    let sign: Int?
    if case .mapping(let pairs, _) = above.content {
      sign = text.bytes[pairs[index].key.span.end.offset...].firstIndex(of: UInt8(ascii: ":"))
    } else {
      sign = text.bytes[..<region.lowerBound].lastIndex(of: UInt8(ascii: "-"))
    }
    guard let sign else { throw EditRefusal("it is not clear what is left of \(path.written)") }
    return [TextEdit(sign + 1..<sign + 1, " " + brackets), TextEdit(region, "")]
  }

  private func flowRemoval(of index: Int, _ entries: [YAMLEntry]) -> [TextEdit] {
    let entry = entries[index]
    let comma = text.comma(after: entry.end)
    let end = comma.map { $0 + 1 } ?? entry.end
    guard entries.count > 1 else { return [TextEdit(entry.start..<end, "")] }
    let before = index > 0 ? entries[index - 1].end : nil
    let isAlone = text.beginsLine(entry) && text.isAtLineEnd(end)
    if isAlone {
      let lines = TextEdit(text.region(of: YAMLEntry(start: entry.start, end: end)), "")
      guard comma == nil, let earlier = before.flatMap({ text.comma(after: $0) }) else { return [lines] }
      return [TextEdit(earlier..<earlier + 1, ""), lines]
    }
    if index + 1 < entries.count {
      let next = entries[index + 1].start
      let isPlain = !text.hasComment(end..<next) && !text.hasLineEnd(end..<next)
      return [TextEdit(entry.start..<(isPlain ? next : end), "")]
    }
    guard let before, !text.hasComment(before..<entry.start) else {
      return [TextEdit(entry.start..<end, "")]
    }
    // A comma at the end stays, in place of the one before.
    return [TextEdit(before..<(comma ?? entry.end), "")]
  }

  // MARK: Style

  /// How far a mapping stands in under its key, and a list, as far as the file shows.
  private var steps: (mapping: Int, list: Int) {
    let mapping = root.step { if case .mapping = $0.content { true } else { false } }
    let list = root.step { if case .sequence = $0.content { true } else { false } }
    return (max(1, mapping ?? 2), list ?? mapping ?? 2)
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}

extension YAMLEditor.Content {
  fileprivate var isItem: Bool { if case .item = self { true } else { false } }
}

extension String {
  /// Whether it may stand before a colon as it is.
  fileprivate var isPlainKey: Bool { (hasPrefix("+") ? String(dropFirst()) : self).isPlainYAML }
}

extension YAMLNode {
  fileprivate var isFlow: Bool {
    switch content {
    case .mapping(_, .flow), .sequence(_, .flow): true
    default: false
    }
  }

  /// By how many columns the first such block collection stands in under its key.
  fileprivate func step(_ isWanted: (YAMLNode) -> Bool) -> Int? {
    for child in children {
      if case .mapping(_, .block) = content, !child.isFlow, isWanted(child), child.anchor == nil {
        return child.span.start.column - span.start.column
      }
      if let step = child.step(isWanted) { return step }
    }
    return nil
  }
}

extension YAMLMeaning {
  /// With the value as the last of the mapping at a place, below keys that are not there.
  fileprivate func changing(
    at path: [Int], under keys: [String], _ isItem: Bool, _ value: YAMLMeaning
  ) -> YAMLMeaning {
    var value = isItem ? .list([value]) : value
    for key in keys.reversed() {
      value = .mapping([Pair(key: YAMLMeaning(written: key), value: value)])
    }
    return changing(path[...]) { old in
      guard case .mapping(let pairs) = old, case .mapping(let new) = value else { return value }
      return .mapping(pairs + new)
    }
  }

  /// With keys around a pair.
  fileprivate func wrapping(_ path: [Int], in keys: [String]) -> YAMLMeaning {
    changing(path.dropLast()) { old in
      guard case .mapping(var pairs) = old, let index = path.last else { return old }
      var value = YAMLMeaning.mapping([pairs[index]])
      for key in keys.dropFirst().reversed() {
        value = .mapping([Pair(key: YAMLMeaning(written: key), value: value)])
      }
      pairs[index] = Pair(key: YAMLMeaning(written: keys[0]), value: value)
      return .mapping(pairs)
    }
  }
}
