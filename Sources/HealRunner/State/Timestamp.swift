import Platform

/// A moment, as heal writes it into names, journals and logs: always UTC.
package struct Timestamp: Hashable, Sendable {
  /// Since 1 January 1970.
  package let seconds: Double

  /// - Parameter seconds: since 1 January 1970; what lies outside of the years 1 to 9999 becomes the nearest moment in
  ///   them, since a history or a message of others may say anything.
  package init(seconds: Double) {
    self.seconds = seconds.isNaN ? 0 : min(max(seconds, Self.earliest), Self.latest)
  }

  private static let earliest: Double = -62_135_596_800
  private static let latest: Double = 253_402_300_799

  package static var now: Timestamp {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(seconds: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
  }

  /// `2026-11-22T23:05:09.123Z`
  package var iso8601: String {
    let parts = parts
    let milliseconds = Int((seconds - seconds.rounded(.down)) * 1000)
    return "\(parts.date.joined(separator: "-"))T\(parts.time.joined(separator: ":"))"
      + ".\(Self.padded(milliseconds, 3))Z"
  }

  /// `2026-11-22 23:05`
  package var shown: String {
    parts.date.joined(separator: "-") + " " + parts.time.prefix(2).joined(separator: ":")
  }

  /// `20261122-230509`: sorts as the moments do.
  var compact: String { parts.date.joined() + "-" + parts.time.joined() }

  private var parts: (date: [String], time: [String]) {
    var whole = time_t(seconds.rounded(.down))
    var broken = unsafe tm()
    unsafe gmtime_r(&whole, &broken)
    let date = unsafe [Int(broken.tm_year) + 1900, Int(broken.tm_mon) + 1, Int(broken.tm_mday)]
    let time = unsafe [broken.tm_hour, broken.tm_min, broken.tm_sec]
    return (date.map { Self.padded($0, 2) }, time.map { Self.padded(Int($0), 2) })
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
