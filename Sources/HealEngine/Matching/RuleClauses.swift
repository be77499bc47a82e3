import HealLanguage
import PCRE2

/// One pattern in one subject: what the prefilter rules out or lets through. Rules that say the
/// same share it.
struct Probe: Sendable {
  var subject: Subject
  var regex: LazyRegex
}

/// The clauses of a rule, their patterns made probes.
struct RuleClauses: Sendable {
  var matches: [Clause]
  var exclusions: [Clause]

  struct Clause: Sendable {
    var subject: Subject
    var alternatives: [Alternative]
  }

  struct Alternative: Sendable {
    /// Index into the matcher's probes.
    var probe: Int
    var captures: [Pattern.Capture]
    /// See ``RequiredText/literalBytes``.
    var literalBytes: Int

    /// The values of the groups that took part, each as its type says. A number too big for its
    /// type is not among them.
    func captures(of match: Regex.Match, _ regex: Regex, in text: [UInt8]) -> [String: Value] {
      var values: [String: Value] = [:]
      for capture in captures {
        guard let number = regex.groupNumbers[capture.name], let range = match.groups[number] else {
          continue
        }
        let captured = String(decoding: text[range], as: UTF8.self)
        values[capture.name] = Self.value(captured, type: capture.type)
      }
      return values
    }

    private static func value(_ captured: String, type: ValueType) -> Value? {
      switch type {
      case .int: Int(captured).map(Value.int)
      case .number: Double(captured).map(Value.number)
      case .name: .text(Pattern.unquotedName(captured))
      default: .text(captured)
      }
    }
  }
}
