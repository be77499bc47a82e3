/// Walks along the bytes of one line.
package struct LineCursor {
  package private(set) var rest: ArraySlice<UInt8>

  package init(_ line: ArraySlice<UInt8>) { rest = line }

  package var isAtEnd: Bool { rest.isEmpty }

  /// Passes over this text if it stands next.
  package mutating func take(_ text: StaticString) -> Bool {
    let wanted = text.description.utf8
    guard rest.starts(with: wanted) else { return false }
    rest = rest.dropFirst(wanted.count)
    return true
  }

  /// Passes over exactly `count` digits if they stand next.
  package mutating func takeDigits(_ count: Int) -> Bool {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy(\.isDigit) else { return false }
    rest = rest.dropFirst(count)
    return true
  }

  /// Takes the longest run of bytes that fulfil the condition; may be empty.
  package mutating func take(while condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let run = rest.prefix(while: condition)
    rest = rest.dropFirst(run.count)
    return run
  }

  /// Takes what stands in front of this text, and passes over the text. nil, and nothing is taken,
  /// where the text does not occur.
  package mutating func take(upTo text: StaticString) -> ArraySlice<UInt8>? {
    guard let found = rest.firstRange(of: text.description) else { return nil }
    let before = rest[rest.startIndex..<found.lowerBound]
    rest = rest[found.upperBound...]
    return before
  }

  /// `HH:MM:SS`, with a fraction or without.
  package mutating func takeTime() -> Bool {
    var ahead = self
    guard ahead.takeDigits(2), ahead.take(":"), ahead.takeDigits(2), ahead.take(":"),
      ahead.takeDigits(2)
    else { return false }
    if ahead.take(".") || ahead.take(",") { _ = ahead.take(while: \.isDigit) }
    self = ahead
    return true
  }

  /// `YYYY-MM-DD`.
  package mutating func takeDate() -> Bool {
    var ahead = self
    guard ahead.takeDigits(4), ahead.take("-"), ahead.takeDigits(2), ahead.take("-"),
      ahead.takeDigits(2)
    else { return false }
    self = ahead
    return true
  }
}
