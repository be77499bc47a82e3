/// Closes the one `{% for %}` or `{% if %}` block that was left open: at the end of the only line behind it where the
/// query can be read, with the block's lines twice for a loop, with and without them for a condition.
struct JinjaBlockMend {
  let dialect: Dialect

  /// - Throws: where no place makes the query readable, or several do.
  func edits(in text: [UInt8], _ trial: inout JinjaTrial) throws(EditRefusal) -> [TextEdit] {
    var found: [TextEdit] = []
    for place in ends(in: text) {
      for block in ["for", "if"] {
        guard try trial.isSound(with: TextEdit(place..<place, "{% end\(block) %}")),
          let edit = edit(closing: block, at: place, in: text)
        else { continue }
        found.append(edit)
      }
    }
    guard let first = found.first else {
      throw EditRefusal("no end of a block makes its Jinja and its SQL readable")
    }
    guard found.count == 1 else {
      let lines = found.map { lineNumber(of: $0.range.lowerBound, in: text) }
      throw EditRefusal(
        "it can be read in two ways: the block ends on line \(lines[0]) or on line \(lines[1])")
    }
    return [first]
  }

  private static let mostLines = 2000

  /// Where lines end, the blanks and the line break at their end left out.
  private func ends(in text: [UInt8]) -> [Int] {
    var ends: [Int] = []
    var start = 0
    for line in LineDiff.lines(of: text).prefix(JinjaBlockMend.mostLines) {
      if let last = line.lastIndex(where: { !$0.isSQLSpace }) {
        ends.append(start + (last - line.startIndex) + 1)
      }
      start += line.count
    }
    return ends
  }

  private func edit(closing block: String, at place: Int, in text: [UInt8]) -> TextEdit? {
    let end = "{% end\(block) %}"
    var mended = text
    mended.insert(contentsOf: end.utf8, at: place)
    guard let opener = opener(ofEndAt: place, in: mended),
      JinjaTag.keyword(of: opener, in: mended) == block
    else { return nil }
    let body = opener.upperBound..<place
    guard body.contains(where: { !mended[$0].isSQLSpace }),
      isReadable(mended, opener: opener, body: body, isLoop: block == "for")
    else { return nil }
    return TextEdit(place..<place, lead(of: opener, in: text) + end)
  }

  /// The tag whose block ends with the tag at `place`.
  private func opener(ofEndAt place: Int, in text: [UInt8]) -> Range<Int>? {
    var open: [Range<Int>] = []
    for tag in JinjaTag.read(in: text) where tag.form == .statement {
      let keyword = JinjaTag.keyword(of: tag.range, in: text)
      if keyword.hasPrefix("end") {
        let opener = open.popLast()
        if tag.range.lowerBound == place { return opener }
      } else if JinjaCheck.opensBlock(keyword, tag.range, text) {
        open.append(tag.range)
      }
    }
    return nil
  }

  private func isReadable(
    _ text: [UInt8], opener: Range<Int>, body: Range<Int>, isLoop: Bool
  ) -> Bool {
    guard !isLoop else {
      var twice = text
      twice.insert(contentsOf: text[body], at: body.upperBound)
      return isReadable(twice)
    }
    var without = text
    without.removeSubrange(body)
    // Of a loop's first or last turn only one of the two is ever seen.
    let tag = String(decoding: text[opener], as: UTF8.self)
    return tag.contains("loop.")
      ? isReadable(text) || isReadable(without) : isReadable(text) && isReadable(without)
  }

  private func isReadable(_ text: [UInt8]) -> Bool {
    guard let views = try? SQLView.all(of: text, dialect: dialect) else { return false }
    return views.allSatisfy { view in
      var reader = SyntaxReader(view, dialect: dialect)
      return reader.read() != nil
    }
  }

  /// A line of its own, as deep as the opening tag's, where that has one; else nothing.
  private func lead(of opener: Range<Int>, in text: [UInt8]) -> String {
    let start = text[..<opener.lowerBound].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let indentation = text[start..<opener.lowerBound]
    let rest = text[opener.upperBound...].prefix { $0 != UInt8(ascii: "\n") }
    guard indentation.allSatisfy(\.isSQLSpace), rest.allSatisfy(\.isSQLSpace) else { return "" }
    return text.lineEnd + String(decoding: indentation, as: UTF8.self)
  }
}
