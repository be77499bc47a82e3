/// The name of one run: when it began, and four random digits. Names sort as the runs began.
package struct RunID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let description: String

  /// nil for what cannot be the name of a run.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [8, 6, 4], parts.joined().utf8.allSatisfy(SHA256.isDigit)
    else {
      return nil
    }
    description = text
  }

  package init(at moment: Timestamp) {
    description = "\(moment.compact)-\(UInt16.random(in: .min ... .max).hexDigits)"
  }

  package static func < (left: RunID, right: RunID) -> Bool {
    left.description < right.description
  }
}
