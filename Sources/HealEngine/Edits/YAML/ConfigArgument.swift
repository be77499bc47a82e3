/// An argument of `config()` in a Jinja tag, written `name=value`.
struct ConfigArgument: Hashable {
  var name: String
  var nameRange: Range<Int>
  /// The value where it is a plain text in quotes; empty where it is not.
  var text = ""
  /// Between the quotes.
  var textRange = 0..<0

  /// Those of all tags that are read, in order.
  static func all(in text: [UInt8]) -> [ConfigArgument] {
    var arguments: [ConfigArgument] = []
    for tag in JinjaTag.read(in: text) {
      arguments += SQLSafetyNet.arguments(in: tag.range, text).compactMap { argument in
        Self(argument.range, text)
      }
    }
    return arguments
  }

  private init?(_ range: Range<Int>, _ text: [UInt8]) {
    guard let start = text[range].firstIndex(where: { !$0.isSQLSpace }) else { return nil }
    let end = text[start..<range.upperBound].firstIndex { !$0.isWordByte } ?? range.upperBound
    guard end > start,
      let equals = text[end..<range.upperBound].firstIndex(where: { !$0.isSQLSpace }),
      text[equals] == UInt8(ascii: "=")
    else { return nil }
    nameRange = start..<end
    name = String(decoding: text[nameRange], as: UTF8.self)
    takeText(equals + 1..<range.upperBound, text)
  }

  private mutating func takeText(_ range: Range<Int>, _ text: [UInt8]) {
    guard let open = text[range].firstIndex(where: { !$0.isSQLSpace }), text[open].isQuote,
      let last = text[range].lastIndex(where: { !$0.isSQLSpace }), last > open,
      JinjaTag.pastString(open, in: text) == last + 1
    else { return }
    textRange = open + 1..<last
    self.text = String(decoding: text[textRange], as: UTF8.self)
  }
}
