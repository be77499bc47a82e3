import HealLanguage
import YAML

@testable import HealEngine

/// Where two YAML texts say something else.
struct SchemaDifference: Hashable {
  /// `models[orders].config.tags[0]`
  var path: String
  var before: YAMLMeaning?
  var after: YAMLMeaning?

  static func all(_ before: YAMLMeaning?, _ after: YAMLMeaning?, at path: String = "")
    -> [SchemaDifference]
  {
    if before == after { return [] }
    if case .list(let old)? = before, case .list(let new)? = after, old.count == new.count {
      return old.indices.flatMap { index in
        all(old[index], new[index], at: "\(path)[\(old[index].name ?? "\(index)")]")
      }
    }
    let (old, new) = (before?.pairs, after?.pairs)
    guard old != nil || before == nil, new != nil || after == nil else {
      return [SchemaDifference(path: path, before: before, after: after)]
    }
    let keys = ((old ?? []) + (new ?? [])).map(\.key)
    var seen: Set<YAMLMeaning> = []
    return keys.filter { seen.insert($0).inserted }.flatMap { key in
      all(
        old?.first { $0.key == key }?.value, new?.first { $0.key == key }?.value,
        at: (path.isEmpty ? "" : path + ".") + (key.word ?? "?"))
    }
  }
}

extension YAMLMeaning {
  var word: String? {
    switch self {
    case .text(let text), .typed(let text): text
    case .list, .mapping: nil
    }
  }

  fileprivate var pairs: [Pair]? { if case .mapping(let pairs) = self { pairs } else { nil } }

  fileprivate var name: String? { pairs?.first { $0.key.word == "name" }?.value.word }

  /// nil where the text cannot be read.
  init?(text: String) {
    guard let root = try? YAMLDocument.parse(text).root else { return nil }
    self.init(root)
  }
}

/// What must hold for the meaning of a YAML file before and after an edit.
func meaningFaults(_ test: EditCase, _ text: String) -> [String] {
  let goesByText: Set<OperationName> = [
    .deleteMatch, .insertAfter, .insertBefore, .replace, .replaceMatch, .restoreCommitted,
    .restoreLine,
  ]
  guard !goesByText.contains(test.operation) else { return [] }
  if [.append, .move, .remove].contains(test.operation) { return placeFaults(test, text) }
  let notes = [test.text, text].map { generatedNotes(in: Array($0.utf8)) }
  if notes[0] != notes[1] { return ["a comment changes: \(text)"] }
  guard let old = YAMLMeaning(text: test.text) else { return [] }
  guard let new = YAMLMeaning(text: text) else { return ["it cannot be read any more: \(text)"] }
  let differences = SchemaDifference.all(old, new)
  guard !differences.isEmpty, differences.allSatisfy({ isMeant($0, test.request, differences) })
  else { return ["it means \(differences): \(text)"] }
  return []
}

private func isMeant(
  _ one: SchemaDifference, _ request: EditRequest, _ all: [SchemaDifference]
) -> Bool {
  let (before, after) = (one.before?.word, one.after?.word)
  switch request {
  case .set(let path, let value): return one.path == path && after == value
  case .correctValue(let key, let old, let new):
    let isThere = [".", ".+"].contains { one.path.hasSuffix($0 + key) }
    return isThere && before == old && after == new
  case .correctKey(let old, let new):
    let twin = SchemaDifference(
      path: one.before == nil
        ? one.path.replacing("." + new, with: "." + old)
        : one.path.replacing("." + old, with: "." + new),
      before: one.after, after: one.before)
    return twin.path != one.path && all.contains(twin)
  case .correctTest(let old, let new):
    return one.path.contains("tests[") && before == old && after == new
  case .renameRef(let old, let new): return before?.replacing(old, with: new) == after
  case .correction(_, let names):
    // `shop.orders` stands as two texts in a call of `source`.
    let pairs = [names, names.map { String($0.split(separator: ".").last ?? "") }]
    return pairs.contains { before?.replacing($0[0], with: $0[1]) == after }
  default: return false
  }
}
