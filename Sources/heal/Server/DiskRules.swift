import FoundationEssentials
import HealLanguage
import HealProject
import HealRunner
import HealServer

/// The rules that a language server reads from disk: the standard ones and those of the open folders.
struct DiskRules: RuleWorld {
  func canonical(_ path: String) -> String { RuleLibrary.canonical(path) }

  func sources(for folders: [String]) -> [Source] {
    var sources: [Source] = []
    var seen: Set<String> = []
    let add = { (found: [Source]) in
      for var source in found {
        source.name = canonical(source.name)
        if seen.insert(source.name).inserted { sources.append(source) }
      }
    }
    if let standard = RuleLibrary.standardFolder { add(read(standard, layer: .standard)) }
    for folder in folders {
      add(read(rulesFolder(in: folder), layer: .project))
      add(Notes.read(path: "\(folder)/\(NotesSettings().path)").ruleSources)
    }
    return sources
  }

  /// A file or folder that cannot be read has no rules.
  private func read(_ path: String, layer: Source.Layer) -> [Source] {
    (try? RuleFiles.sources(at: path, layer: layer)) ?? []
  }

  /// `rules/` of a dbt project, or the folder itself where somebody opened that.
  private func rulesFolder(in folder: String) -> String {
    let rules = "\(folder)/rules"
    if FileManager.default.fileExists(atPath: rules) { return rules }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.contains { $0.hasSuffix(".heal") } ? folder : rules
  }

  func recordings(for folders: [String]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for folder in folders {
      for recording in Recording.all(below: "\(folder)/\(TestPaths.usualRecordings)") {
        for rule in rules(expectedOf: recording) { counts[rule, default: 0] += 1 }
      }
    }
    return counts
  }

  private func rules(expectedOf recording: Recording) -> Set<String> {
    let path = recording.expectationFile
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    let source = Source(name: path, text: String(decoding: data, as: UTF8.self))
    let expectation = RecordingExpectation.read(source, categories: []).expectation
    let lines = expectation.lines + expectation.nodes.flatMap(\.lines)
    return Set(lines.compactMap { if case .rule(let name) = $0.kind { name } else { nil } })
  }
}
