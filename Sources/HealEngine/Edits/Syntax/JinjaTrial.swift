/// Whether small changes let the Jinja of a broken text be read.
///
/// Each changed text is read only where it may be read otherwise than the broken one: from the last token that cannot
/// know of the change to the first place where both readings go on alike.
struct JinjaTrial {
  private let text: [UInt8]
  /// The beginnings of tokens, up to the one that cannot be read.
  private var points: [Point] = []
  /// How many bytes may still be read.
  private var allowance = 64 << 20

  private struct Point {
    var start: Int
    var state: JinjaReader.State
    /// No byte from here on had a part in what stands before.
    var reach: Int
  }

  /// nil where the text can be read as it is.
  init?(_ text: [UInt8]) {
    self.text = text
    var reader = JinjaReader(text, dialect: .generic)
    while true {
      points.append(Point(start: reader.position, state: reader.state, reach: reader.reach))
      switch reader.step() {
      case .token: continue
      case .fault: return
      case .end: return nil
      }
    }
  }

  /// - Throws: where so many changes were tried on so long a text that it takes too long.
  mutating func isSound(with edit: TextEdit) throws(EditRefusal) -> Bool {
    let from = points[lastPoint { $0.reach <= edit.range.lowerBound }]
    var changed = text
    changed.replaceSubrange(edit.range, with: edit.replacement.utf8)
    let end = edit.range.lowerBound + edit.replacement.utf8.count
    var reader = JinjaReader(changed, dialect: .generic)
    reader.goOn(at: from.start, from.state)
    defer { allowance -= reader.position - from.start + 64 }
    guard allowance > 0 else { throw EditRefusal("it has too much Jinja to try changes on") }
    while true {
      let place = reader.position - changed.count + text.count
      // A byte order mark counts at the start only.
      if reader.position >= end, place > 0 {
        let known = points[lastPoint { $0.start <= place }]
        // From here on it is read as before, up to what cannot be read.
        if known.start == place, known.state == reader.state { return false }
      }
      switch reader.step() {
      case .token: continue
      case .fault: return false
      case .end: return true
      }
    }
  }

  /// The index of the last point for which the condition holds, which holds for the first, and up to some one.
  private func lastPoint(where holds: (Point) -> Bool) -> Int {
    var (low, high) = (0, points.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if holds(points[middle]) { low = middle } else { high = middle }
    }
    return low
  }
}
