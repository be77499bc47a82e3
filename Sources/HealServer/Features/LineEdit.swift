/// One text made into another by replacing the lines between those at both ends that are the same.
struct LineEdit {
  /// Offsets in the old text.
  var range: Range<Int>
  var replacement: String

  init(from old: [UInt8], to new: [UInt8]) {
    var start = 0
    let shorter = min(old.count, new.count)
    while start < shorter, old[start] == new[start] { start += 1 }
    while start > 0, old[start - 1] != 10 { start -= 1 }
    var end = 0
    while end < shorter - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
    while end > 0, !(old.count > end && old[old.count - 1 - end] == 10) { end -= 1 }
    range = start..<old.count - end
    replacement = String(decoding: new[start..<new.count - end], as: UTF8.self)
  }
}
