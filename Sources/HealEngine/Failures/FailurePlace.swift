/// Where a message says that its fault is, beyond its header.
struct FailurePlace {
  /// Of messages that dbt gives while it parses, which have no header with a node.
  var node: Node?
  /// Line in the source file.
  var line: Int?

  init(_ lines: [ArraySlice<UInt8>], header: FailureHeader?) {
    for line in lines.prefix(12) {
      node =
        node ?? Self.quotedNode(line) ?? Self.hookNode(line) ?? Self.macroNode(line)
        ?? Self.testNode(line) ?? Self.arrowNode(line)
    }
    node = node ?? lines.prefix(4).lazy.compactMap { Self.fileNode($0) }.first
    node = node ?? lines.dropFirst().lazy.compactMap { FailureHeader($0)?.node }.first
    node = node ?? lines.reversed().lazy.compactMap { Self.callingNode($0) }.first
    self.line = lines.lazy.compactMap { Self.sourceLine($0) }.first
  }

  /// With forward slashes and without `./` in front, as dbt's artifacts have it.
  static func normalized(_ path: String) -> String {
    let path = String(path.map { $0 == "\\" ? "/" : $0 })
    return path.hasPrefix("./") ? String(path.dropFirst(2)) : path
  }

  /// A node from its unique id: `model.shop.orders`. nil where the text is none.
  static func node(uniqueID: String, file: String? = nil) -> Node? {
    let parts = uniqueID.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 3, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    let kind = String(parts[0])
    guard kind.allSatisfy({ $0.isLetter || $0 == "_" }) else { return nil }
    let name =
      switch kind {
      case "source", "unit_test": parts.count > 3 ? parts[3] : parts[2]
      default: parts[2]
      }
    return Node(
      name: String(name), kind: kind, file: file, package: String(parts[1]), uniqueID: uniqueID)
  }

  /// `Model 'model.shop.orders' (models/orders.sql) depends on …`,
  /// `Node model.shop.orders attempted to …`, `Documentation for 'model.shop.orders' depends on …`,
  /// `Found a cycle: model.shop.orders --> …`.
  private static func quotedNode(_ line: ArraySlice<UInt8>) -> Node? {
    var cursor = LineCursor(line.trimmed)
    if cursor.take("Found a cycle: ") || cursor.take("Node ") {
      return node(uniqueID: cursor.take { !$0.isBlank }.text)
    }
    guard let word = cursor.take(upTo: " '"), word.first?.isUppercase == true, word.count < 20,
      let id = cursor.take(upTo: "'"), let node = node(uniqueID: id.text)
    else { return nil }
    guard cursor.take(" ("), let path = cursor.take(upTo: ")") else { return node }
    return Self.node(uniqueID: id.text, file: normalized(path.text)) ?? node
  }

  /// `shop.on-run-start.0 failed, error:`, which is the operation `shop-on-run-start-0`.
  private static func hookNode(_ line: ArraySlice<UInt8>) -> Node? {
    var cursor = LineCursor(line.trimmed)
    guard let hook = cursor.take(upTo: " failed, error:")?.text else { return nil }
    let parts = hook.split(separator: ".").map(String.init)
    guard parts.count == 3, parts[1].hasPrefix("on-run-") else { return nil }
    let name = parts.joined(separator: "-")
    return Node(
      name: name, kind: "operation", package: parts[0], uniqueID: "operation.\(parts[0]).\(name)")
  }

  /// dbt 2's `Error executing materialization macro '…' for model model.shop.orders: …`.
  private static func macroNode(_ line: ArraySlice<UInt8>) -> Node? {
    var cursor = LineCursor(line.trimmed)
    guard cursor.take(upTo: "materialization macro '") != nil, cursor.take(upTo: "' for ") != nil,
      cursor.take(upTo: " ") != nil
    else { return nil }
    return node(uniqueID: cursor.take { !$0.isBlank && $0 != UInt8(ascii: ":") }.text)
  }

