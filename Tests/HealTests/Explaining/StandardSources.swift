import HealLanguage
import HealProject

/// The standard rules of this checkout.
enum StandardSources {
  static func all(in folder: String) throws -> [HealLanguage.Source] {
    try RuleFiles.sources(at: folder, layer: .standard, shownAs: "rules")
  }
}
