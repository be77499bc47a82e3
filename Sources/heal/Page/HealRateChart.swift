import HealEngine
import HealRunner

/// Of the runs that failed, the share that heal turned green: a line over time.
struct HealRateChart {
  /// Oldest first: the share among the last runs that failed, at each of them.
  private let shares: [Double]
  private let first: Timestamp?
  private let last: Timestamp?

  /// So many runs make one share.
  private static let window = 10

  init(runs: [RunRecord]) {
    let red = Array(runs.filter(\.wasRed).reversed())
    shares = red.indices.map { index in
      let latest = red[max(0, index + 1 - Self.window)...index]
      return Double(latest.count { $0.status == .healed }) / Double(latest.count)
    }
    first = red.first?.started
    last = red.last?.started
  }

  var section: HTML {
    """
    <section class="panel" aria-labelledby="heal-rate">
    <h2 id="heal-rate">Heal rate</h2>
    <p class="hint">Of the last \(Self.window) runs that failed, those healed</p>
    \(shares.isEmpty ? "<p class=\"nothing\">Nothing has failed yet.</p>" : plot)
    </section>
    """
  }

  private var plot: HTML {
    """
    <div class="plot">
    <p class="scale" aria-hidden="true"><span>100%</span><span>50%</span><span>0%</span></p>
    <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label="Heal rate: from \
    \(shares.first?.percent ?? "") to \(shares.last?.percent ?? "") over \(shares.count.counted("run")) that failed">
    <path class="grid" d="M0 0H100M0 50H100M0 100H100"/>
    <path class="area" d="M0 100L\(points) L100 100Z"/>
    <path class="line" d="M\(points)"/>
    </svg>
    <p class="axis" aria-hidden="true"><span>\(first?.shortDay ?? "")</span><span>\(last?.shortDay ?? "")</span></p>
    </div>
    """
  }

  /// `0,40 50,20 100,0`: a share of 1 is at the top.
  private var points: String {
    let all = shares.count == 1 ? shares + shares : shares
    return all.enumerated().map { index, share in
      "\(rounded(Double(index) / Double(all.count - 1) * 100)),\(rounded(100 - share * 100))"
    }.joined(separator: " ")
  }

  private func rounded(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
