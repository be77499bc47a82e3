import FoundationEssentials
import Platform

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

  /// The next bytes, as many as there are; nil at the end.
  static func chunk() -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let size = bytes.count
      let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(0, $0.baseAddress, size) }
      if count < 0, errno == EINTR { continue }
      return count > 0 ? Array(bytes[..<count]) : nil
    }
  }

  /// Calls `use` for each line as it arrives, without its end.
  static func forEachLine(_ use: (String) -> Void) {
    while let line = readLine() { use(line) }
  }
}
