import HealEngine
import HealLanguage
import PCRE2

/// The matcher's oracle: every pattern of every rule, one after the other, on the whole subject.
struct PlainLoop {
  let rules: [Rule]
  private let regexes: [String: Regex]

  init(_ rules: [Rule]) throws {
    self.rules = rules
    var regexes: [String: Regex] = [:]
    for clause in rules.flatMap({ $0.matches + $0.exclusions }) {
      for pattern in clause.alternatives where regexes[pattern.regex] == nil {
        regexes[pattern.regex] = try Regex(pattern.regex)
      }
    }
    self.regexes = regexes
  }

  enum Answer: Equatable {
    case holds([String: Value])
    case inconclusive
  }

  /// By index of the rule.
  func match(_ failure: Failure) -> [Int: Answer] {
    var texts: [Subject: [UInt8]] = [.message: Array(failure.message.utf8)]
    texts[.log] = failure.log.map { Array($0.utf8) }
    texts[.code] = failure.code.map { Array($0.utf8) }
    texts[.sql] = failure.node?.compiledSQL.map { Array($0.utf8) }
    texts[.node] = failure.node?.uniqueID.map { Array($0.utf8) }
    var answers: [Int: Answer] = [:]
    for (index, rule) in rules.enumerated() {
      if let adapter = failure.adapter, !rule.adapters.isEmpty, !rule.adapters.contains(adapter) {
        continue
      }
      answers[index] = answer(rule, texts)
    }
    return answers
  }

  private func answer(_ rule: Rule, _ texts: [Subject: [UInt8]]) -> Answer? {
    guard !rule.matches.isEmpty else { return nil }
    var captures: [String: Value] = [:]
    let held = rule.matches.map { holds($0, texts, &captures) }
    var ignored: [String: Value] = [:]
    let excluded = rule.exclusions.map { holds($0, texts, &ignored) }
    if held.contains(false) || excluded.contains(true) { return nil }
    return (held + excluded).contains(nil) ? .inconclusive : .holds(captures)
  }

  private func holds(
    _ clause: MatchClause, _ texts: [Subject: [UInt8]], _ captures: inout [String: Value]
  ) -> Bool? {
    guard let text = texts[clause.subject] else { return false }
    var answer: Bool? = false
    for pattern in clause.alternatives {
      guard let regex = regexes[pattern.regex] else { continue }
      switch regex.firstMatch(in: text) {
      case .match(let match):
        for capture in pattern.captures where captures[capture.name] == nil {
          guard let number = regex.groupNumbers[capture.name], let range = match.groups[number]
          else { continue }
          captures[capture.name] = value(String(decoding: text[range], as: UTF8.self), capture.type)
        }
        return true
      case .noMatch: break
      case .inconclusive: answer = nil
      }
    }
    return answer
  }

  private func value(_ text: String, _ type: ValueType) -> Value? {
    switch type {
    case .int: Int(text).map(Value.int)
    case .number: Double(text).map(Value.number)
    case .name: .text(Pattern.unquotedName(text))
    default: .text(text)
    }
  }
}