  /// The last line of a macro's trace, `> called by model orders (models/orders.sql)`, or of dbt before
  /// 0.16, `Compilation error while compiling model orders:`.
  private static func callingNode(_ line: ArraySlice<UInt8>) -> Node? {
    var cursor = LineCursor(line.trimmed)
    guard
      cursor.take("> called by ") || cursor.take("> in ")
        || cursor.take(upTo: " while compiling ") != nil
    else { return nil }
    return FailureHeader.node(cursor.rest).flatMap { $0.kind == "macro" ? nil : $0 }
  }

  /// dbt 2's `--> models/orders.sql:47:9 (target/…)`.
  private static func arrowNode(_ line: ArraySlice<UInt8>) -> Node? {
    guard let path = arrow(line)?.path, !path.isEmpty, !path.hasPrefix("<") else { return nil }
    return Node(name: stem(path), file: path)
  }

  /// dbt 2's `Error materializing test test.shop.unique_orders.e3b841c71a (target/run/…)`.
  private static func testNode(_ line: ArraySlice<UInt8>) -> Node? {
    var cursor = LineCursor(line.trimmed)
    guard cursor.take(upTo: "Error materializing test ") != nil else { return nil }
    return node(uniqueID: cursor.take { !$0.isBlank }.text)
  }

  private static func arrow(_ line: ArraySlice<UInt8>) -> (path: String, line: Int?)? {
    var cursor = LineCursor(line.trimmed)
    guard cursor.take("--> ") else { return nil }
    let parts = cursor.take { !$0.isBlank }.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard let path = parts.first.map({ normalized($0.text) }) else { return nil }
    if parts.count == 1 { return path.contains(".") ? (path, nil) : nil }
    guard parts.count == 3, let number = Int(parts[1].text), number > 0 else { return nil }
    // Lines of what dbt made of the author's file are none of the author's.
    return (path, Dbt2Message.origin(of: path) == nil ? number : nil)
  }

  /// Messages on a file that dbt could not read: the path is as dbt gives it, which may be relative
  /// to one of the model paths.
  private static func fileNode(_ line: ArraySlice<UInt8>) -> Node? {
    var cursor = LineCursor(line.trimmed)
    var path: ArraySlice<UInt8>?
    if cursor.take("Error reading "), cursor.take(upTo: ": ") != nil {
      path = cursor.take(upTo: " - ")
    } else if cursor.take(upTo: "The schema file at ") != nil {
      path = cursor.take(upTo: " is invalid")
    } else if cursor.take("Invalid "), cursor.take(upTo: " config given in ") != nil {
      path = cursor.take(upTo: " @ ") ?? cursor.take { !$0.isBlank && $0 != UInt8(ascii: ":") }
    } else if cursor.take(upTo: " for unit test '") != nil, cursor.take(upTo: "' in ") != nil {
      path = cursor.take { !$0.isBlank }
    }
    guard let path, !path.isEmpty else { return nil }
    let file = normalized(pythonPath(path) ?? path.text)
    return Node(name: stem(file), file: file)
  }

  /// dbt's own record of a file, where it forgets to print the path alone:
  /// `FilePath(searched_path='models', relative_path='marts/orders.yml', …)`.
  private static func pythonPath(_ text: ArraySlice<UInt8>) -> String? {
    var cursor = LineCursor(text)
    guard cursor.take("FilePath(searched_path='"),
      let folder = cursor.take(upTo: "', relative_path='"),
      let path = cursor.take(upTo: "'")
    else { return nil }
    return folder.text + "/" + path.text
  }

  private static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.split(separator: ".").first ?? name)
  }

  /// Jinja's `line 13`, YAML's `Syntax error near line 13`, dbt 2's arrow.
  private static func sourceLine(_ line: ArraySlice<UInt8>) -> Int? {
    if let arrow = arrow(line) { return arrow.line }
    var cursor = LineCursor(line.trimmed)
    guard cursor.take("line ") || cursor.take("Syntax error near line ") else { return nil }
    let number = cursor.take(while: \.isDigit)
    return cursor.isAtEnd ? Int(number.text) : nil
  }
}
