/// One line as it was in an earlier text of the same file.
package struct LineRestoration {
  /// 1-based, in the text as it is now.
  let line: Int
  private let earlier: String

  package init(_ line: Int, of earlier: String) {
    self.line = line
    self.earlier = earlier
  }

  /// The line as it was, without its end.
  ///
  /// - Parameter now: the text as it is now.
  /// - Returns: nil where the line is none, or the lines around it do not align: as many must have been
  ///   taken out there as have been put in.
  package func text(in now: String) -> String? {
    let diff = LineDiff(before: earlier, after: now)
    guard line > 0 else { return nil }
    let index = line - 1
    guard diff.after.indices.contains(index) else { return nil }
    var shift = 0
    for change in diff.changes where change.after.lowerBound <= index {
      if change.after.contains(index) {
        guard change.before.count == change.after.count else { return nil }
        shift = change.before.lowerBound - change.after.lowerBound
        break
      }
      shift = change.before.upperBound - change.after.upperBound
    }
    let old = index + shift
    guard diff.before.indices.contains(old) else { return nil }
    return String(validating: Self.withoutEnd(diff.before[old]), as: UTF8.self)
  }

  /// The edit that puts the line back; its end stays as it is.
  ///
  /// - Parameters:
  ///   - now: the text as it is now.
  ///   - path: for messages, and to tell SQL from YAML.
  ///   - adapter: whose dialect is read; nil when not known.
  /// - Returns: the edit of what the line holds; in a text that nobody can read, of the one word or sign in it that makes
  ///   the text readable, if there is one.
  /// - Throws: ``EditRefusal`` when nothing tells what the line was, or it is the same.
  func edit(in now: String, path: String, adapter: String? = nil) throws(EditRefusal) -> TextEdit {
    try step(in: now, path: path, adapter: adapter).edits[0]
  }

  /// The edit of ``edit(in:path:adapter:)`` and what kind of difference it takes back.
  func step(in now: String, path: String, adapter: String?) throws(EditRefusal) -> Restoration.Step
  {
    guard let old = text(in: now) else {
      throw EditRefusal("nothing tells what line \(line) of \(path) was: its surroundings moved")
    }
    let lines = LineDiff.lines(of: Array(now.utf8))
    let current = Self.withoutEnd(lines[line - 1])
    guard !current.elementsEqual(old.utf8) else {
      throw EditRefusal("line \(line) of \(path) is as it was")
    }
    let differences = Differences(
      before: earlier, after: Array(now.utf8), path: path, dialect: Dialect(adapter: adapter))
    let range = current.startIndex..<current.endIndex
    if let step = try differences.repair(in: range) { return step }
    return Restoration.Step(
      edits: [TextEdit(range, old)], kind: differences.kind(of: differences.changes(in: range)))
  }

  private static func withoutEnd(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    if line.last == UInt8(ascii: "\n") { line = line.dropLast() }
    if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
    return line
  }
}
