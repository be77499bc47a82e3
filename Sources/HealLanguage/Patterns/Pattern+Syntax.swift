extension Pattern {
  /// What stands behind the colon of a hole: `name`, `int`, `line` …
  package static let holeKinds = Skeleton.Kind.allCases.map(\.rawValue)

  /// Each kind of hole with a sentence about what it lets through.
  package static let holeSummaries = Skeleton.Kind.allCases.map { ($0.rawValue, $0.summary) }

  /// The pattern that was written; nil where something is wrong with it.
  ///
  /// - Parameters:
  ///   - syntax: the pattern as it was read.
  ///   - bytes: of the whole source.
  ///   - source: the source's name.
  package init?(_ syntax: Syntax.Pattern, in bytes: [UInt8], of source: String) {
    let written = String(decoding: bytes[syntax.content], as: UTF8.self)
    let place = Location(source: source, range: syntax.span.bytes)
    let start = syntax.content.lowerBound
    let built =
      syntax.form == .skeleton
      ? Pattern.skeleton(written, location: place, contentStart: start)
      : Pattern.regex(
        written, flags: syntax.flags, isExtended: syntax.form == .extendedRegex, location: place,
        contentStart: start)
    guard let pattern = built.pattern, built.faults.isEmpty else { return nil }
    self = pattern
  }
}
