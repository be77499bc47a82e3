/// A text without a change that was made to it before others went on with it: a merge of three texts by lines.
///
/// - Parameters:
///   - made: the text as the change left it.
///   - original: as it was before the change.
///   - now: as others have left it since.
/// - Returns: `now` without the change; nil where someone has changed the same lines, or lines that touch them.
package func reverting(_ made: String, to original: String, in now: String) -> String? {
  let back = LineDiff(before: made, after: original)
  let since = LineDiff(before: made, after: now)
  for change in back.changes {
    let touched = since.changes.contains { other in
      other.before.lowerBound <= change.before.upperBound
        && change.before.lowerBound <= other.before.upperBound
    }
    if touched { return nil }
  }
  let steps =
    back.changes.map { ($0.before, back.after[$0.after]) }
    + since.changes.map { ($0.before, since.after[$0.after]) }
  var bytes: [UInt8] = []
  var next = 0
  for (lines, others) in steps.sorted(by: { $0.0.lowerBound < $1.0.lowerBound }) {
    for line in back.before[next..<lines.lowerBound] { bytes += line }
    for line in others { bytes += line }
    next = lines.upperBound
  }
  for line in back.before[next...] { bytes += line }
  return String(decoding: bytes, as: UTF8.self)
}
