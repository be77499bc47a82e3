/// What stands around a message and names the node or macro it comes from.
package enum FailureTrace {
  /// The innermost macro of dbt's trace, `> in macro cents (macros/cents.sql)`; nil where there is none.
  package static func macro(in message: String) -> String? {
    var cursor = LineCursor(Array(message.utf8)[...])
    guard cursor.take(upTo: "> in macro ") != nil, let name = cursor.take(upTo: " (") else {
      return nil
    }
    return name.isEmpty || name.contains(where: \.isBlank) ? nil : name.text
  }

  /// The node that an event of dbt's structured log is about, however the JSON is laid out or escaped.
  /// nil where there is no event, or where there are events of several nodes.
  static func eventNode(in raw: String) -> Node? {
    let bytes = Array(raw.utf8)[...]
    guard bytes.contains(text: "node_info") else { return nil }
    let names = Set(values(of: "node_name", in: bytes))
    guard let name = names.first, names.count == 1, !name.isEmpty else { return nil }
    let kind = values(of: "resource_type", in: bytes).first ?? "model"
    let path = values(of: "node_path", in: bytes).first { !$0.isEmpty }
    return Node(name: name, kind: kind, file: path.map(FailurePlace.normalized))
  }

  /// The texts that a key has in JSON.
  private static func values(of key: StaticString, in bytes: ArraySlice<UInt8>) -> [String] {
    var cursor = LineCursor(bytes)
    var values: [String] = []
    while cursor.take(upTo: key) != nil {
      _ = cursor.take { "\\\": \t\n".utf8.contains($0) }
      values.append(cursor.take { !"\\\",\n}".utf8.contains($0) }.text)
    }
    return values
  }
}
