import FoundationEssentials
import Glibc

/// Standard input, whole or line by line.
enum StandardInput {
  /// Whether a person would have to type it.
  static var isTerminal: Bool { isatty(0) == 1 }

  /// All of it; bytes that are not UTF-8 are shown as replacement characters.
  static func text() -> String {
    var bytes: [UInt8] = []
    while let line = readLine(strippingNewline: false) { bytes += Array(line.utf8) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Calls `use` for each line as it arrives, without its end.
  static func forEachLine(_ use: (String) -> Void) {
    while let line = readLine() { use(line) }
  }
}
