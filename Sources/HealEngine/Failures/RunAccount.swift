/// What dbt printed of how a run went, beside its failures.
package struct RunAccount: Hashable, Sendable {
  /// nil where it does not tell its end.
  package private(set) var isGreen: Bool?
  /// Names of the nodes that went well.
  package private(set) var passed: Set<String> = []
  /// What it said beside its progress: warnings, and whatever nodes and hooks print; a message each.
  package private(set) var remarks: [String] = []

  package init(_ console: String) {
    var open: [String] = []
    for line in PrintedLine.read(console) {
      isGreen = Self.end(line) ?? isGreen
      if let node = Self.passedNode(line) { passed.insert(node) }
      let isProgress = if case .progress = LineKind(line) { true } else { false }
      if line.isStamped || line.isBlank || isProgress { flush(&open) }
      if !line.isBlank, !isProgress { open.append(line.text.text) }
    }
    flush(&open)
  }

  private mutating func flush(_ open: inout [String]) {
    if !open.isEmpty { remarks.append(open.joined(separator: "\n")) }
    open = []
  }

  /// nil for a line that tells nothing of the end.
  private static func end(_ line: PrintedLine) -> Bool? {
    if line.text.starts(with: "Completed successfully".utf8) { return true }
    if line.text.starts(with: "Completed with ".utf8) {
      return line.text.contains(text: " 0 errors") || !line.text.contains(text: "error")
    }
    if line.text.starts(with: "Finished '".utf8) { return endOfDbt2(line.text) }
    guard line.text.starts(with: "Done. PASS=".utf8) else { return nil }
    return line.text.contains(text: " ERROR=0 ")
  }

  /// `Finished 'build' with 2 warnings and 1 error for target 'dev' [1.5s]`.
  private static func endOfDbt2(_ line: ArraySlice<UInt8>) -> Bool {
    !line.contains(text: " error for ") && !line.contains(text: " errors for ")
      && !line.contains(text: " error [") && !line.contains(text: " errors [")
  }

  /// `orders` of `3 of 9 OK created sql view model main.orders .... [OK in 0.13s]`.
  private static func passedNode(_ line: PrintedLine) -> String? {
    if let node = Dbt2Message.passedNode(line.text) { return node }
    guard line.text.first?.isDigit == true else { return nil }
    let words = line.text.split(separator: UInt8(ascii: " "))
    guard words.count > 4, words[1].text == "of", ["OK", "PASS"].contains(words[3].text) else {
      return nil
    }
    let told = words[4...].prefix { !$0.starts(with: "..".utf8) && $0.first != UInt8(ascii: "[") }
    return told.last?.split(separator: UInt8(ascii: ".")).last?.text
  }
}
