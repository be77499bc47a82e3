/// The text of one error of dbt 2, which says more around the engine's words than dbt 1 does.
package enum Dbt2Message {
  /// Whether dbt 2 begins a message so: `[error] [SyntaxInvalid (dbt0101)]: …`, `[error]: …`, and in its first builds
  /// `error: dbt0227: …`; `dbt1501: …` stands in artifacts.
  static func starts(_ text: ArraySlice<UInt8>) -> Bool {
    var cursor = LineCursor(text)
    if cursor.take("[error] ") { return hasCode(cursor.rest) }
    if cursor.take("[error]: ") { return true }
    _ = cursor.take("error: ")
    return cursor.take("dbt") && cursor.takeDigits(4)
  }

  /// `[SyntaxInvalid (dbt0101)]: …`, which stands behind the level in dbt's log file too.
  static func hasCode(_ text: ArraySlice<UInt8>) -> Bool {
    var cursor = LineCursor(text)
    guard cursor.take("["), !cursor.take(while: \.isLetter).isEmpty else { return false }
    return cursor.take(" (dbt") && cursor.takeDigits(4) && cursor.take(")]")
  }

  /// The lines without a stack trace of dbt's own and without the SQL that the driver quotes: its comments and texts
  /// may look like messages.
  static func cleaned(_ lines: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
    withoutStatementBehind(withoutStatementBefore(withoutStack(lines)))
  }

  /// With `RUST_BACKTRACE` set, lines like `  12: start_thread` and `at ./nptl/pthread_create.c:442:8` follow.
  private static func withoutStack(_ lines: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
    guard let start = lines.firstIndex(where: { $0.trimmed.starts(with: "0: ".utf8) }),
      start > 0, lines[start...].allSatisfy({ isFrame($0.trimmed) })
    else { return lines }
    return Array(lines[..<start])
  }

  private static func isFrame(_ line: ArraySlice<UInt8>) -> Bool {
    var cursor = LineCursor(line)
    if cursor.isAtEnd || cursor.take("at ") { return true }
    return !cursor.take(while: \.isDigit).isEmpty && cursor.take(": ")
  }

  /// `[libpq] Failed to execute query '<many lines>': ERROR:  column "x" does not exist` becomes what stands behind.
  private static func withoutStatementBefore(_ lines: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
    for (index, line) in lines.enumerated() {
      guard let opening = line.firstRange(of: "Failed to execute query '") else { continue }
      guard let (last, words) = engineWords(in: lines, from: index) else { return lines }
      let before = withoutDriver(line[line.startIndex..<opening.lowerBound])
      return Array(lines[..<index] + [before + words] + lines[(last + 1)...])
    }
    return lines
  }

  /// What the engine says behind the statement: the last `': ERROR:  ` counts, since the statement may hold another.
  private static func engineWords(
    in lines: [ArraySlice<UInt8>], from start: Int
  ) -> (index: Int, words: ArraySlice<UInt8>)? {
    for index in lines.indices[start...].reversed() {
      var rest = lines[index]
      var words: ArraySlice<UInt8>?
      while let found = rest.firstRange(of: "': ") {
        rest = rest[found.upperBound...]
        if let said = withoutSeverity(rest) { words = said }
      }
      if let words { return (index, words) }
    }
    return nil
  }

  /// `syntax error` of `ERROR:  syntax error`; nil where no severity stands before it.
  private static func withoutSeverity(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var cursor = LineCursor(text)
    guard ["ERROR", "FATAL", "PANIC"].contains(cursor.take(while: \.isUppercase).text), cursor.take(":")
    else { return nil }
    return cursor.rest.drop(while: \.isBlank)
  }

  private static func withoutDriver(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let driver = text.firstRange(of: "[libpq] "), driver.upperBound == text.endIndex else { return text }
    return text[..<driver.lowerBound]
  }

  /// `Failed to prepare query: ERROR:  syntax error …` with `Query was: <many lines>` behind it.
  private static func withoutStatementBehind(_ lines: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
    var lines = lines
    for (index, line) in lines.enumerated() {
      guard let opening = line.firstRange(of: "Failed to prepare query: "),
        let words = withoutSeverity(line[opening.upperBound...])
      else { continue }
      lines[index] = withoutDriver(line[line.startIndex..<opening.lowerBound]) + words
    }
    guard
      let start = lines.firstIndex(where: { $0.trimmed.starts(with: "Query was: ".utf8) })
    else { return lines }
    let end = lines.lastIndex { !isPlace($0.trimmed) } ?? start
    return Array(lines[..<start] + lines[(max(start, end) + 1)...])
  }

  /// What dbt adds to the engine's words: `(SQLSTATE: 42703)`, `(in run/shop/models/orders.sql:1:4)`, `--> …`.
  private static func isPlace(_ line: ArraySlice<UInt8>) -> Bool {
    line.isEmpty || ["(SQLSTATE: ", "(in ", "--> "].contains { line.starts(with: $0.utf8) }
  }
}

extension Dbt2Message {
  /// `Succeeded [  0.07s] seed  main.raw_orders (table)`, as dbt 2 tells on the console of each node.
  package static func isNodeLine(_ line: ArraySlice<UInt8>) -> Bool {
    var cursor = LineCursor(line.trimmed)
    let word = cursor.take(while: \.isLetter).text
    return outcomes.contains(word) && cursor.take(" [")
  }

  /// `raw_orders` of such a line, of a node that went well.
  static func passedNode(_ line: ArraySlice<UInt8>) -> String? {
    var cursor = LineCursor(line.trimmed)
    guard cursor.take("Succeeded [") || cursor.take("Passed ["), cursor.take(upTo: "] ") != nil,
      !cursor.take(while: \.isLetter).isEmpty, !cursor.take(while: \.isBlank).isEmpty
    else { return nil }
    return cursor.take { !$0.isBlank }.split(separator: UInt8(ascii: ".")).last?.text
  }

  private static let outcomes: Set<String> = [
    "Succeeded", "Passed", "Failed", "Warned", "Skipped", "Reused", "Cancelled",
  ]
}

extension Dbt2Message {
  /// A file that dbt 2 wrote, read as the one that it was made of.
  struct Origin: Hashable {
    /// Relative to the project or to the package; nil where the file's name does not tell it.
    var file: String?
    /// The package that the file was made for; nil where the path does not tell it.
    var package: String?
    /// The name that the file gives a generic test. A long name is cut off and has a hash at its end.
    var test: String?
  }

  /// `models/orders.sql` of `target/run/shop/models/orders.sql`; nil for a path that is the author's own.
  static func origin(of path: String) -> Origin? {
    let parts = path.split(separator: "/")
    if let last = parts.last, parts.dropLast().last == "generic_tests" {
      return Origin(test: String(last.prefix { $0 != "." }))
    }
    let start = parts.first == "target" ? 1 : 0
    guard parts.count >= start + 4, ["run", "compiled"].contains(parts[start]) else { return nil }
    return Origin(
      file: parts[(start + 2)...].joined(separator: "/"), package: String(parts[start + 1]))
  }

  /// The node without the generated file that dbt 2 names, and with the author's where its path tells it.
  static func authored(_ node: Node) -> Node {
    guard let file = node.file, let origin = origin(of: file) else { return node }
    var node = node
    if let test = origin.test {
      return Node(name: node.kind == nil ? test : node.name, kind: node.kind ?? "test", uniqueID: node.uniqueID)
    }
    node.package = node.package ?? origin.package
    // Seeds and snapshots are made of files of other names.
    node.file = node.kind == "model" || node.kind == nil ? origin.file : nil
    return node
  }
}
