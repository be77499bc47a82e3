import HealLanguage
import YAML

@testable import HealEngine

/// What must hold of `append`, `remove` and `move`: what the file says, worked out from the path alone; its other
/// words, in their order; and the comments that do not belong to the node.
func placeFaults(_ test: EditCase, _ text: String) -> [String] {
  guard let old = YAMLMeaning(text: test.text) else { return ["a file that cannot be read was edited"] }
  guard let new = YAMLMeaning(text: text) else { return ["it cannot be read any more: \(text)"] }
  var faults: [String] = []
  if let wanted = old.applying(test.request) {
    if wanted.unordered != new.unordered { faults.append("it means \(new): \(text)") }
  } else {
    faults.append("there is no such place: \(text)")
  }
  let before = Array(test.text.utf8)
  let (notes, left) = (generatedNotes(in: before), generatedNotes(in: Array(text.utf8)))
  switch test.request {
  case .append:
    if notes != left { faults.append("a comment changes: \(text)") }
    if test.edits()?.contains(where: { !$0.range.isEmpty }) ?? true { faults.append("it takes bytes away") }
  case .remove(let path):
    let gap = nodeGap(path, in: test.text)
    let lost = notes.filter { !left.contains($0) }
    if lost.contains(where: { !gap.contains($0.startIndex) }) { faults.append("it takes a comment away: \(text)") }
    if notes.filter(left.contains) != left { faults.append("comments change places: \(text)") }
    let written = (test.edits() ?? []).map { $0.replacement.filter { $0 != " " } }
    if !written.allSatisfy({ ["", "{}", "[]"].contains($0) }) { faults.append("it writes \(written)") }
    if !(test.edits() ?? []).allSatisfy({ $0.range.isEmpty || gap.contains($0.range) }) {
      faults.append("it takes away what is beside the node: \(text)")
    }
  case .move:
    if Set(notes) != Set(left) || notes.count != left.count { faults.append("a comment is lost: \(text)") }
  default: break
  }
  return faults
}

/// From behind the last scalar before a node, and the comment on its line, to the next scalar behind it: all that may
/// go with it.
private func nodeGap(_ path: String, in text: String) -> Range<Int> {
  guard let root = try? YAMLDocument.parse(text).root else { return 0..<0 }
  let bytes = Array(text.utf8)
  let reach = YAMLPath(path).reach(in: root)
  var node = reach.node.span.start.offset..<reach.node.span.end.offset
  if case .mapping(let pairs, _) = reach.parent?.content, let index = reach.indices.last {
    node = pairs[index].key.span.start.offset..<node.upperBound
  }
  let leaves = root.leaves(bytes)
  let inside = leaves.filter { node.contains($0.lowerBound) || $0.lowerBound == node.lowerBound }
  let first = inside.first?.lowerBound ?? node.lowerBound
  let before = leaves.last { $0.upperBound <= first && !inside.contains($0) }?.upperBound ?? 0
  let after = leaves.first { $0.lowerBound > first && !inside.contains($0) }?.lowerBound ?? bytes.count
  // The line end before the last line goes where the file has none at its end.
  let line = bytes[before...].firstIndex(of: 10) ?? bytes.count
  return (line < first ? line - (line > 0 && bytes[line - 1] == 13 ? 1 : 0) : before)..<after
}

extension Range<Int> {
  fileprivate func contains(_ other: Range<Int>) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}

extension YAMLNode {
  /// The spans of all scalars and aliases, in the order of the text.
  fileprivate func leaves(_ bytes: [UInt8]) -> [Range<Int>] {
    let whole = span.start.offset..<span.end.offset
    switch content {
    case .mapping(let pairs, _): return pairs.flatMap { $0.key.leaves(bytes) + $0.value.leaves(bytes) }
    case .sequence(let items, _): return items.flatMap { $0.leaves(bytes) }
    case .scalar(_, .literal), .scalar(_, .folded):
      // libyaml's span takes along the blanks, and maybe the generated comments, that follow.
      let note = generatedNotes(in: Array(bytes[whole])).first.map { $0.startIndex + whole.lowerBound }
      let line = note.map { bytes[..<$0].lastIndex(of: 10) ?? $0 } ?? whole.upperBound
      let blanks = bytes[whole.lowerBound..<line].reversed().prefix { $0 == 32 || $0 == 10 || $0 == 13 }.count
      return [whole.lowerBound..<line - blanks]
    case .scalar, .alias: return [whole]
    }
  }
}

