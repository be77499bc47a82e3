import HealEngine
import HealRunner

extension HistoryPage {
  /// What waits for a person; nothing where nothing does.
  var waitingSection: HTML? {
    guard !waiting.isEmpty else { return nil }
    return """
      <section class="panel calling" aria-labelledby="waiting">
      <h2 id="waiting">Waiting for a person</h2>
      <ul class="cards">
      \(waiting.map(card))
      </ul>
      </section>
      """
  }

  private func card(_ proposal: WaitingProposal) -> HTML {
    """
    <li>
    \(proposal.fixes.map(fix))
    <p class="meta">proposed \(String(proposal.time.prefix(10))) · \
    <code>heal show \(proposal.id)</code></p>
    </li>
    """
  }

  private func fix(_ fix: WaitingProposal.Fix) -> HTML {
    let place = fix.places.joined(separator: " · ")
    return """
      <p class="title">\(fix.title) <span class="share">\(fix.confidence.percent)</span></p>
      <p class="meta"><code>\(fix.rule.breakable)</code>\(place.isEmpty ? nil : " · \(place)" as HTML)</p>
      """
  }

  var unknownSection: HTML {
    """
    <section class="panel" aria-labelledby="unknown">
    <h2 id="unknown">Failures without a rule</h2>
    \(unknown.isEmpty ? "<p class=\"nothing\">Every failure had a rule that knew it.</p>" : unknownList)
    </section>
    """
  }

  private var unknownList: HTML {
    """
    <ul class="cards">
    \(unknown.map { failure in
      """
      <li>
      <p class="said"><code>\(failure.summary)</code></p>
      <p class="meta">\(failure.node.map { "\($0) · " as HTML })\(failure.runs.counted("run")), \
      last on \(failure.lastSeen.day)</p>
      </li>
      """ as HTML
    })
    </ul>
    """
  }

  var latestSection: HTML {
    """
    <section class="panel" aria-labelledby="latest">
    <h2 id="latest">Latest runs</h2>
    <table class="stack runs" role="table">
    <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Began</th>\
    <th role="columnheader" scope="col">Ended</th><th role="columnheader" scope="col">What</th></tr></thead>
    <tbody role="rowgroup">
    \(runs.prefix(12).map(latest))
    </tbody>
    </table>
    </section>
    """
  }

  private func latest(_ run: RunRecord) -> HTML {
    """
    <tr role="row"><th role="rowheader" scope="row"><time datetime="\(run.started.iso8601)">\(run.started.shortDay), \(String(run.started.shown.suffix(5)))</time></th>
    <td role="cell"><span class="status"><i class="\(run.status.rawValue)"></i>\(run.status.words)</span></td>
    <td role="cell" class="what">\(run.story) \(links(run))</td></tr>
    """
  }

  /// Only addresses of the web become links.
  private func links(_ run: RunRecord) -> HTML {
    let issue = run.issue.flatMap { issue -> HTML? in
      guard issue.url.isWebAddress else { return nil }
      return "<a href=\"\(issue.url)\">issue \(issue.number)</a>"
    }
    let pull = run.commit?.pullRequest.flatMap { url -> HTML? in
      guard url.isWebAddress else { return nil }
      return "<a href=\"\(url)\">pull request</a>"
    }
    return "\(issue) \(pull)"
  }
}

extension RunRecord {
  /// What happened, in one line: the fixes, or the failure that was left.
  var story: String {
    let verified = fixes.filter { $0.verdict == .verified }.map(\.title)
    if !verified.isEmpty { return verified.joined(separator: "; ") }
    if let proposal = fixes.first(where: { $0.verdict == .proposed }) { return proposal.title }
    if let open = failures.first(where: \.isOpen) ?? failures.first {
      return (open.node.map { "\($0): " } ?? "") + open.summary
    }
    return ""
  }
}

extension String {
  fileprivate var isWebAddress: Bool { hasPrefix("https://") || hasPrefix("http://") }
}
