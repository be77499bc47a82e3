import HealEngine
import HealLanguage

/// How the tests of one rule came out.
struct TestCount: Hashable, CustomStringConvertible {
  var all: Int
  /// Those that did as they should.
  var good: Int

  init(of rule: Rule, in rules: RuleSet) {
    let results = runTests(of: rule, in: rules)
    all = results.count
    good = results.count { $0.status.isGood }
  }

  var description: String {
    switch (all, good) {
    case (0, _): "no tests"
    case (1, 1): "1 test passes"
    case (all, all): "\(all) tests pass"
    default: "\(good) of \(all) tests pass"
    }
  }
}

extension LanguageServer {
  /// The counts of a file's rules, by name. The tests of a rule that reads as before are not run again: they
  /// ask no other rule. Those of one that means a fault ask its remedies, and are.
  mutating func testCounts(of source: CheckedSource) -> [String: TestCount] {
    let bytes = Array(source.source.text.utf8)
    let set = workspace.compilation().rules
    let rules = set.rules.filter {
      $0.location.source == source.source.name
    }
    var counts: [String: TestCount] = [:]
    for written in source.file.rules {
      guard let rule = rules.first(where: { $0.location.range == written.name.span.bytes }) else {
        continue
      }
      let text = String(decoding: bytes[written.span.bytes], as: UTF8.self)
      let known = rule.meanings.isEmpty ? testCounts[text] : nil
      let count = known ?? TestCount(of: rule, in: set)
      testCounts[text] = count
      counts[rule.name] = count
    }
    if testCounts.count > 5000 { testCounts = [:] }
    return counts
  }
}