extension YAMLMeaning {
  /// With the order of keys left aside.
  fileprivate var unordered: YAMLMeaning {
    switch self {
    case .list(let items): .list(items.map(\.unordered))
    case .mapping(let pairs):
      .mapping(
        pairs.map { Pair(key: $0.key, value: $0.value.unordered) }
          .sorted { ($0.key.word ?? "") < ($1.key.word ?? "") })
    case .text, .typed: self
    }
  }

  /// nil where the path leads nowhere.
  fileprivate func applying(_ request: EditRequest) -> YAMLMeaning? {
    switch request {
    case .append(let path, let value):
      let isTyped = value.isPlainYAML && ["true", "null"].contains(value)
      return putting(isTyped ? .typed(value) : .text(value), nil, at: parts(of: path)[...])
    case .remove(let path): return taking(parts(of: path)[...])?.left
    case .move(let path, let target):
      // Both paths are those of the file as it was.
      guard let (taken, _) = taking(parts(of: path)[...]) else { return nil }
      let grown = putting(taken, parts(of: path).last, at: parts(of: target)[...])
      return grown?.taking(parts(of: path)[...])?.left
    default: return nil
    }
  }

  private func parts(of path: String) -> [String] {
    path.replacing("]", with: "").split { $0 == "." || $0 == "[" }.map(String.init)
  }

  private func index(of part: String) -> Int? {
    switch self {
    case .mapping(let pairs): pairs.firstIndex { $0.key.word == part }
    case .list(let items):
      Int(part) ?? items.firstIndex { item in
        if case .mapping(let pairs) = item {
          pairs.contains { $0.key.word == "name" && $0.value.word == part }
            || pairs.count == 1 && pairs[0].key.word == part
        } else {
          item.word == part
        }
      }
    case .text, .typed: nil
    }
  }

  private func taking(_ path: ArraySlice<String>) -> (taken: YAMLMeaning, left: YAMLMeaning)? {
    guard let first = path.first, let index = index(of: first) else { return nil }
    switch self {
    case .mapping(var pairs):
      if path.count == 1 { return (pairs.remove(at: index).value, .mapping(pairs)) }
      guard let (taken, left) = pairs[index].value.taking(path.dropFirst()) else { return nil }
      pairs[index].value = left
      return (taken, .mapping(pairs))
    case .list(var items):
      if path.count == 1 { return (items.remove(at: index), .list(items)) }
      guard let (taken, left) = items[index].taking(path.dropFirst()) else { return nil }
      items[index] = left
      return (taken, .list(items))
    case .text, .typed: return nil
    }
  }

  /// As the last item of the list at the path or, with a key, as a pair of the mapping.
  private func putting(_ value: YAMLMeaning, _ key: String?, at path: ArraySlice<String>) -> YAMLMeaning? {
    guard let first = path.first else {
      let isNothing = self == .typed("")
      switch self {
      case .mapping(let pairs) where key != nil: return .mapping(pairs + [.init(key: .text(key ?? ""), value: value)])
      case .list(let items) where key == nil: return .list(items + [value])
      default: return isNothing ? key.map { .mapping([.init(key: .text($0), value: value)]) } ?? .list([value]) : nil
      }
    }
    if let index = index(of: first) {
      switch self {
      case .mapping(var pairs):
        guard let inner = pairs[index].value.putting(value, key, at: path.dropFirst()) else { return nil }
        pairs[index].value = inner
        return .mapping(pairs)
      case .list(var items):
        guard let inner = items[index].putting(value, key, at: path.dropFirst()) else { return nil }
        items[index] = inner
        return .list(items)
      case .text, .typed: return nil
      }
    }
    guard let inner = YAMLMeaning.typed("").putting(value, key, at: path.dropFirst()) else { return nil }
    switch self {
    case .mapping(let pairs): return .mapping(pairs + [.init(key: .text(first), value: inner)])
    case .typed(""): return .mapping([.init(key: .text(first), value: inner)])
    case .list, .text, .typed: return nil
    }
  }
}
