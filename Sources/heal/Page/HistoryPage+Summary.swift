import HealEngine
import HealRunner

extension HistoryPage {
  /// One sentence that says how it goes.
  var lede: HTML {
    guard let first = runs.last else { return "Nothing has been recorded yet." }
    let span: HTML =
      runCount > runs.count
      ? "the latest \(runs.count) of \(runCount) runs"
      : "\(runs.count.counted("run")) since \(first.started.day)"
    let red = runs.filter(\.wasRed)
    if red.isEmpty { return "In \(span), nothing failed." }
    let healed = red.count { $0.status == .healed }
    if red.count == 1 {
      return
        "In \(span), one pipeline went red and heal \(healed == 1 ? "turned it" : "did not turn it") green."
    }
    return "In \(span), heal turned <strong>\(healed) of \(red.count)</strong> red pipelines green."
  }

  var tiles: HTML {
    let red = runs.filter(\.wasRed)
    let healed = red.count { $0.status == .healed }
    let times = runs.compactMap(\.timeToGreen)
    return """
      <ul class="tiles">
      \(tile("Runs", "\(runs.count)", "\(runs.count { $0.status == .green }) green at once"))
      \(tile("Heal rate", red.isEmpty ? "–" : (Double(healed) / Double(red.count)).percent, "\(healed) of \(red.count) that failed"))
      \(tile("Time to green", times.median?.briefDuration ?? "–", times.isEmpty ? "nothing healed yet" : "median, from the first failure"))
      \(tile("Waiting", "\(waiting.count)", waiting.isEmpty ? "nobody is needed" : "for a person", isCalling: !waiting.isEmpty))
      </ul>
      """
  }

  private func tile(
    _ name: String, _ value: String, _ note: String, isCalling: Bool = false
  ) -> HTML {
    """
    <li class="tile\(isCalling ? " calling" : "")"><span class="name">\(name)</span> \
    <span class="value">\(value)</span> <span class="note">\(note)</span></li>
    """
  }
}

extension RunRecord {
  /// Whether dbt failed and healing was not cut off from outside.
  var wasRed: Bool { [.healed, .notHealed, .waiting].contains(status) }
}

extension RunRecord.Status {
  var words: String {
    switch self {
    case .green: "green at once"
    case .healed: "healed"
    case .waiting: "waiting"
    case .notHealed: "not healed"
    case .observed: "observed"
    case .interrupted: "interrupted"
    case .cutShort: "cut short"
    }
  }
}

extension [Double] {
  /// nil when there is none.
  var median: Double? {
    guard !isEmpty else { return nil }
    let sorted = sorted()
    let middle = count / 2
    return count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}

extension Double {
  /// Seconds, as short as they can be read: `45 s`, `3.2 min`, `1.5 h`.
  var briefDuration: String {
    if self < 100 { return duration }
    let isMinutes = self < 5400
    let tenths = (self / (isMinutes ? 60 : 3600) * 10).rounded() / 10
    let isWhole = tenths == tenths.rounded() && tenths.magnitude < 1e15
    let number = isWhole ? String(Int(tenths)) : String(tenths)
    return "\(number) \(isMinutes ? "min" : "h")"
  }
}

extension Timestamp {
  /// `23 Nov 2026`
  var day: String {
    let parts = shown.prefix(10).split(separator: "-")
    return "\(shortDay) \(parts[0])"
  }

  /// `23 Nov`
  var shortDay: String {
    let parts = shown.prefix(10).split(separator: "-")
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    guard let day = Int(parts[2]), let month = Int(parts[1]) else { return shown }
    return "\(day) \(months[month - 1])"
  }
}
