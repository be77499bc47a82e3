/// One `{{ … }}`, `{% … %}` or `{# … #}` in a text.
struct JinjaTag: Hashable {
  var form: Form
  /// UTF-8 offsets, delimiters included.
  var range: Range<Int>
  /// False where the text ends inside the tag.
  var isClosed: Bool
  /// No byte from here on had a part in where it ends.
  var reach: Int

  enum Form: Hashable { case expression, statement, comment }

  /// The tag that begins exactly at `start`.
  static func at(_ start: Int, in bytes: [UInt8]) -> JinjaTag? {
    guard start + 1 < bytes.count, bytes[start] == UInt8(ascii: "{") else { return nil }
    switch bytes[start + 1] {
    case UInt8(ascii: "#"):
      let end = firstPair(UInt8(ascii: "#"), from: start + 2, in: bytes)
      return JinjaTag(
        form: .comment, range: start..<(end ?? bytes.count), isClosed: end != nil,
        reach: end ?? .max)
    case UInt8(ascii: "{"): return code(.expression, UInt8(ascii: "}"), from: start, in: bytes)
    case UInt8(ascii: "%"): return code(.statement, UInt8(ascii: "%"), from: start, in: bytes)
    default: return nil
    }
  }

  /// The tags of a text that are read, in order: all but comments.
  static func read(in text: [UInt8]) -> [JinjaTag] {
    var tags: [JinjaTag] = []
    var index = 0
    while index < text.count {
      guard let tag = at(index, in: text) else {
        index += 1
        continue
      }
      index = tag.range.upperBound
      if tag.form != .comment { tags.append(tag) }
    }
    return tags
  }

  /// The first word of a tag: `if`, `endfor`, `this`. Empty where there is none.
  static func keyword(of range: Range<Int>, in bytes: [UInt8]) -> String {
    var index = range.lowerBound + 2
    while index < range.upperBound, bytes[index].isSQLSpace || bytes[index].isTrimMark {
      index += 1
    }
    let start = index
    while index < range.upperBound, bytes[index].isWordByte { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// Jinja closes a tag at the first closer outside quotes and brackets; where no such closer
  /// exists, brackets are not counted.
  private static func code(_ form: Form, _ closer: UInt8, from start: Int, in bytes: [UInt8])
    -> JinjaTag
  {
    if let end = closing(closer, from: start + 2, in: bytes, countsBrackets: true) {
      return JinjaTag(form: form, range: start..<end, isClosed: true, reach: end)
    }
    let end = closing(closer, from: start + 2, in: bytes, countsBrackets: false)
    return JinjaTag(
      form: form, range: start..<(end ?? bytes.count), isClosed: end != nil, reach: .max)
  }

  private static func closing(
    _ closer: UInt8, from start: Int, in bytes: [UInt8], countsBrackets: Bool
  ) -> Int? {
    var index = start
    var depth = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        index = pastString(index, in: bytes)
        continue
      }
      if depth == 0, byte == closer, index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "}")
      {
        return index + 2
      }
      if countsBrackets, byte.opensBracket { depth += 1 }
      if countsBrackets, byte.closesBracket, depth > 0 { depth -= 1 }
      index += 1
    }
    return nil
  }

  /// Past the string that opens at `start`.
  static func pastString(_ start: Int, in bytes: [UInt8]) -> Int {
    var index = start + 1
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
      } else if bytes[index] == bytes[start] {
        return index + 1
      } else {
        index += 1
      }
    }
    return bytes.count
  }

  private static func firstPair(_ first: UInt8, from start: Int, in bytes: [UInt8]) -> Int? {
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == first, bytes[index + 1] == UInt8(ascii: "}") { return index + 2 }
      index += 1
    }
    return nil
  }
}

extension UInt8 {
  var opensBracket: Bool {
    self == UInt8(ascii: "(") || self == UInt8(ascii: "[") || self == UInt8(ascii: "{")
  }

  var closesBracket: Bool {
    self == UInt8(ascii: ")") || self == UInt8(ascii: "]") || self == UInt8(ascii: "}")
  }

  /// What `{%-` and `{%+` carry besides the tag.
  fileprivate var isTrimMark: Bool { self == UInt8(ascii: "-") || self == UInt8(ascii: "+") }
}
