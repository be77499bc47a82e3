/// The name of one run: when it began, and four random digits. Names sort as the runs began.
package struct RunID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let description: String

  /// nil for what cannot be the name of a run.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [8, 6, 4], parts.joined().utf8.allSatisfy(Self.isDigit) else {
      return nil
    }
    description = text
  }

  package init(at moment: Timestamp) {
    let random = String(UInt16.random(in: .min ... .max), radix: 16)
    let padding = String(repeating: "0", count: 4 - random.count)
    description = "\(moment.compact)-\(padding)\(random)"
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }

  package static func < (left: RunID, right: RunID) -> Bool {
    left.description < right.description
  }
}
