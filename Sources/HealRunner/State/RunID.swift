/// The name of one run: when it began, and four random digits. Names sort as the runs began.
package struct RunID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let description: String

  /// nil for what cannot be the name of a run.
  package init?(_ text: String) {
    let isPlain = text.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
    guard isPlain, !text.isEmpty else { return nil }
    description = text
  }

  package init(at moment: Timestamp) {
    let random = String(UInt16.random(in: .min ... .max), radix: 16)
    let padding = String(repeating: "0", count: 4 - random.count)
    description = "\(moment.compact)-\(padding)\(random)"
  }

  package static func < (left: RunID, right: RunID) -> Bool {
    left.description < right.description
  }
}
