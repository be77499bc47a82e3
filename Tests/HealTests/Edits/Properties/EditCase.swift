import HealEngine
import HealLanguage

/// A generated file, and an edit whose target stands in it.
struct EditCase {
  var request: EditRequest
  var text: String
  var path = "models/m.sql"
  var adapter: String?
  /// What brings the text back once the edit is made; nil where nothing does.
  var inverse: EditRequest?
  /// What the text must become; nil where only the properties are known.
  var expected: String?

  init(_ request: EditRequest, _ text: String) {
    self.request = request
    self.text = text
  }

  var operation: OperationName { request.operation }

  func edits() -> [TextEdit]? { edits(for: request, in: text) }

  func edits(for request: EditRequest, in text: String) -> [TextEdit]? {
    try? request.edits(in: text, path: path, adapter: adapter)
  }
}

/// How a generated file is stored: all that an edit must leave as it is.
struct FileStyle {
  var hasMark: Bool
  var isWindows: Bool
  var endsLine: Bool

  init(_ random: inout SplitMix) {
    hasMark = random.isOne(in: 6)
    isWindows = random.isOne(in: 3)
    endsLine = !random.isOne(in: 4)
  }

  func text(_ lines: [String]) -> String {
    let end = isWindows ? "\r\n" : "\n"
    return (hasMark ? "\u{FEFF}" : "") + lines.joined(separator: end) + (endsLine ? end : "")
  }
}

extension SplitMix {
  mutating func isOne(in count: Int) -> Bool { next() % UInt64(count) == 0 }

  mutating func one<T>(of items: [T]) -> T { items[Int(next() % UInt64(items.count))] }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }
}

extension EditRequest {
  /// The operation that it asks for.
  fileprivate var operation: OperationName {
    switch self {
    case .correctColumn: .correctColumn
    case .renameColumn: .renameColumn
    case .renameRef: .renameRef
    case .replace: .replace
    case .replaceMatch: .replaceMatch
    case .deleteMatch: .deleteMatch
    case .insertBefore: .insertBefore
    case .insertAfter: .insertAfter
    case .restoreLine: .restoreLine
    case .correctKey: .correctKey
    case .correctTest: .correctTest
    case .correctValue: .correctValue
    case .mendLayout: .mendLayout
    case .set: .set
    case .append: .append
    case .remove: .remove
    case .move: .move
    case .correction(let name, _): name
    }
  }
}
