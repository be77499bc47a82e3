import FoundationEssentials
import Platform

/// Colours for one output, or none: only on a terminal, unless `FORCE_COLOR`; never with `NO_COLOR`.
struct Style: Sendable {
  let isColoured: Bool

  static let plain = Style(isColoured: false)

  init(isColoured: Bool) { self.isColoured = isColoured }

  /// For a file descriptor: 1 is standard output, 2 standard error.
  init(descriptor: Int32) {
    let environment = ProcessInfo.processInfo.environment
    let isSet = { (name: String) in !(environment[name] ?? "").isEmpty }
    isColoured = !isSet("NO_COLOR") && (isSet("FORCE_COLOR") || isatty(descriptor) == 1)
  }

  func bold(_ text: String) -> String { paint("1", text) }
  func dim(_ text: String) -> String { paint("2", text) }
  func red(_ text: String) -> String { paint("31", text) }
  func green(_ text: String) -> String { paint("32", text) }
  func yellow(_ text: String) -> String { paint("33", text) }
  func cyan(_ text: String) -> String { paint("36", text) }

  private func paint(_ code: String, _ text: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
