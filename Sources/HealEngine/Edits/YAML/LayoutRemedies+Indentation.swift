extension LayoutRemedies {
  /// Tabs as so many blanks each, in all lines; and each single line by ``indentations``.
  var tabs: [LayoutRemedy] {
    let tabbed = lines.filter { $0.isRead(text) && $0.hasTab(text) }
    guard !tabbed.isEmpty else { return [] }
    return [2, 4, 8, 1, 3].map { width in
      LayoutRemedy(tabbed.map { TextEdit($0.start..<$0.content, expanded($0, width)) })
    }
  }

  private func expanded(_ line: YAMLLine, _ width: Int) -> String {
    let columns = text[line.start..<line.content].reduce(0) { column, byte in
      byte == UInt8(ascii: "\t") ? column + width : column + 1
    }
    return blanks(columns)
  }

  /// A line, or a line with all that stands under it, as far in as lines around it are.
  var indentations: [LayoutRemedy] {
    near(12).flatMap { index in
      columns.flatMap { column in
        [moved([index], to: column), moved(family(of: index), to: column)].compactMap(\.self)
      }
    }
  }

  /// How far in the lines of the text stand, and the keys behind their dashes; and what is under those.
  private var columns: [Int] {
    var columns: Set<Int> = []
    for line in lines where line.isRead(text) && !line.hasTab(text) {
      columns.formUnion([line.indentation, line.bodyColumn, line.bodyColumn + 2])
    }
    return columns.filter { $0 <= 60 }.sorted()
  }

  /// The line and those after it that stand further in.
  private func family(of index: Int) -> [Int] {
    var family = [index]
    for next in lines.indices.dropFirst(index + 1) {
      let line = lines[next]
      if line.isBlank { continue }
      guard line.indentation > lines[index].indentation else { break }
      family.append(next)
    }
    return family
  }

  /// nil where nothing would change, or a line would stand left of the margin.
  private func moved(_ family: [Int], to column: Int) -> LayoutRemedy? {
    let first = lines[family[0]]
    let step = column - first.indentation
    let hasTab = family.contains { lines[$0].hasTab(text) }
    guard step != 0 || hasTab, !hasTab || family.count == 1 else { return nil }
    guard family.allSatisfy({ lines[$0].indentation + step >= 0 }) else { return nil }
    let edits = family.map { index in
      let line = lines[index]
      let width = index == family[0] ? column : line.indentation + step
      return TextEdit(line.start..<line.content, blanks(width))
    }
    return LayoutRemedy(edits)
  }

  func blanks(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }
}
