/// Rows in columns of equal width, for people.
struct Table {
  let text: String

  /// - Parameters:
  ///   - heading: one word or two a column.
  ///   - rows: as many cells each as there are headings.
  ///   - rightAligned: the columns of numbers.
  init(_ heading: [String], _ rows: [[String]], rightAligned: Set<Int> = []) {
    let all = [heading] + rows
    let widths = heading.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    let lines = all.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let room = String(repeating: " ", count: widths[column] - cell.count)
        let isLast = column == row.count - 1
        line += rightAligned.contains(column) ? room + cell : isLast ? cell : cell + room
        if !isLast { line += "  " }
      }
      return line
    }
    text = lines.joined(separator: "\n")
  }
}
