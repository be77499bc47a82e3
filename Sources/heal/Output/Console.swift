import FoundationEssentials
import HealEngine
import Platform

/// Answers go to standard output, progress and heal's own trouble to standard error.
enum Console {
  /// What a program reads is what it was; a terminal gets nothing that would steer it.
  static func answer(_ text: String) {
    write((isatty(1) == 1 ? text.forTerminal : text) + "\n", to: 1)
  }

  static func note(_ text: String) { write(text.forTerminal + "\n", to: 2) }

  /// Writes all of it at once; an output that went away is no error.
  static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes[written...].withUnsafeBytes { buffer in
        unsafe Platform.write(descriptor, buffer.baseAddress, buffer.count)
      }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { return }
      written += count
    }
  }
}
