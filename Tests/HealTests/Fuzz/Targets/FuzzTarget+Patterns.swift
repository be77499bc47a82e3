import HealLanguage
import PCRE2

@testable import HealEngine

extension FuzzTarget {
  static let patterns = [regex, redaction, names]

  /// A pattern, and below it a text to search.
  private static let regex = FuzzTarget("regex") { bytes in
    let parts = bytes.parts(2)
    let written = parts[0].asText
    let place = Location(source: "a.heal", range: 0..<written.utf8.count)
    let read = [
      Pattern.skeleton(written, location: place, contentStart: 0),
      Pattern.regex(written, flags: "", isExtended: false, location: place, contentStart: 0),
      Pattern.regex(written, flags: "i", isExtended: true, location: place, contentStart: 0),
    ]
    for (pattern, faults) in read {
      try hold((pattern == nil) != faults.isEmpty, "a pattern with faults, or none without")
      for fault in faults {
        try hold(fault.range.upperBound <= written.utf8.count, "a fault is outside the pattern")
      }
      guard let pattern else { continue }
      var reader = RegexTreeReader(pattern.regex)
      _ = reader.read()
      _ = RegexAlternatives.variants(of: pattern.regex, isExtended: false)
      guard let regex = try? Regex(pattern.regex) else {
        throw FuzzFault(description: "a checked pattern does not compile")
      }
      if case .match(let match) = regex.firstMatch(in: parts[1]) {
        try hold(match.range.upperBound <= parts[1].count, "a match is outside the text")
      }
      _ = regex.allMatches(in: parts[1])
    }
  }

  private static let redaction = FuzzTarget("redaction") { bytes in
    let once = plainRedactor.redact(bytes)
    let twice = plainRedactor.redact(once)
    try hold(twice == once, "redacting is not idempotent: \(once.asText) \(twice.asText)")
    let door = RedactionDoor(plainRedactor)
    let text = door.redact(bytes.asText)
    try hold(door.redact(text) == text, "the door is not idempotent")
  }

  static let plainRedactor: Redactor = {
    let redactor = try? Redactor(
      patterns: [#"ticket-(?<v>\d+)"#], home: "/home/ada", secrets: ["s3cr3t-v4lue", "hunter2!"])
    guard let redactor else { preconditionFailure("the redactor cannot be made") }
    return redactor
  }()

  /// Names, one a line: the first as it was written, the others the candidates.
  private static let names = FuzzTarget("names") { bytes in
    let names = bytes.asText.split(separator: "\n").prefix(8).map { String($0.prefix(200)) }
    guard let name = names.first else { return }
    let others = Array(names.dropFirst())
    if let found = closest(name, among: others) {
      try hold(others.contains(found), "the closest name is none of them")
    }
    _ = nearNames(name, among: others)
    for meant in others {
      for kind in [WordTypo.Kind.column, .relation] {
        if case .passes = WordTypo(kind: kind).verdict(on: name, meant: meant) {
          try hold(name != meant, "a name is a typo of itself")
        }
      }
    }
  }
}
