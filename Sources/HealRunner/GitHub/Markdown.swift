/// Text of others inside GitHub's Markdown: it can neither break out nor call anyone.
enum Markdown {
  /// A block of code whose fence is longer than any run of backticks in it.
  ///
  /// - Parameters:
  ///   - text: anything.
  ///   - language: `diff`, `text`.
  ///   - limit: in characters; the middle of more is left out.
  /// - Returns: three lines or more, without an end of line.
  static func fenced(_ text: String, _ language: String = "text", limit: Int) -> String {
    let fence = String(repeating: "`", count: max(3, longestRun(in: text) + 1))
    let shown = middleCut(text.trimmingNewlines, limit)
    return "\(fence)\(language)\n\(shown)\n\(fence)"
  }

  /// Code inside a line.
  static func code(_ text: String, limit: Int = 300) -> String {
    let parts = text.utf8.split { $0 == 10 || $0 == 13 }
    let line = parts.map { String(Substring($0)) }.joined(separator: " ")
    let shown = cut(line, limit)
    guard !shown.isEmpty else { return "–" }
    guard shown.contains("`") else { return "`\(shown)`" }
    let fence = String(repeating: "`", count: longestRun(in: shown) + 1)
    return "\(fence) \(shown) \(fence)"
  }

  /// Plain text outside of code, such as a title or a commit's message: `@` calls nobody and `#` names no issue.
  static func inert(_ text: String) -> String {
    var inert = ""
    var before: Unicode.Scalar = " "
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      inert.unicodeScalars.append(scalar)
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      let isCall = scalar == "@" && !before.isOfWord && next.isOfWord
      let isNumber = scalar == "#" && ("0"..."9").contains(next)
      if isCall || isNumber { inert += " " }
      before = scalar
    }
    return inert
  }

  /// The address where it can be nothing else; a text of another form is shown as code.
  static func address(_ text: String) -> String {
    let isAddress = text.hasPrefix("https://") || text.hasPrefix("http://")
    let odd = Set("<>()[]\"'`\\ |".utf8)
    return isAddress && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !odd.contains($0) }
      ? text : code(text)
  }

  /// The beginning of a text, at most so many characters as GitHub counts them at worst: UTF-16 units.
  static func cut(_ text: String, _ limit: Int) -> String {
    guard text.utf16.count > limit else { return text }
    return prefix(text, limit - 1) + "…"
  }

  /// The beginning and the end of a text.
  static func middleCut(_ text: String, _ limit: Int) -> String {
    let count = text.utf16.count
    guard count > limit else { return text }
    let half = max(0, limit / 2 - 20)
    let start = boundary(text, count - half)
    return prefix(text, half) + "\n[… \(count - 2 * half) characters left out …]\n" + text[start...]
  }

  private static func prefix(_ text: String, _ limit: Int) -> String {
    String(text[..<boundary(text, max(0, limit))])
  }

  /// The place after so many UTF-16 units, or before, so that no character of Unicode is cut in two.
  private static func boundary(_ text: String, _ offset: Int) -> String.Index {
    var index = text.utf16.index(text.startIndex, offsetBy: offset)
    while index.samePosition(in: text.unicodeScalars) == nil {
      index = text.utf16.index(before: index)
    }
    return index
  }

  private static func longestRun(in text: String) -> Int {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}

extension Unicode.Scalar {
  /// Whether it stands in a name or a word.
  var isOfWord: Bool {
    properties.isAlphabetic || ("0"..."9").contains(self) || self == "_"
  }
}

extension String {
  /// Without empty lines at its ends.
  var trimmingNewlines: String {
    let isEnd: (UInt8) -> Bool = { $0 == 10 || $0 == 13 }
    guard let first = utf8.firstIndex(where: { !isEnd($0) }),
      let last = utf8.lastIndex(where: { !isEnd($0) })
    else { return "" }
    return String(self[first...last])
  }
}
