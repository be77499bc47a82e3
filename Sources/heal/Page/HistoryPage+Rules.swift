import HealEngine
import HealRunner

extension HistoryPage {
  /// The rules that had a fix in place, and how it held.
  var rulesSection: HTML {
    let used = rules.filter { $0.applied > 0 }
    return """
      <section class="panel" aria-labelledby="rules">
      <h2 id="rules">Rules by outcome</h2>
      \(used.isEmpty ? "<p class=\"nothing\">No fix has been applied yet.</p>" : ruleTable(used))
      </section>
      """
  }

  private func ruleTable(_ used: [RuleStanding]) -> HTML {
    let most = used.map(\.applied).max() ?? 1
    return """
      <p class="legend"><span><i class="healed"></i>verified</span><span><i class="not-healed"></i>rolled back</span>\
      <span><i class="interrupted"></i>put back with the run</span></p>
      <table class="stack" role="table">
      <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Rule</th>\
      <th role="columnheader" scope="col">Fixes</th><th role="columnheader" scope="col">Verified</th>\
      <th role="columnheader" scope="col">Rolled back</th><th role="columnheader" scope="col">Authored</th>\
      <th role="columnheader" scope="col">Measured</th></tr></thead>
      <tbody role="rowgroup">
      \(used.map { ruleRow($0, of: most) })
      </tbody>
      </table>
      <p class="hint">Measured: the share of its fixes that holds at least, at 95% certainty; the authored \
      number weighs as much as ten fixes.</p>
      """
  }

  private func ruleRow(_ rule: RuleStanding, of most: Int) -> HTML {
    """
    <tr role="row"><th role="rowheader" scope="row"><code>\(rule.rule.breakable)</code>\(rule.isDemoted ? badge(rule) : nil)</th>
    <td role="cell" class="wide">\(outcomeBar(rule, of: most))</td>
    <td role="cell" class="number" data-label="verified">\(rule.verified)</td>
    <td role="cell" class="number" data-label="rolled back">\(rule.rolledBack)</td>
    <td role="cell" class="number" data-label="authored">\(rule.authored?.percent ?? "–")</td>
    <td role="cell" class="number" data-label="measured">\(measured(rule))</td></tr>
    """
  }

  private func badge(_ rule: RuleStanding) -> HTML {
    """
     <span class="badge">needs a person: \(rule.provenSince ?? 0) of \(FixStanding.provenAfter) proven</span>
    """
  }

  private func outcomeBar(_ rule: RuleStanding, of most: Int) -> HTML {
    let parts: [(String, Int)] = [
      ("healed", rule.verified), ("not-healed", rule.rolledBack), ("interrupted", rule.withdrawn),
    ]
    let bars = parts.filter { $0.1 > 0 }.map { name, count -> HTML in
      let width = String(Double(count) / Double(most) * 100)
      return "<i class=\"\(name)\" style=\"width:\(width)%\"></i>"
    }
    return """
      <span class="outcome" role="img" aria-label="\(rule.verified) verified, \(rule.rolledBack) rolled back, \
      \(rule.withdrawn) put back with the run">\(bars)</span>
      """
  }

  private func measured(_ rule: RuleStanding) -> HTML {
    guard let measured = rule.measured, let authored = rule.authored else { return "–" }
    let (now, then) = ((measured * 100).rounded(), (authored * 100).rounded())
    if now > then {
      return
        "<span class=\"better\">\(measured.percent)&nbsp;<span aria-hidden=\"true\">▲</span></span>"
    }
    if now < then {
      return
        "<span class=\"worse\">\(measured.percent)&nbsp;<span aria-hidden=\"true\">▼</span></span>"
    }
    return "\(measured.percent)"
  }
}

extension String {
  /// May be broken after each dot.
  var breakable: HTML {
    var piece: HTML = ""
    for (index, part) in split(separator: ".", omittingEmptySubsequences: false).enumerated() {
      piece = index == 0 ? "\(String(part))" : "\(piece).<wbr>\(String(part))"
    }
    return piece
  }
}
