/// Reads JSON where it stands and skips what nobody asked for: artifacts run to megabytes of which
/// a few values are wanted. Tolerant: it stops at what it cannot read, and never traps.
package struct JSONReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  package init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  /// How deep arrays and objects may be nested where values are read; what is deeper is null.
  private static let depthLimit = 100

  /// Calls `member` with each key of the object that stands next. A value that `member` leaves alone
  /// is skipped; `false` from it ends the reading. Returns whether the object was read to its end.
  @discardableResult
  package mutating func readObject(_ member: (String, inout JSONReader) -> Bool) -> Bool {
    guard take(UInt8(ascii: "{")) else { return false }
    if take(UInt8(ascii: "}")) { return true }
    repeat {
      guard let key = readString(), take(UInt8(ascii: ":")) else { return false }
      skipSpace()
      let start = position
      guard member(key, &self) else { return false }
      if position == start { skipValue() }
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}"))
  }

  /// Calls `item` before each item of the array that stands next; an item left alone is skipped.
  @discardableResult
  package mutating func readArray(_ item: (inout JSONReader) -> Void) -> Bool {
    guard take(UInt8(ascii: "[")) else { return false }
    if take(UInt8(ascii: "]")) { return true }
    repeat {
      skipSpace()
      let start = position
      item(&self)
      if position == start { skipValue() }
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "]"))
  }

  /// The value that stands next; nil where there is none.
  package mutating func readValue() -> JSONValue? { readValue(depth: 0) }

  private mutating func readValue(depth: Int) -> JSONValue? {
    skipSpace()
    guard position < bytes.endIndex else { return nil }
    guard depth < Self.depthLimit else {
      skipValue()
      return .null
    }
    switch bytes[position] {
    case UInt8(ascii: "\""): return readString().map(JSONValue.string)
    case UInt8(ascii: "{"):
      var members: [String: JSONValue] = [:]
      let isWhole = readObject { key, reader in
        guard let value = reader.readValue(depth: depth + 1) else { return false }
        members[key] = value
        return true
      }
      return isWhole ? .object(members) : nil
    case UInt8(ascii: "["):
      var items: [JSONValue] = []
      let isWhole = readArray { reader in
        if let value = reader.readValue(depth: depth + 1) { items.append(value) }
      }
      return isWhole ? .array(items) : nil
    default: return readWord()
    }
  }

  private mutating func readWord() -> JSONValue? {
    let start = position
    while position < bytes.endIndex, isWord(bytes[position]) { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    switch word {
    case "": return nil
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default: return .number(word)
    }
  }

  private func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// The string that stands next; nil where there is none.
  package mutating func readString() -> String? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = position
    var isPlain = true
    while position < bytes.endIndex, bytes[position] != UInt8(ascii: "\"") {
      if bytes[position] == UInt8(ascii: "\\") {
        isPlain = false
        position += 1
      }
      position += 1
    }
    guard position < bytes.endIndex else {
      position = bytes.endIndex
      return nil
    }
    let content = bytes[start..<position]
    position += 1
    return isPlain ? content.text : Self.unescaped(content)[...].text
  }

  /// Passes over the value that stands next, without looking into it.
  package mutating func skipValue() {
    var depth = 0
    repeat {
      skipSpace()
      guard position < bytes.endIndex else { return }
      switch bytes[position] {
      case UInt8(ascii: "\""): skipString()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        // The end of what holds the value: there is no value here.
        if depth == 0 { return }
        depth -= 1
        position += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        if depth == 0 { return }
        position += 1
      default:
        let start = position
        _ = readWord()
        if position == start { position += 1 }
      }
    } while depth > 0
  }

  private mutating func skipString() {
    position += 1
    while position < bytes.endIndex, bytes[position] != UInt8(ascii: "\"") {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    position = min(position + 1, bytes.endIndex)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard position < bytes.endIndex, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.endIndex {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
        position += 1
      default: return
      }
    }
  }
}
