/// The text with all edits made, every other byte as it was.
///
/// - Precondition: the edits are sorted, do not overlap and lie inside the text.
package func apply(_ edits: [TextEdit], to text: String) -> String {
  let bytes = Array(text.utf8)
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var position = 0
  for edit in edits {
    precondition(edit.range.lowerBound >= position, "edits are sorted and do not overlap")
    precondition(edit.range.upperBound <= bytes.count, "edits lie inside the text")
    result += bytes[position..<edit.range.lowerBound]
    result += edit.replacement.utf8
    position = edit.range.upperBound
  }
  result += bytes[position...]
  return String(decoding: result, as: UTF8.self)
}

/// Two lists of edits to the same text as one, sorted; an edit that both make is made once.
/// nil where they overlap, or insert different texts in one place.
package func merged(_ a: [TextEdit], _ b: [TextEdit]) -> [TextEdit]? {
  let all = (a + b.filter { !a.contains($0) }).sorted { left, right in
    (left.range.lowerBound, left.range.upperBound) < (
      right.range.lowerBound, right.range.upperBound
    )
  }
  for (left, right) in zip(all, all.dropFirst()) {
    let isSamePlace = left.range == right.range
    if isSamePlace || left.range.upperBound > right.range.lowerBound { return nil }
  }
  return all
}
