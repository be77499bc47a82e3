import FoundationEssentials
import HealLanguage

/// The standard rules as they are written.
enum RuleTexts {
  static func all() throws -> [Source] {
    let folder = "\(Repository.root)/rules"
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder)
    return try files.filter { $0.hasSuffix(".heal") }.sorted().map {
      Source(name: "rules/\($0)", text: try Repository.text("rules/\($0)"), layer: .standard)
    }
  }
}
