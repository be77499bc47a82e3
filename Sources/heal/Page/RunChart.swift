import HealRunner

/// How the runs of each day, week or month ended: one column each, its parts stacked.
struct RunChart {
  private let columns: [Column]
  private let unit: Unit

  struct Column {
    var start: Timestamp
    var counts: [RunRecord.Status: Int] = [:]

    var total: Int { counts.values.reduce(0, +) }
  }

  enum Unit: Int {
    case day = 1
    case week = 7
    case month = 30

    var words: String {
      switch self {
      case .day: "day"
      case .week: "week"
      case .month: "30 days"
      }
    }
  }

  /// - Parameters:
  ///   - runs: those to be shown.
  ///   - end: the moment that the last column holds.
  init(runs: [RunRecord], until end: Timestamp) {
    let last = max(end.dayNumber, runs.map(\.started.dayNumber).max() ?? 0)
    let first = runs.map(\.started.dayNumber).min() ?? last
    let span = last - first + 1
    let unit: Unit = span <= 30 ? .day : span <= 210 ? .week : .month
    let days = unit.rawValue
    let count = min(30, max(14, (span + days - 1) / days))
    let start = last + 1 - count * days
    var columns = (0..<count).map {
      Column(start: Timestamp(seconds: Double(start + $0 * days) * 86_400))
    }
    for run in runs where run.started.dayNumber >= start {
      columns[(run.started.dayNumber - start) / days].counts[run.status, default: 0] += 1
    }
    self.unit = unit
    self.columns = columns
  }

  var section: HTML {
    let highest = columns.map(\.total).max() ?? 0
    return """
      <section class="panel" aria-labelledby="runs-over-time">
      <h2 id="runs-over-time">Runs over time</h2>
      <p class="legend">\(shownStatuses.map(key))</p>
      <div class="plot">
      <p class="scale" aria-hidden="true"><span>\(highest)</span><span>0</span></p>
      <div class="bars" role="img" aria-label="Runs per \(unit.words), by how they ended; the table below has the numbers">
      \(columns.map { bar($0, of: max(1, highest)) })
      </div>
      <p class="axis" aria-hidden="true"><span>\(columns.first?.start.shortDay ?? "")</span>\
      <span>\(columns.last?.start.shortDay ?? "")</span></p>
      </div>
      \(table)
      </section>
      """
  }

  private var shownStatuses: [RunRecord.Status] {
    Self.order.filter { status in columns.contains { $0.counts[status] != nil } }
  }

  /// From the ground up.
  private static let order: [RunRecord.Status] = [
    .green, .healed, .waiting, .notHealed, .observed, .interrupted, .cutShort,
  ]

  private func key(_ status: RunRecord.Status) -> HTML {
    "<span><i class=\"\(status.rawValue)\"></i>\(status.words)</span>"
  }

  private func bar(_ column: Column, of highest: Int) -> HTML {
    let parts = Self.order.compactMap { status -> HTML? in
      guard let count = column.counts[status] else { return nil }
      let height = String(Double(count) / Double(highest) * 100)
      return "<i class=\"\(status.rawValue)\" style=\"height:\(height)%\"></i>"
    }
    return "<span title=\"\(title(of: column))\">\(parts)</span>"
  }

  private func title(of column: Column) -> String {
    let parts = Self.order.compactMap { status in
      column.counts[status].map { "\($0) \(status.words)" }
    }
    return "\(column.start.day): " + (parts.isEmpty ? "no runs" : parts.joined(separator: ", "))
  }

  private var table: HTML {
    let filled = columns.filter { $0.total > 0 }.reversed()
    return """
      <details>
      <summary>The numbers</summary>
      <div class="scroll" role="region" aria-label="Runs over time, as numbers" tabindex="0">
      <table class="numbers">
      <thead><tr><th scope="col">\(unit == .day ? "Day" : "From")</th>\(shownStatuses.map { "<th scope=\"col\">\($0.words)</th>" })</tr></thead>
      <tbody>
      \(filled.map(row))
      </tbody>
      </table>
      </div>
      </details>
      """
  }

  private func row(_ column: Column) -> HTML {
    let cells = shownStatuses.map { "<td>\(column.counts[$0] ?? 0)</td>" as HTML }
    return "<tr><th scope=\"row\">\(column.start.day)</th>\(cells)</tr>"
  }
}

extension Timestamp {
  /// Since 1 January 1970.
  var dayNumber: Int { Int((seconds / 86_400).rounded(.down)) }
}
