/// A JSON value. Objects keep the order of their members, so that the same value always gives the
/// same bytes.
package enum JSON: Sendable {
  case null
  case bool(Bool)
  case int(Int)
  /// Not a number and infinity have no spelling in JSON and are written as null.
  case number(Double)
  case text(String)
  case list([JSON])
  case object([(String, JSON)])

  /// The member of an object; nil where there is none or this is no object.
  package subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.0 == key }?.1
  }

  /// The value as text, on one line or, when pretty, one member a line with two spaces a level.
  package func rendered(pretty: Bool = false) -> String {
    var text: [UInt8] = []
    write(to: &text, indentation: pretty ? 0 : nil)
    return String(decoding: text, as: UTF8.self)
  }

  private func write(to text: inout [UInt8], indentation: Int?) {
    switch self {
    case .null: text += "null".utf8
    case .bool(let value): text += (value ? "true" : "false").utf8
    case .int(let value): text += String(value).utf8
    case .number(let value): text += Self.spelling(of: value).utf8
    case .text(let value): Self.write(value, to: &text)
    case .list(let items):
      Self.write(items, "[", "]", to: &text, indentation) { item, text, inner in
        item.write(to: &text, indentation: inner)
      }
    case .object(let members):
      Self.write(members, "{", "}", to: &text, indentation) { member, text, inner in
        Self.write(member.0, to: &text)
        text += (indentation == nil ? ":" : ": ").utf8
        member.1.write(to: &text, indentation: inner)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], _ open: String, _ close: String, to text: inout [UInt8],
    _ indentation: Int?, _ element: (Element, inout [UInt8], Int?) -> Void
  ) {
    text += open.utf8
    let inner = elements.isEmpty ? nil : indentation.map { $0 + 2 }
    for (index, item) in elements.enumerated() {
      if index > 0 { text += ",".utf8 }
      breakLine(inner, &text)
      element(item, &text, inner)
    }
    if !elements.isEmpty { breakLine(indentation, &text) }
    text += close.utf8
  }

  private static func breakLine(_ indentation: Int?, _ text: inout [UInt8]) {
    guard let indentation else { return }
    text.append(Byte.newline)
    text += [UInt8](repeating: Byte.space, count: indentation)
  }

  private static func spelling(of value: Double) -> String {
    guard value.isFinite else { return "null" }
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func write(_ value: String, to text: inout [UInt8]) {
    text.append(Byte.quote)
    for byte in value.utf8 {
      switch byte {
      case Byte.quote, Byte.backslash: text += [Byte.backslash, byte]
      case Byte.newline: text += #"\n"#.utf8
      case Byte.carriageReturn: text += #"\r"#.utf8
      case Byte.tab: text += #"\t"#.utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        text += #"\u"#.utf8
        text += String(repeating: "0", count: 4 - digits.count).utf8
        text += digits.utf8
      default: text.append(byte)
      }
    }
    text.append(Byte.quote)
  }
}
