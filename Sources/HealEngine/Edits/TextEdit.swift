/// One span of a file's bytes and what stands there instead.
package struct TextEdit: Hashable, Sendable {
  /// UTF-8 offsets in the text before the edit.
  package var range: Range<Int>
  package var replacement: String

  package init(_ range: Range<Int>, _ replacement: String) {
    self.range = range
    self.replacement = replacement
  }
}

/// Why an edit cannot be made exactly; the fix is not offered then.
package struct EditRefusal: Error, Hashable, Sendable {
  /// One sentence for people: `“status” occurs 3 times in models/orders.sql`.
  package var reason: String

  package init(_ reason: String) { self.reason = reason }
}

extension TextEdit {
  /// No fix adds more to a file, in bytes.
  private static let mostAdded = 4 << 20

  /// - Throws: where so many texts of this length are more than a fix may add to a file.
  static func allow(_ length: Int, times count: Int, in path: String) throws(EditRefusal) {
    let (added, overflow) = length.multipliedReportingOverflow(by: count)
    guard !overflow, added <= mostAdded else {
      throw EditRefusal("\(count) replacements would add more than 4 MiB to \(path)")
    }
  }
}
