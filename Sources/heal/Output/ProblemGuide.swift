/// The sections of `grammar/problems.md`, which is installed beside the standard rules.
enum ProblemGuide {
  /// The section of one problem code, its heading left out; nil when the page is not installed.
  static func section(_ code: String) -> String? {
    guard let page = text else { return nil }
    var section: [String]?
    for line in page.lines {
      if line.hasPrefix("## ") {
        if section != nil { break }
        if line.contains(code), line.dropFirst(3).filter({ $0 != "`" }) == code {
          section = [code]
        }
      } else {
        section?.append(line)
      }
    }
    return section?.joined(separator: "\n")
  }

  /// Why the linter minds, in a sentence or two; nil when the page is not installed.
  static func reason(_ code: String) -> String? {
    section(code)?.lines.first { $0.hasPrefix("*why* ") }.map { String($0.dropFirst(6)) }
  }

  private static var text: String? { InstalledPage.text("problems.md") }
}
