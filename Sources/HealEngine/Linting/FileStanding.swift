import HealLanguage

/// How one rule file stands: its problems by code, and how its rules' tests came out.
struct FileStanding {
  private var errors: [Problem.Code: Int] = [:]
  private var others: [Problem.Code: Int] = [:]
  private var rules: [String: Standing] = [:]

  /// One rule: what was written, what is wrong with it by itself, and whether each test is good.
  private struct Standing {
    var text: Substring.UTF8View
    var codes: [Problem.Code]
    var tests: [Bool]
  }

  /// - Parameters:
  ///   - surroundings: what else the file needs to compile.
  ///   - known: an earlier state, whose results count for rules that are written the same.
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
    let texts = Self.texts(of: source)
    for rule in compilation.rules.rules {
      guard let text = texts[rule.name] else { continue }
      if let before = known?.rules[rule.name], before.text.elementsEqual(text) {
        rules[rule.name] = before
      } else {
        rules[rule.name] = Standing(
          text: text, codes: [], tests: runTests(of: rule).map(\.status.isGood))
      }
    }
    for code in rules.values.flatMap(\.codes) { others[code, default: 0] += 1 }
  }

  private static func texts(of source: HealLanguage.Source) -> [String: Substring.UTF8View] {
    let bytes = source.text.utf8
    var texts: [String: Substring.UTF8View] = [:]
    for case .rule(let rule) in Syntax.read(source).file.items {
      let start = bytes.index(bytes.startIndex, offsetBy: rule.span.bytes.lowerBound)
      let end = bytes.index(start, offsetBy: rule.span.bytes.count)
      texts[rule.name.text] = source.text[start..<end].utf8
    }
    return texts
  }

  func count(of code: Problem.Code) -> Int { errors[code, default: 0] + others[code, default: 0] }

  /// A file in which an error is mended may show warnings that nobody could see before; otherwise
  /// nothing may be new. No rule may be lost, and no test that was good may be bad now.
  func isNoWorse(than before: FileStanding) -> Bool {
    let isMended = errors.values.reduce(0, +) < before.errors.values.reduce(0, +)
    guard errors.allSatisfy({ $0.value <= before.errors[$0.key, default: 0] }),
      isMended || others.allSatisfy({ $0.value <= before.others[$0.key, default: 0] })
    else { return false }
    return before.rules.allSatisfy { name, earlier in
      guard let now = rules[name], now.tests.count == earlier.tests.count else { return false }
      return zip(earlier.tests, now.tests).allSatisfy { !$0 || $1 }
    }
  }
}
