extension [Problem] {
  /// The problems as text for people, a blank line between two.
  package func rendered(_ sources: [Source], colored: Bool = false) -> String {
    let renderer = ProblemRenderer(sources, isColored: colored)
    return map(renderer.text).joined(separator: "\n")
  }
}

/// Prints a problem as rustc does: what, where, why, and what to do.
package struct ProblemRenderer {
  private let places: Places
  private let isColored: Bool

  /// - Parameters:
  ///   - sources: what the problems are in.
  ///   - isColored: whether the text is for a terminal with colours.
  package init(_ sources: [Source], isColored: Bool) {
    places = Places(sources)
    self.isColored = isColored
  }

  /// Ends with a newline.
  package func text(_ problem: Problem) -> String {
    let positions = problem.labels.map {
      places.map(of: $0.location).position(of: $0.location.range.lowerBound)
    }
    let width = String(positions.map(\.line).max() ?? 1).count
    let margin = String(repeating: " ", count: width)
    var lines = [headline(problem)]
    var source: String?
    for (index, label) in problem.labels.enumerated() {
      let place = positions[index]
      if index == 0 || source != label.location.source || !isNear(positions, index) {
        let arrow = paint("\(margin)--> ", .margin)
        lines.append("\(arrow)\(label.location.source):\(place.line):\(place.column)")
        if index == 0 { lines.append(paint("\(margin) |", .margin)) }
      }
      source = label.location.source
      lines += excerpt(label, at: place, width: width, isFirst: index == 0, problem.severity)
    }
    for note in problem.notes { lines.append(paint("\(margin) = ", .margin) + "note: \(note)") }
    if let help = problem.help { lines.append(paint("\(margin) = ", .margin) + "help: \(help)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func isNear(_ positions: [LineMap.Position], _ index: Int) -> Bool {
    (0...2).contains(positions[index].line - positions[index - 1].line)
  }

  private func headline(_ problem: Problem) -> String {
    let kind = "\(problem.severity.rawValue)[\(problem.code.rawValue)]"
    return paint(kind, problem.severity == .error ? .error : .warning)
      + paint(": \(problem.title)", .bold)
  }

  /// The line of the label and the marks below it; of a label over several lines, the first.
  private func excerpt(
    _ label: Problem.Label, at place: LineMap.Position, width: Int, isFirst: Bool,
    _ severity: Problem.Severity
  ) -> [String] {
    let map = places.map(of: label.location)
    let (line, before, after) = map.excerpt(around: label.location.range.lowerBound)
    let end = map.position(of: label.location.range.upperBound)
    let lineEnd = before + line.unicodeScalars.count + 1
    let stop = end.line == place.line ? min(end.column, lineEnd) : lineEnd
    let length = max(1, stop - place.column)
    let number = String(place.line)
    let gutter = String(repeating: " ", count: width - number.count) + number + " | "
    let mark = String(repeating: isFirst ? "^" : "-", count: length)
    let style: Paint = isFirst ? (severity == .error ? .error : .warning) : .margin
    let indent = String(repeating: " ", count: place.column - 1 - before + (before > 0 ? 1 : 0))
    let shown = (before > 0 ? "…" : "") + printable(line) + (after > 0 ? "…" : "")
    return [
      paint(gutter, .margin) + shown,
      paint(String(repeating: " ", count: width) + " | ", .margin) + indent
        + paint("\(mark) \(label.text)", style),
    ]
  }

  /// One column a scalar: tabs become spaces, and nothing in a rule file can steer a terminal.
  private func printable(_ line: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in line.unicodeScalars {
      switch scalar.value {
      case 0x09: text.append(" ")
      case 0..<0x20, 0x7F..<0xA0: text.append("\u{FFFD}")
      default: text.append(scalar)
      }
    }
    return String(text)
  }

  // MARK: Colours

  private enum Paint: String {
    case error = "1;31"
    case warning = "1;33"
    case margin = "34"
    case bold = "1"
  }

  private func paint(_ text: String, _ paint: Paint) -> String {
    isColored ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
  }
}
