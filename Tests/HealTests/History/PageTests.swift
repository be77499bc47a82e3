import Testing

@testable import HealRunner
@testable import heal

/// The page of `heal report` as text.
@Suite struct PageTests {
  static let empty = HistoryPage(
    project: "jaffle_shop", made: SampleRuns.now, runs: [], runCount: 0, rules: [], unknown: [],
    waiting: [])

  /// Made by way of a database, as `heal report` makes it.
  static let full = page(of: SampleRuns.month(), waiting: [SampleRuns.proposal()])

  static let hostile = page(
    of: [
      SampleRuns.run(
        "a", .notHealed,
        failures: [
          SampleRuns.failure(
            rule: nil, summary: "<script>alert(1)</script> \"'&amp;\u{1B}", isOpen: true)
        ],
        fixes: [SampleRuns.fix(.rolledBack, rule: "a.<img src=x onerror=alert(1)>")])
    ].map {
      var run = $0
      run.issue = IssueReference(number: 1, url: "javascript:alert(1)")
      return run
    }, waiting: [SampleRuns.proposal(title: "</style><script>alert(1)</script>")])

  private static func page(of runs: [RunRecord], waiting: [WaitingProposal]) -> HistoryPage {
    let folder = TemporaryFolder()
    var page = empty
    page.waiting = waiting
    do {
      let history = try History.holding(runs, in: folder)
      page.runs = try history.runs(limit: 1000)
      page.runCount = try history.runCount()
      page.rules = try history.standings()
      page.unknown = try history.unknownFailures(limit: 20)
    } catch {
      Issue.record("\(error)")
    }
    return page
  }

  @Test func `text is escaped wherever it stands`() {
    let text = Self.hostile.html.text
    #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39;&amp;amp;\u{FFFD}"))
    for markup in ["<script", "<img", "javascript:", "\u{1B}"] {
      #expect(!text.contains(markup), "\(markup)")
    }
    #expect(text.components(of: "</style>") == 1)
    let piece: HTML = "<b>\("<i>")</b>"
    #expect(piece.text == "<b>&lt;i&gt;</b>")
    #expect(("\(piece)" as HTML) == piece)
  }

  @Test func `it needs nothing from outside`() {
    let text = Self.full.html.text
    for reference in ["src=", "@import", "url(", "<link", "<script"] {
      #expect(!text.contains(reference), "\(reference)")
    }
    #expect(text.contains("default-src 'none'"))
  }

  @Test func `numbers are those of the runs`() {
    let text = Self.full.html.text
    let red = Self.full.runs.filter(\.wasRed)
    let healed = red.count { $0.status == .healed }
    #expect(text.contains("<strong>\(healed) of \(red.count)</strong>"))
    #expect(text.contains("needs a person: 0 of 3 proven"))
    #expect(Self.empty.html.text.contains("No runs yet"))
  }

  @Test func `an early history has sentences of its own`() {
    func lede(_ runs: [RunRecord]) -> String { Self.page(of: runs, waiting: []).lede.text }
    #expect(lede([SampleRuns.run("a")]) == "In 1 run since 23 Nov 2026, nothing failed.")
    #expect(
      lede([SampleRuns.run("a", .healed)]).contains(
        "one pipeline went red and heal turned it green"))
    #expect(lede([SampleRuns.run("a", .waiting)]).contains("did not turn it green"))
  }

  @Test func `columns hold every run, however long the history is`() {
    for days in [1.0, 29, 31, 200, 400] {
      let runs = [SampleRuns.run("a"), SampleRuns.run("b", .healed, daysAgo: days)]
      let text = RunChart(runs: runs, until: SampleRuns.now).section.text
      #expect(text.components(of: "<i class=\"green\" style") == 1, "\(days)")
      #expect(text.components(of: "<i class=\"healed\" style") == 1, "\(days)")
    }
  }

  @Test func `times are short`() {
    #expect(
      [0.5, 42, 99.96, 150, 3600, 5400, 36_000].map(\.briefDuration)
        == ["500 ms", "42 s", "100 s", "2.5 min", "60 min", "1.5 h", "10 h"])
    #expect([3.0, 1, 2].median == 2 && [1.0, 2].median == 1.5 && [Double]().median == nil)
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
