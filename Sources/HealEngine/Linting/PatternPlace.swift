import HealLanguage

/// A pattern, taken apart, and where its parts stand in its source.
struct PatternPlace {
  let pattern: Pattern
  /// nil for a skeleton, and for a regex with parts that lints do not look into.
  let tree: RegexTree?
  /// How many bytes open and close it.
  private let delimiter: Int
  /// How many bytes stand before what was written in ``Pattern/regex``: its flags.
  private let prefix: Int

  /// `bytes` are those of the pattern's source.
  init(_ pattern: Pattern, in bytes: [UInt8]) {
    self.pattern = pattern
    let start = pattern.location.range.lowerBound
    let isTriple =
      start + 6 <= bytes.count && bytes[start] == bytes[start + 1]
      && bytes[start] == bytes[start + 2]
    delimiter = isTriple ? 3 : 1
    prefix =
      pattern.form == .skeleton ? 0 : pattern.regex.utf8.count - pattern.written.utf8.count
    if pattern.form == .regex {
      var reader = RegexTreeReader(pattern.regex)
      tree = reader.read()
    } else {
      tree = nil
    }
  }

  var isExtended: Bool { has("x") }

  var ignoresCase: Bool { has("i") }

  func has(_ flag: Character) -> Bool {
    pattern.form == .regex && pattern.regex.prefix(prefix).contains(flag)
  }

  /// A part of the regex, by its offsets there, in the source.
  func location(_ range: Range<Int>) -> Location {
    written(max(range.lowerBound - prefix, 0)..<max(range.upperBound - prefix, 0))
  }

  /// A part of what was written, by its offsets there, in the source.
  func written(_ range: Range<Int>) -> Location {
    let start = pattern.location.range.lowerBound + delimiter
    return Location(
      source: pattern.location.source,
      range: start + range.lowerBound..<start + range.upperBound)
  }

  func text(_ range: Range<Int>) -> String {
    let bytes = Array(pattern.regex.utf8)
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// The parts of the regex without its flags.
  var items: [RegexTree] {
    (tree?.items ?? []).filter { $0.range.lowerBound >= prefix }
  }

  /// A remedy that adds a flag behind the closing slash.
  func adding(_ flag: Character) -> Remedy {
    let end = pattern.location.range.upperBound
    let place = Location(source: pattern.location.source, range: end..<end)
    return Remedy("add the flag `\(flag)`", [SourceEdit(place, String(flag))])
  }
}
