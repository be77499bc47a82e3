/// Makes patterns of what was written in one source.
struct PatternReading {
  let source: String
  let bytes: [UInt8]

  /// A pattern, or what is wrong with it, the caret inside of it.
  func read(_ syntax: Syntax.Pattern) -> (pattern: Pattern?, problems: [Problem]) {
    let written = String(decoding: bytes[syntax.content], as: UTF8.self)
    let place = Location(source: source, range: syntax.span.bytes)
    let start = syntax.content.lowerBound
    let built: (pattern: Pattern?, faults: [PatternFault])
    switch syntax.form {
    case .skeleton: built = Pattern.skeleton(written, location: place, contentStart: start)
    case .regex, .extendedRegex:
      if let wrong = syntax.flags.first(where: { !"imsx".contains($0) }) {
        return (nil, [.unknownFlag(wrong, at: place)])
      }
      built = Pattern.regex(
        written, flags: syntax.flags, isExtended: syntax.form == .extendedRegex, location: place,
        contentStart: start)
    }
    let problems = built.faults.map { fault in
      let range = start + fault.range.lowerBound..<start + fault.range.upperBound
      return Problem.invalidPattern(
        fault, escaping: escapable(in: fault, range), at: Location(source: source, range: range))
    }
    return (problems.isEmpty ? built.pattern : nil, problems)
  }

  /// The character where a fault is, if the advice is to write a backslash before it.
  private func escapable(in fault: PatternFault, _ range: Range<Int>) -> Character? {
    guard range.count == 1, let byte = bytes[range].first, byte < 0x80 else { return nil }
    let character = Character(Unicode.Scalar(byte))
    return fault.help?.contains("`\\\(character)`") == true ? character : nil
  }
}
