/// dbt's first line of a failure: `Runtime Error in model stg_orders (models/stg_orders.sql)`, or the
/// frame around it, `Failure in model stg_orders (models/stg_orders.sql)`.
struct FailureHeader: Hashable {
  /// `Runtime Error`, `Failure`; empty for the frame of dbt 1.12, `[ERROR]: in model …`.
  var title: String
  /// nil for a bare `Runtime Error`.
  var node: Node?
  /// Where the header begins in its line.
  var start: Int

  /// nil unless the line has one: with a node anywhere in the line, without a node as all of it.
  init?(_ line: ArraySlice<UInt8>) {
    let text = line.trimmed
    if let found = Self.withNode(line) {
      self = found
    } else if Self.isTitle(text) {
      self.init(title: text.text, node: nil, start: text.startIndex)
    } else {
      return nil
    }
  }

  /// dbt 2's `Failed [  0.02s] test  unique_orders (models/_orders.yml:9:22)`, which is all that its first builds print
  /// of a data test that failed. nil for any other line.
  init?(failedTest line: ArraySlice<UInt8>) {
    var cursor = LineCursor(line.trimmed)
    guard cursor.take("Failed ["), cursor.take(upTo: "] ") != nil else { return nil }
    let kind = cursor.take { !$0.isBlank }.text
    guard kind == "test" || kind == "unit_test" else { return nil }
    _ = cursor.take(while: \.isBlank)
    let named = cursor.take { !$0.isBlank }
    // A unit test stands behind its schema.
    let name = named.split(separator: UInt8(ascii: ".")).last?.text ?? named.text
    let place = cursor.take(" (") ? cursor.take(upTo: ")") : nil
    let file = place?.split(separator: UInt8(ascii: ":")).first.map { FailurePlace.normalized($0.text) }
    self.init(title: "Failure", node: Node(name: name, kind: kind, file: file), start: line.startIndex)
  }

  private init(title: String, node: Node?, start: Int) {
    self.title = title
    self.node = node
    self.start = start
  }

  /// Whether this is all that dbt says in the line, and the message follows.
  var isFrame: Bool { title == "Failure" || title.isEmpty }

  private static let kinds: Set<String> = [
    "analysis", "exposure", "function", "macro", "metric", "model", "operation", "saved_query",
    "seed", "semantic_model", "snapshot", "source", "sql_operation", "test", "unit_test",
  ]

  private static func withNode(_ line: ArraySlice<UInt8>) -> FailureHeader? {
    var rest = line
    while let found = rest.firstRange(of: " in ") {
      rest = rest[found.upperBound...]
      let before = line[line.startIndex..<found.lowerBound]
      guard let start = titleStart(before), let node = node(rest) else { continue }
      let title = before[start...].text
      return FailureHeader(title: title == "[ERROR]:" ? "" : title, node: node, start: start)
    }
    return nil
  }

  /// `model stg_orders (models/stg_orders.sql)`, and whatever follows; `model stg_orders` alone or with
  /// a colon behind it; the name in quotes or not.
  static func node(_ rest: ArraySlice<UInt8>) -> Node? {
    guard let kind = kinds.first(where: { rest.starts(with: "\($0) ".utf8) }) else { return nil }
    let named = rest.dropFirst(kind.utf8.count + 1)
    if let name = bareName(named) { return Node(name: name, kind: kind) }
    var cursor = LineCursor(named.prefix(longestPlace))
    guard let name = cursor.take(upTo: " (")?.text, !name.isEmpty, !name.contains(" "),
      let path = cursor.take(upTo: ")")?.text, !path.isEmpty
    else { return nil }
    return Node(name: name, kind: kind, file: FailurePlace.normalized(path))
  }

  /// Of a name and its path, in bytes. A line may have thousands of places that look like a header.
  private static let longestPlace = 4096

  /// A name that is all of the rest of its line, up to a colon. nil where there is more.
  private static func bareName(_ rest: ArraySlice<UInt8>) -> String? {
    var cursor = LineCursor(rest.trimmed)
    _ = opening.contains { cursor.take($0) }
    let name = cursor.take { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
    _ = closing.contains { cursor.take($0) }
    return !name.isEmpty && (cursor.isAtEnd || cursor.take(":")) ? name.text : nil
  }

  private static let opening: [StaticString] = ["\u{201C}", "\u{2018}", "\"", "'", "`"]
  private static let closing: [StaticString] = ["\u{201D}", "\u{2019}", "\"", "'", "`"]

  /// In bytes.
  private static let longestTitle = 200

  /// Where the title that ends here begins: `[ERROR]:`, `Failure`, `Database Error`.
  private static func titleStart(_ before: ArraySlice<UInt8>) -> Int? {
    let before = before.droppingTrailingSpace
    for frame in ["[ERROR]:", "Failure"] where before.reversed().starts(with: frame.utf8.reversed())
    {
      return before.endIndex - frame.utf8.count
    }
    guard before.reversed().starts(with: "Error".utf8.reversed()) else { return nil }
    let words = before.suffix(longestTitle).split(separator: UInt8(ascii: " "))
    guard words.count >= 2, words.last?.text == "Error" else { return nil }
    let kind = words[words.count - 2]
    guard kind.first?.isUppercase == true, kind.allSatisfy(\.isLetter) else { return nil }
    let isNegated = words.count >= 3 && words[words.count - 3].text == "Not"
    return isNegated ? words[words.count - 3].startIndex : kind.startIndex
  }

  /// One or two capitalised words and `Error`, as all of a line.
  private static func isTitle(_ text: ArraySlice<UInt8>) -> Bool {
    let words = text.split(separator: UInt8(ascii: " "))
    return (2...3).contains(words.count) && words.last?.text == "Error"
      && words.allSatisfy { word in
        word.first?.isUppercase == true && word.allSatisfy(\.isLetter)
      }
  }
}
