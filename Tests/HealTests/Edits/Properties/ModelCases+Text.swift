import HealEngine
import HealLanguage

extension ModelCases {
  /// What is found by its text alone, in any kind of file.
  mutating func text() -> MadeCase {
    let from = writer.sql("from") + " \(writer.ref())"
    let wanted = writer.random.one(of: ["größe_id + 1", "wanted_id", "\"wanted\" . id"])
    let target = writer.select(["id", wanted + " " + writer.sql("as") + " x"], from)
    return TextCases(operation: operation).make(writer.model(target), wanted, &writer.random)
  }
}

/// Edits that go by text and not by what it means.
struct TextCases {
  let operation: OperationName

  /// `wanted` stands in the lines exactly once.
  func make(_ lines: [String], _ wanted: String, _ random: inout SplitMix) -> MadeCase {
    let pattern = pattern(for: wanted, &random)
    let new = random.one(of: ["schön", "a\nb", "\\1 $1", "{{ z }}"])
    switch operation {
    case .replace:
      return MadeCase(
        .replace(wanted, with: "schön_42", all: random.isOne(in: 2)), lines,
        inverse: .replace("schön_42", with: wanted, all: true))
    case .replaceMatch: return MadeCase(.replaceMatch(pattern, with: new, all: false), lines)
    case .deleteMatch: return MadeCase(.deleteMatch(pattern, all: true), lines)
    case .insertBefore: return MadeCase(.insertBefore(pattern, new, all: true), lines)
    case .insertAfter: return MadeCase(.insertAfter(pattern, new, all: false), lines)
    default: return damaged(lines, wanted)
    }
  }

  private func pattern(for wanted: String, _ random: inout SplitMix) -> Pattern {
    let exact = "\\Q\(wanted)\\E"
    let regex = random.one(of: [
      exact, exact + "[^\\r\\n]*", "(?m)^[^\\r\\n]*" + exact, "(?=\(exact)).",
    ])
    return Pattern(
      form: .regex, written: regex, regex: regex, captures: [],
      location: Location(source: "test", range: 0..<regex.utf8.count))
  }

  /// The wanted text with a slip of the pen in it, to be put back as it was.
  private func damaged(_ lines: [String], _ wanted: String) -> MadeCase {
    var wrong = lines
    // What nobody could read would get its quote back, and nothing else.
    let letters = wanted.hasPrefix("\"") ? "\"" + wanted.dropFirst(2) : String(wanted.dropFirst())
    for index in lines.indices {
      wrong[index] = lines[index].replacing(wanted, with: letters + "ß")
    }
    var made = MadeCase(.mendLayout, wrong)
    made.committed = lines
    return made
  }
}
