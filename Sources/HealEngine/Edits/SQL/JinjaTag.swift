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
  ///
  /// - Parameters:
  ///   - start: UTF-8 offset.
  ///   - bytes: the whole text.
  ///   - closers: of the same text.
  /// - Returns: nil where none begins.
  static func at(_ start: Int, in bytes: [UInt8], _ closers: inout JinjaClosers) -> JinjaTag? {
    guard start + 1 < bytes.count, bytes[start] == UInt8(ascii: "{") else { return nil }
    let form: Form
    let closer: UInt8
    switch bytes[start + 1] {
    case UInt8(ascii: "#"): (form, closer) = (.comment, UInt8(ascii: "#"))
    case UInt8(ascii: "{"): (form, closer) = (.expression, UInt8(ascii: "}"))
    case UInt8(ascii: "%"): (form, closer) = (.statement, UInt8(ascii: "%"))
    default: return nil
    }
    guard closers.isClosed(from: start + 2, by: closer, in: bytes) else {
      return JinjaTag(form: form, range: start..<bytes.count, isClosed: false, reach: .max)
    }
    guard form == .comment else { return code(form, closer, from: start, in: bytes) }
    let end = firstPair(closer, from: start + 2, in: bytes)
    return JinjaTag(
      form: form, range: start..<(end ?? bytes.count), isClosed: end != nil, reach: end ?? .max)
  }

  /// The tags of a text that are read, in order: all but comments.
  static func read(in text: [UInt8]) -> [JinjaTag] {
    var tags: [JinjaTag] = []
    var closers = JinjaClosers()
    var index = 0
    while index < text.count {
      guard let tag = at(index, in: text, &closers) else {
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

/// Where the closers of a text stand last, each looked for once: a tag that opens behind them is never closed, and a text
/// may open many.
struct JinjaClosers {
  private var last: [UInt8: Int] = [:]

  /// Whether a `}` stands behind such a byte at an offset or after it.
  mutating func isClosed(from start: Int, by closer: UInt8, in bytes: [UInt8]) -> Bool {
    if let known = last[closer] { return known >= start }
    let found = bytes.indices.dropLast().last { index in
      bytes[index] == closer && bytes[index + 1] == UInt8(ascii: "}")
    }
    last[closer] = found ?? -1
    return (found ?? -1) >= start
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
