/// A call of `ref`, `source` or another function written with constant names inside a Jinja tag.
struct JinjaCall: Hashable {
  /// The function as written, dots included: `ref`, `builtins.ref`, `dbt_utils.star`.
  var function: String
  /// UTF-8 offsets of the function's name.
  var name: Range<Int>
  /// The leading arguments that are plain strings, without their quotes.
  var names: [Argument]

  struct Argument: Hashable {
    var text: String
    /// UTF-8 offsets of what stands between the quotes.
    var range: Range<Int>
  }

  /// All such calls inside a tag, outermost first.
  ///
  /// - Parameters:
  ///   - tag: where to look.
  ///   - bytes: the whole text.
  ///   - insideStrings: whether quotes around a call do not matter, as in YAML.
  /// - Returns: the calls in the order they are written.
  static func all(in tag: Range<Int>, of bytes: [UInt8], insideStrings: Bool = false)
    -> [JinjaCall]
  {
    var calls: [JinjaCall] = []
    var index = tag.lowerBound
    while index < tag.upperBound {
      let byte = bytes[index]
      if !insideStrings, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        index = JinjaTag.pastString(index, in: bytes)
      } else if byte.isWordByte {
        let start = index
        while index < tag.upperBound, bytes[index].isWordByte || bytes[index] == UInt8(ascii: ".") {
          index += 1
        }
        let open = skipSpace(index, tag.upperBound, bytes)
        guard open < tag.upperBound, bytes[open] == UInt8(ascii: "(") else { continue }
        let function = String(decoding: bytes[start..<index], as: UTF8.self)
        calls.append(
          JinjaCall(
            function: function, name: start..<index,
            names: names(from: open + 1, to: tag.upperBound, bytes)))
      } else {
        index += 1
      }
    }
    return calls
  }

  /// All plain strings inside a tag, without their quotes.
  static func strings(in tag: Range<Int>, of bytes: [UInt8]) -> [String] {
    var strings: [String] = []
    var index = tag.lowerBound
    while index < tag.upperBound {
      guard bytes[index] == UInt8(ascii: "'") || bytes[index] == UInt8(ascii: "\"") else {
        index += 1
        continue
      }
      let past = min(JinjaTag.pastString(index, in: bytes), tag.upperBound)
      if past - index >= 2 {
        strings.append(String(decoding: bytes[index + 1..<past - 1], as: UTF8.self))
      }
      index = past
    }
    return strings
  }

  private static func names(from start: Int, to end: Int, _ bytes: [UInt8]) -> [Argument] {
    var names: [Argument] = []
    var index = skipSpace(start, end, bytes)
    while index < end, bytes[index] == UInt8(ascii: "'") || bytes[index] == UInt8(ascii: "\"") {
      let past = min(JinjaTag.pastString(index, in: bytes), end)
      let after = skipSpace(past, end, bytes)
      guard after < end, past - index >= 2 else { break }
      let isWhole = bytes[after] == UInt8(ascii: ",") || bytes[after] == UInt8(ascii: ")")
      guard isWhole else { break }
      let inner = index + 1..<past - 1
      names.append(Argument(text: String(decoding: bytes[inner], as: UTF8.self), range: inner))
      guard bytes[after] == UInt8(ascii: ",") else { break }
      index = skipSpace(after + 1, end, bytes)
    }
    return names
  }

  private static func skipSpace(_ start: Int, _ end: Int, _ bytes: [UInt8]) -> Int {
    var index = start
    while index < end, bytes[index].isSQLSpace { index += 1 }
    return index
  }
}
