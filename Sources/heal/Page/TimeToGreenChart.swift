import HealRunner

/// How long each healed run took from its first failure to green: one bar a run.
struct TimeToGreenChart {
  /// Oldest first.
  private let healed: [(run: RunRecord, seconds: Double)]

  private static let limit = 30

  init(runs: [RunRecord]) {
    healed = runs.compactMap { run in run.timeToGreen.map { (run, $0) } }
      .prefix(Self.limit).reversed()
  }

  var section: HTML {
    """
    <section class="panel" aria-labelledby="time-to-green">
    <h2 id="time-to-green">Time to green</h2>
    <p class="hint">From the first failure, one bar a healed run\(median)</p>
    \(healed.isEmpty ? "<p class=\"nothing\">Nothing has been healed yet.</p>" : plot)
    </section>
    """
  }

  private var median: HTML? {
    healed.map(\.seconds).median.map { "; median \($0.briefDuration), dashed" }
  }

  private var plot: HTML {
    let times = healed.map(\.seconds)
    let longest = max(times.max() ?? 0, 0.001)
    let median = times.median ?? 0
    return """
      <div class="plot">
      <p class="scale" aria-hidden="true"><span>\(longest.briefDuration)</span><span>0</span></p>
      <div class="bars few" role="img" aria-label="Time to green of \(healed.count.counted("healed run")): \
      median \(median.briefDuration), longest \(longest.briefDuration)">
      <b class="median" style="bottom:\(String(median / longest * 100))%"></b>
      \(healed.map { bar($0.run, $0.seconds, of: longest) })
      </div>
      <p class="axis" aria-hidden="true"><span>\(healed.first?.run.started.shortDay ?? "")</span>\
      <span>\(healed.last?.run.started.shortDay ?? "")</span></p>
      </div>
      """
  }

  private func bar(_ run: RunRecord, _ seconds: Double, of longest: Double) -> HTML {
    let height = String(max(1, seconds / longest * 100))
    return """
      <span title="\(run.started.shown): \(seconds.briefDuration)"><i class="healed" style="height:\(height)%"></i></span>
      """
  }
}
