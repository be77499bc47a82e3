import HealLanguage

/// How one rule file stands: its problems by code, and how its rules' tests came out.
struct FileStanding {
  private var errors: [Problem.Code: Int] = [:]
  private var others: [Problem.Code: Int] = [:]
  private var rules: [String: Standing] = [:]

  /// One rule: what was written, what is wrong with it by itself, and whether each test is good.
  private struct Standing {
    var text: ArraySlice<UInt8>
    var codes: [Problem.Code]
    var tests: [Bool]
  }

  /// `surroundings` are what else the file needs to compile; `known` is an earlier state, whose results
  /// count for rules that are written the same.
  init(
    _ source: HealLanguage.Source, among surroundings: HealLanguage.Source,
    unlessSameAs known: FileStanding? = nil
  ) {
    let compilation = compile([surroundings, source])
    for problem in compilation.problems where problem.labels.first?.location.source == source.name {
      if problem.severity == .error {
        errors[problem.code, default: 0] += 1
      } else {
        others[problem.code, default: 0] += 1
      }
    }
    for written in WrittenRule.all(of: [source], compilation) {
      let text = written.bytes[written.syntax.span.bytes]
      if let before = known?.rules[written.rule.name], before.text == text {
        rules[written.rule.name] = before
      } else {
        rules[written.rule.name] = Standing(
          text: text, codes: RuleLints.problems(of: written).map(\.code),
          tests: runTests(of: written.rule, in: compilation.rules).map(\.status.isGood))
      }
    }
    for code in rules.values.flatMap(\.codes) { others[code, default: 0] += 1 }
  }

  /// How many rules are right, warnings aside.
  var ruleCount: Int { rules.count }

  func count(of code: Problem.Code) -> Int { errors[code, default: 0] + others[code, default: 0] }

  /// A file in which an error is mended may show warnings that nobody could see before; otherwise
  /// nothing that matters may be new. No rule may be lost, and no test that was good may be bad now.
  func isNoWorse(than before: FileStanding) -> Bool {
    let isMended = errors.values.reduce(0, +) < before.errors.values.reduce(0, +)
    guard errors.allSatisfy({ $0.value <= before.errors[$0.key, default: 0] }),
      isMended
        || others.allSatisfy({ $0.key.isBearable || $0.value <= before.others[$0.key, default: 0] })
    else { return false }
    let isNewGood = rules.allSatisfy { name, now in
      before.rules[name] != nil || now.tests.allSatisfy(\.self)
    }
    guard isNewGood else { return false }
    return before.rules.allSatisfy { name, earlier in
      guard let now = rules[name], now.tests.count == earlier.tests.count else { return false }
      return zip(earlier.tests, now.tests).allSatisfy { !$0 || $1 }
    }
  }
}

extension Problem.Code {
  /// Whether it may show up when another problem goes: taste, and what nothing else used.
  fileprivate var isBearable: Bool { isStyle || self == .unusedCapture || self == .unusedLet }
}
