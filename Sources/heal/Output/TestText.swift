import HealEngine
import HealLanguage

/// Results of rule tests as people read them.
struct TestText {
  let sources: [Source]
  let style = Style(descriptor: 1)

  func render(_ results: [RuleTestResult], _ rules: [Rule]) -> String {
    let bad = results.filter { !$0.status.isGood }
    return (bad.map(render) + [summary(results, rules)]).joined(separator: "\n\n")
  }

  private func render(_ result: RuleTestResult) -> String {
    let head = "\(style.bold(result.rule))  \(result.test.name)"
    if result.status == .unexpectedlyPassed {
      return
        "\(head)\n  \(style.yellow("[passes]")) it is marked `todo` but passes: remove the todo"
    }
    return ([head] + result.mismatches.map(render)).joined(separator: "\n")
  }

  /// The kind, the place, and what was expected beside what came.
  private func render(_ mismatch: RuleTestResult.Mismatch) -> String {
    let place = mismatch.location.shown(in: sources)
    let head = "  \(style.red("[\(mismatch.kind.rawValue)]")) \(style.dim(place))"
    let expected = mismatch.expected.lines.map { style.green("    - \($0)") }
    let actual = mismatch.actual.lines.map { style.red("    + \($0)") }
    let legend = style.dim("    - expected  + actual")
    return ([head, legend] + expected + actual).joined(separator: "\n")
  }

  private func summary(_ results: [RuleTestResult], _ rules: [Rule]) -> String {
    let count = { (status: RuleTestResult.Status) in results.count { $0.status == status } }
    let todo = count(.knownToFail) > 0 ? ", \(count(.knownToFail)) known to fail" : ""
    let failed = results.count { !$0.status.isGood }
    return "\(rules.count.counted("rule")), \(results.count.counted("test")): "
      + "\(count(.passed)) passed, \(failed) failed\(todo)"
  }
}

extension Location {
  /// `rules/duckdb/columns.heal:12`.
  func shown(in sources: [Source]) -> String {
    guard let source = sources.first(where: { $0.name == self.source }) else { return self.source }
    return "\(self.source):\(LineMap(source.text).position(of: range.lowerBound).line)"
  }
}

extension [RuleTestResult] {
  func json(_ sources: [Source]) -> JSON {
    .object([("tests", .list(map { $0.json(sources) }))])
  }
}

extension RuleTestResult {
  func json(_ sources: [Source]) -> JSON {
    .object([
      ("rule", .text(rule)), ("test", .text(test.name)), ("status", .text(status.rawValue)),
      ("place", .text(test.location.shown(in: sources))),
      ("mismatches", .list(mismatches.map { $0.json(sources) })),
    ])
  }
}

extension RuleTestResult.Mismatch {
  func json(_ sources: [Source]) -> JSON {
    .object([
      ("kind", .text(kind.rawValue)), ("expected", .text(expected)), ("actual", .text(actual)),
      ("place", .text(location.shown(in: sources))),
    ])
  }
}
