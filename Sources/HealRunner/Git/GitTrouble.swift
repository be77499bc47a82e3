/// Why git, or a program that works with it, did not do what heal asked for.
struct GitTrouble: Error, Hashable, CustomStringConvertible {
  /// One clause, for people.
  var description: String

  init(_ description: String) { self.description = description }

  /// In the words of the program that failed: its last lines, which say why.
  init(_ result: CommandResult, of program: String) {
    if result.ranOutOfTime {
      description = "`\(program)` took too long"
      return
    }
    let all = result.standardError + [UInt8(ascii: "\n")] + result.standardOutput
    let lines = String(decoding: all, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.trimmingBlanks }.filter { !$0.isEmpty }
    let said = lines.suffix(Self.linesKept).joined(separator: "; ")
    description = "`\(program)` says: \(said.isEmpty ? "nothing, and failed" : said)"
  }

  private static let linesKept = 6
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    let tail = drop(while: isBlank)
    return String(tail.prefix(tail.count - tail.reversed().prefix(while: isBlank).count))
  }
}
