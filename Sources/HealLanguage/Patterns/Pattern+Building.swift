extension Pattern {
  /// Reads a skeleton, the words of a message with `<holes>`.
  ///
  /// - Parameters:
  ///   - written: the text between the quotes, byte for byte.
  ///   - location: of the whole literal, quotes included.
  ///   - contentStart: UTF-8 offset in the source where `written` begins.
  package static func skeleton(_ written: String, location: Location, contentStart: Int)
    -> (pattern: Pattern?, faults: [PatternFault])
  {
    (nil, [])
  }

  /// Reads a regex. Named groups become captures of type text.
  ///
  /// - Parameters:
  ///   - written: the text between the slashes, byte for byte.
  ///   - flags: any of `imsx`.
  ///   - isExtended: whether it stood between `///`, where white space and `#` comments do not count.
  package static func regex(
    _ written: String, flags: String, isExtended: Bool, location: Location, contentStart: Int
  ) -> (pattern: Pattern?, faults: [PatternFault]) {
    (nil, [])
  }
}
