/// The `info` part of one line of dbt's structured log: what dbt's own text log shows of an event.
struct EventLine: Hashable, Sendable {
  var invocation = ""
  var level = ""
  var message = ""
  var thread = ""
  /// ISO 8601, with microseconds.
  var time = ""

  /// nil for what is no event. Reads only what it needs: a log has hundreds of lines, and this is paid
  /// on every green run.
  init?(_ line: ArraySlice<UInt8>) {
    guard var position = Self.lastInfo(in: line) else { return nil }
    while let (key, value) = Self.pair(in: line, &position) {
      switch key {
      case "invocation_id": invocation = value
      case "level": level = value
      case "msg": message = value
      case "thread": thread = value
      case "ts": time = value
      default: break
      }
    }
    guard !level.isEmpty, !time.isEmpty else { return nil }
  }

  /// As dbt writes it to `dbt.log`: `23:05:09.123456 [info ] [MainThread]: Running with dbt=1.11.16`.
  var text: String {
    let padding = String(repeating: " ", count: max(0, 5 - level.utf8.count))
    return "\(clock) [\(level)\(padding)] [\(thread)]: \(message)\n"
  }

  /// What stands above the events of one invocation.
  var separator: String {
    let bar = String(repeating: "=", count: 30)
    return "\n\n\(bar) \(clock) | \(invocation) \(bar)\n"
  }

  /// The time of day with six decimals, of which JSON leaves out trailing zeros.
  private var clock: String {
    let time = time.split(separator: "T").last?.prefix { $0 != "Z" && $0 != "+" } ?? ""
    let parts = time.split(separator: ".")
    let decimals = parts.count > 1 ? parts[1] : ""
    let zeros = String(repeating: "0", count: max(0, 6 - decimals.utf8.count))
    return "\(parts.first ?? "").\(decimals)\(zeros)"
  }

  /// Where the pairs of the last `"info": {` begin: text in `data` may look like one.
  private static func lastInfo(in line: ArraySlice<UInt8>) -> Int? {
    let opening = Array(#""info": {"#.utf8)
    var start = line.endIndex - opening.count
    while start >= line.startIndex {
      if line[start] == opening[0], line[start..<start + opening.count].elementsEqual(opening) {
        return start + opening.count
      }
      start -= 1
    }
    return nil
  }

  /// The next pair of a flat object; what is neither a text nor a number ends the reading there.
  private static func pair(
    in line: ArraySlice<UInt8>, _ position: inout Int
  ) -> (key: String, value: String)? {
    guard skip(to: UInt8(ascii: "\""), in: line, &position),
      let key = string(in: line, &position),
      skip(to: UInt8(ascii: ":"), in: line, &position)
    else { return nil }
    position += 1
    while position < line.endIndex, line[position] == UInt8(ascii: " ") { position += 1 }
    guard position < line.endIndex else { return nil }
    switch line[position] {
    case UInt8(ascii: "\""):
      guard let value = string(in: line, &position) else { return nil }
      return (key, value)
    case UInt8(ascii: "{"):
      guard skipObject(in: line, &position) else { return nil }
      return (key, "")
    default: return (key, "")
    }
  }

  private static func skip(
    to byte: UInt8, in line: ArraySlice<UInt8>, _ position: inout Int
  ) -> Bool {
    while position < line.endIndex, line[position] != byte {
      if line[position] == UInt8(ascii: "}") { return false }
      position += 1
    }
    return position < line.endIndex
  }

  private static func skipObject(in line: ArraySlice<UInt8>, _ position: inout Int) -> Bool {
    var depth = 0
    while position < line.endIndex {
      switch line[position] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 {
          position += 1
          return true
        }
      case UInt8(ascii: "\""):
        guard string(in: line, &position) != nil else { return false }
        continue
      default: break
      }
      position += 1
    }
    return false
  }
}

extension EventLine {
  /// The JSON string that begins at `position`, unescaped; `position` goes behind it.
  private static func string(in line: ArraySlice<UInt8>, _ position: inout Int) -> String? {
    var bytes: [UInt8] = []
    position += 1
    var start = position
    while position < line.endIndex {
      let byte = line[position]
      if byte == UInt8(ascii: "\"") {
        bytes += line[start..<position]
        position += 1
        return String(decoding: bytes, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") {
        bytes += line[start..<position]
        guard let scalar = escape(in: line, &position) else { return nil }
        bytes += Array(String(scalar).utf8)
        start = position
      } else {
        position += 1
      }
    }
    return nil
  }

  private static func escape(
    in line: ArraySlice<UInt8>, _ position: inout Int
  ) -> Unicode.Scalar? {
    guard position + 1 < line.endIndex else { return nil }
    let letter = line[position + 1]
    position += 2
    switch letter {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"): return unicode(in: line, &position)
    default: return Unicode.Scalar(letter)
    }
  }

  /// Four hexadecimal digits, or a surrogate pair of them.
  private static func unicode(
    in line: ArraySlice<UInt8>, _ position: inout Int
  ) -> Unicode.Scalar? {
    guard let first = hex(in: line, &position) else { return nil }
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    position += 2
    guard let second = hex(in: line, &position), (0xDC00..<0xE000).contains(second) else {
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private static func hex(in line: ArraySlice<UInt8>, _ position: inout Int) -> UInt32? {
    guard position + 4 <= line.endIndex else { return nil }
    let digits = String(decoding: line[position..<position + 4], as: UTF8.self)
    position += 4
    return UInt32(digits, radix: 16)
  }
}
