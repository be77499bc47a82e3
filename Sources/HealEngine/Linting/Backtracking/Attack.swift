/// A text that may make a pattern try very many ways: something before, a part that is said again
/// and again, and an end that spoils the match.
struct Attack: Hashable {
  var head: [UInt8]
  var pump: [UInt8]
  var tail: [UInt8]
  /// The part of the regex that takes the pumped text; UTF-8 offsets.
  var part: Range<Int>

  func text(_ count: Int) -> [UInt8] {
    head + Array(repeatElement(pump, count: count).joined()) + tail
  }

  /// As it is written in a message: `"x" + "=" × 500 + "!"`.
  func shown(_ count: Int) -> String {
    var parts: [String] = []
    if !head.isEmpty { parts.append(Self.quoted(head)) }
    parts.append("\(Self.quoted(pump)) × \(count)")
    if !tail.isEmpty { parts.append(Self.quoted(tail)) }
    return parts.joined(separator: " + ")
  }

  private static func quoted(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
      switch scalar {
      case "\n": #"\n"#
      case "\r": #"\r"#
      case "\t": #"\t"#
      case "\"": #"\""#
      case "\\": #"\\"#
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        #"\u{\#(String(scalar.value, radix: 16))}"#
      default: String(scalar)
      }
    }
    return "\"\(text.joined())\""
  }
}
