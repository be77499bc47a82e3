extension String {
  /// The text without what steers a terminal or hides itself from a reader: escape sequences, control characters
  /// but for tabs and line ends, marks of direction and characters without width. Line ends become `\n`.
  ///
  /// The work grows with the length of the text.
  package var withoutControls: String {
    guard
      utf8.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0x7F || $0 >= 0xC2 })
    else { return self }
    var reader = ControlReader(unicodeScalars, keepsStyles: false)
    return reader.plain()
  }

  /// As ``withoutControls``, but for the colours and weights that heal itself prints; hidden and blinking text is not
  /// among them.
  package var forTerminal: String {
    var reader = ControlReader(unicodeScalars, keepsStyles: true)
    return reader.plain()
  }
}

/// Reads a text and leaves out what is no text.
private struct ControlReader {
  private var rest: Substring.UnicodeScalarView
  private var kept = String.UnicodeScalarView()

  private let keepsStyles: Bool

  init(_ scalars: String.UnicodeScalarView, keepsStyles: Bool) {
    rest = scalars[...]
    self.keepsStyles = keepsStyles
  }

  mutating func plain() -> String {
    while let scalar = rest.popFirst() {
      switch scalar.value {
      case 0x0A, 0x09: kept.append(scalar)
      case 0x0D:
        if rest.first != "\n" { kept.append("\n") }
      case 0x85, 0x2028, 0x2029: kept.append("\n")
      case 0x1B: skipSequence()
      case 0x9B: skipParameters()
      case 0x90, 0x98, 0x9D...0x9F: skipString()
      case 0..<0x20, 0x7F..<0xA0: continue
      default: if !scalar.isHidden { kept.append(scalar) }
      }
    }
    return String(kept)
  }

  /// What follows ESC.
  private mutating func skipSequence() {
    guard let kind = rest.first else { return }
    switch kind {
    case "[":
      if keepsStyles, let style = rest.style {
        kept.append("\u{1B}")
        kept.append(contentsOf: style)
        rest = rest.dropFirst(style.count)
        return
      }
      rest.removeFirst()
      skipParameters()
    case "]", "P", "X", "^", "_":
      rest.removeFirst()
      skipString()
    default:
      while let next = rest.first, (0x20...0x2F).contains(next.value) { rest.removeFirst() }
      if let last = rest.first, (0x30...0x7E).contains(last.value) { rest.removeFirst() }
    }
  }

  /// The parameters of a control sequence and the letter that ends it.
  private mutating func skipParameters() {
    while let next = rest.first, (0x20...0x3F).contains(next.value) { rest.removeFirst() }
    if let last = rest.first, (0x40...0x7E).contains(last.value) { rest.removeFirst() }
  }

  /// A string for the terminal, such as the title of its window, up to BEL or ST; up to the end of the line where
  /// neither stands.
  private mutating func skipString() {
    while let next = rest.first, next != "\n", next != "\r" {
      rest.removeFirst()
      if next.value == 0x07 || next.value == 0x9C { return }
      if next.value == 0x1B {
        if rest.first == "\\" { rest.removeFirst() }
        return
      }
    }
  }
}

extension Substring.UnicodeScalarView {
  /// `[1m`, `[0m`, `[1;31m`: bold, dim, plain, and the colours of the foreground.
  fileprivate var style: Self? {
    let codes = dropFirst().prefix { ("0"..."9").contains($0) || $0 == ";" }
    guard codes.count <= 5, dropFirst(1 + codes.count).first == "m" else { return nil }
    let areKnown = String(codes).split(separator: ";").allSatisfy { code in
      Int(code).map { (0...4).contains($0) || (30...37).contains($0) || (90...97).contains($0) }
        ?? false
    }
    return areKnown ? self[..<index(startIndex, offsetBy: codes.count + 2)] : nil
  }
}

extension Unicode.Scalar {
  /// Whether it takes no place of its own or turns the direction of what stands beside it.
  fileprivate var isHidden: Bool {
    switch value {
    case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200F,
      0x202A...0x202E, 0x2060...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }
}
