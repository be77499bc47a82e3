import PCRE2

extension Pattern {
  /// Reads a skeleton, the words of a message with `<holes>`.
  ///
  /// - Parameters:
  ///   - written: the text between the quotes, byte for byte.
  ///   - location: of the whole literal, quotes included.
  ///   - contentStart: UTF-8 offset in the source where `written` begins.
  /// - Returns: a pattern exactly where there are no faults.
  package static func skeleton(_ written: String, location: Location, contentStart: Int)
    -> (pattern: Pattern?, faults: [PatternFault])
  {
    var reader = SkeletonReader(written)
    let skeleton = reader.read()
    guard reader.faults.isEmpty else { return (nil, reader.faults) }
    let captures = skeleton.holes.map { hole in
      Capture(
        name: hole.name, type: hole.kind.type, mayBeUnset: false,
        location: location.part(hole.nameRange, from: contentStart))
    }
    let pattern = Pattern(
      form: .skeleton, written: written, regex: skeleton.regex, captures: captures,
      location: location)
    // What a skeleton becomes is valid by its making; PCRE2 only might find it too large.
    let mayBeTooLarge = written.utf8.count > 1_000 || captures.count > 16
    return mayBeTooLarge ? checked(pattern, prefix: nil) : (pattern, [])
  }

  /// Reads a regex. Named groups become captures of type text.
  ///
  /// - Parameters:
  ///   - written: the text between the slashes, byte for byte.
  ///   - flags: any of `imsx`.
  ///   - isExtended: whether it stood between `///`, where white space and `#` comments do not count.
  ///   - location: of the whole literal, slashes and flags included.
  ///   - contentStart: UTF-8 offset in the source where `written` begins.
  /// - Returns: a pattern exactly where there are no faults.
  package static func regex(
    _ written: String, flags: String, isExtended: Bool, location: Location, contentStart: Int
  ) -> (pattern: Pattern?, faults: [PatternFault]) {
    let flagFaults = faults(inFlags: flags, after: written)
    guard flagFaults.isEmpty else { return (nil, flagFaults) }
    let letters = "imsx".filter { flags.contains($0) || ($0 == "x" && isExtended) }
    var parser = RegexParser(
      written,
      options: .init(ignoresCase: letters.contains("i"), isExtended: letters.contains("x")))
    let tree = parser.parse()
    guard parser.faults.isEmpty else { return (nil, parser.faults.inOrder) }
    let certain = tree.certainCaptures
    var captures: [Capture] = []
    for (name, range) in parser.names where !captures.contains(where: { $0.name == name }) {
      captures.append(
        Capture(
          name: name, type: .text, mayBeUnset: !certain.contains(name),
          location: location.part(range, from: contentStart)))
    }
    let prefix = letters.isEmpty ? "" : "(?\(letters))"
    let pattern = Pattern(
      form: .regex, written: written, regex: prefix + written, captures: captures,
      location: location)
    return checked(pattern, prefix: prefix)
  }

  private static func faults(inFlags flags: String, after written: String) -> [PatternFault] {
    let end = written.utf8.count
    guard let flag = flags.first(where: { !"imsx".contains($0) }) else { return [] }
    return [
      PatternFault(
        message: "`\(flag)` is no flag of a regex", range: end..<end,
        help: "Use `i` (any case), `m` (lines), `s` (dot takes line ends), `x` (extended).")
    ]
  }

  /// Has PCRE2 compile the pattern, which decides whether it is valid. `prefix` is what stands in
  /// the regex before what was written; nil for a skeleton.
  private static func checked(_ pattern: Pattern, prefix: String?) -> (Pattern?, [PatternFault]) {
    do throws(Regex.Fault) {
      _ = try Regex(pattern.regex)
      return (pattern, [])
    } catch {
      let length = pattern.written.utf8.count
      guard let prefix else {
        return (nil, [PatternFault(message: error.message, range: 0..<length)])
      }
      // PCRE2 stops behind what is wrong, but before a lookbehind.
      let stop = error.offset - prefix.utf8.count
      let end = min(max(error.message.contains("lookbehind") ? stop + 1 : stop, 0), length)
      return (nil, [PatternFault(message: error.message, range: max(end - 1, 0)..<end)])
    }
  }

  /// PCRE2 takes no longer name of a group, in bytes.
  static let longestCaptureName = 32

  static func isCaptureName(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return name.utf8.count <= longestCaptureName
  }

  /// An ASCII letter, digit or `_`.
  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
    default: false
    }
  }
}

extension Skeleton {
  var holes: [Hole] {
    parts.compactMap { if case .hole(let hole) = $0 { hole } else { nil } }
  }
}

extension Location {
  /// A part of a literal, by its offsets from where the literal's content begins.
  fileprivate func part(_ range: Range<Int>, from start: Int) -> Location {
    Location(source: source, range: (start + range.lowerBound)..<(start + range.upperBound))
  }
}

extension [PatternFault] {
  fileprivate var inOrder: [PatternFault] { sorted { $0.range.lowerBound < $1.range.lowerBound } }
}
