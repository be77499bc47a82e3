import HealEngine
import HealLanguage

/// What tests and recordings reach, as people read it.
struct CoverageText {
  let coverage: Coverage
  let sources: [Source]
  let style: Style

  /// - Parameters:
  ///   - listsAll: whether each alternative that nothing reaches is named.
  ///   - minimum: in percent; nil where none is asked for.
  /// - Returns: a line a category and a sum.
  func render(listsAll: Bool, minimum: Double?) -> String {
    var lines = listsAll ? coverage.all.flatMap(missing) : []
    if listsAll, !lines.isEmpty { lines.append("") }
    if listsAll { lines += coverage.categories.map { line($0.name, $0.share) } }
    lines.append(line("coverage", coverage.total))
    if let minimum, coverage.total.percent < minimum {
      lines.append(
        style.red("coverage is below \(minimum.shortened) %: test what is listed by --coverage"))
    }
    return lines.joined(separator: "\n")
  }

  private func line(_ name: String, _ share: Coverage.Share) -> String {
    let padding = String(repeating: " ", count: max(1, 14 - name.count))
    return "\(name)\(padding)\(share.percent.shortened) %  "
      + "\(share.branchesShown) of \(share.branches.counted("alternative")), "
      + "\(share.rulesShown) of \(share.rules.counted("rule"))"
  }

  private func missing(_ rule: RuleCoverage) -> [String] {
    rule.branches.filter { !$0.isShown }.map { branch in
      "\(style.yellow("[unreached]")) \(rule.rule)  \(oneLine(branch.text))  "
        + style.dim(branch.location.shown(in: sources))
    }
  }

  private func oneLine(_ text: String) -> String {
    let words = text.split { $0.isWhitespace }.joined(separator: " ")
    return words.count > 70 ? words.prefix(69) + "…" : words
  }
}

extension Double {
  /// With one decimal, or none where it is whole.
  var shortened: String {
    let tenths = Int((self * 10).rounded(.down))
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
