/// Looks at the arguments of `config()` and at `{% test %}` blocks that a change lies in.
enum SQLSafetyNet {
  static func reason(in text: [UInt8], at changed: [Range<Int>]) -> String? {
    var testStart: Int?
    for tag in JinjaTag.read(in: text) {
      let keyword = JinjaTag.keyword(of: tag.range, in: text)
      if tag.form == .statement, keyword == "test" { testStart = tag.range.lowerBound }
      if tag.form == .statement, keyword == "endtest", let start = testStart {
        let test = start..<tag.range.upperBound
        if changed.contains(where: { touches($0, test) }) { return "it changes a test" }
        testStart = nil
      }
      for argument in arguments(in: tag.range, text)
      where changed.contains(where: { touches($0, argument.range) }) {
        if let reason = SafetySetting.reason(argument.name) { return reason }
      }
    }
    return nil
  }

  /// An insertion right before or after a range does not touch it.
  private static func touches(_ changed: Range<Int>, _ range: Range<Int>) -> Bool {
    changed.lowerBound < range.upperBound && changed.upperBound > range.lowerBound
  }

  /// The `name=value` arguments, and `'name': value` pairs, of calls in a tag that is about `config`.
  static func arguments(in tag: Range<Int>, _ text: [UInt8]) -> [(
    name: String, range: Range<Int>
  )] {
    guard JinjaCall.all(in: tag, of: text).contains(where: { $0.function == "config" }) else {
      return []
    }
    var arguments: [(name: String, range: Range<Int>)] = []
    var depths = 0
    var start: Int?
    var index = tag.lowerBound + 2
    while index < tag.upperBound {
      let byte = text[index]
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        index = min(JinjaTag.pastString(index, in: text), tag.upperBound)
        continue
      }
      if byte.opensBracket { depths += 1 }
      if byte.closesBracket { depths -= 1 }
      let isEnd = (byte == UInt8(ascii: ",") && depths == 1) || (byte.closesBracket && depths == 0)
      if byte.opensBracket, depths == 1 {
        start = index + 1
      } else if isEnd, let from = start {
        arguments.append((name(of: from..<index, text), from..<index))
        start = index + 1
      }
      index += 1
    }
    return arguments
  }

  private static func name(of argument: Range<Int>, _ text: [UInt8]) -> String {
    let content = text[argument].drop { !$0.isWordByte && $0 != UInt8(ascii: "*") }
    return String(
      decoding: content.prefix { $0.isWordByte || $0 == UInt8(ascii: "-") }, as: UTF8.self)
  }
}
