import FoundationEssentials

/// The pages that are installed beside the standard rules, or lie in `grammar/` of a checkout.
enum InstalledPage {
  /// nil when it is not installed.
  static func text(_ name: String) -> String? {
    guard let rules = RuleLibrary.standardFolder else { return nil }
    for path in ["\(rules)/../\(name)", "\(rules)/../grammar/\(name)"] {
      if let data = FileManager.default.contents(atPath: path) {
        return String(decoding: data, as: UTF8.self)
      }
    }
    return nil
  }
}
