import HealEngine
import Synchronization

/// The last green run of dbt, as its artifacts tell; read when something has failed.
///
/// `manifest.json` holds the text of every model, test and snapshot (`raw_code`, without blanks at both ends: dbt
/// strips them). The artifacts of the run before this one are kept in memory before dbt writes over them. Where that run
/// was not green, those of the latest green one that heal saw fail afterwards stand in.
package final class EarlierRun: Sendable {
  private let latest: Artifacts?
  private let kept: String?
  private let catalog: [UInt8]?
  private let memory = Mutex(Memory())

  private struct Artifacts: Sendable {
    var manifest: [UInt8]
    var results: [UInt8]

    init?(in folder: String) {
      guard let manifest = Self.read("manifest.json", in: folder),
        let results = Self.read("run_results.json", in: folder)
      else { return nil }
      (self.manifest, self.results) = (manifest, results)
    }

    static func read(_ name: String, in folder: String) -> [UInt8]? {
      ProjectFiles.artifact(at: ProjectFiles.joined(folder, name), limit: EarlierRun.mostBytes)
    }
  }

  private struct Memory {
    var green: Green??
    var names: [String: Bool] = [:]
  }

  private struct Green {
    var artifacts: Artifacts
    var dbtVersion: String?
    /// By path; of each file that holds one node.
    var texts: [String: Text]
  }

  private struct Text {
    var code: String
    var hasRun: Bool
  }

  /// Larger manifests are left alone: reading them would slow a green run down. In bytes.
  private static let mostBytes = 64 << 20

  /// - Parameters:
  ///   - targetDirectory: where dbt keeps its artifacts; they are read at once.
  ///   - kept: the folder with those of a green run that ``toKeep`` gave; they are read when they are needed.
  package init(targetDirectory: String, kept: String? = nil) {
    latest = Artifacts(in: targetDirectory)
    self.kept = kept
    catalog = Artifacts.read("catalog.json", in: targetDirectory)
  }

  /// The text of a project's own SQL file, by its path relative to the project; nil where it is not known.
  package func text(_ path: String) -> String? { green?.texts[path]?.code }

  /// Whether a file's text is the one of that run, blanks at both ends aside; nil where that is not known.
  package func isMade(of text: String, in path: String) -> Bool? {
    self.text(path).map { $0.trimmed == text.trimmed }
  }

  /// As ``isMade(of:in:)``, of a file whose node was built or tested in that run.
  package func hasRun(_ text: String, in path: String) -> Bool? {
    guard let known = green?.texts[path], known.hasRun else { return nil }
    return known.code.trimmed == text.trimmed
  }

  /// The files of models, tests and snapshots that the run knew, by their paths relative to the project.
  package var files: [String] { green?.texts.keys.sorted() ?? [] }

  /// Whether there was a green run that can be asked.
  package var isGreen: Bool { green != nil }

  /// `1.11.16`; nil where it is not known.
  package var dbtVersion: String? { green?.dbtVersion }

  /// Whether the manifest of that run, or dbt's catalog, says a name anywhere; nil where neither can be asked.
  package func says(_ name: String) -> Bool? {
    let texts = [green?.artifacts.manifest, catalog].compactMap(\.self)
    guard !texts.isEmpty, !name.isEmpty else { return nil }
    return memory.withLock { memory in
      let said = memory.names[name] ?? texts.contains { $0.saysName(name) }
      memory.names[name] = said
      return said
    }
  }

  /// The artifacts to keep, by file name, for runs after this one fails; nil where there is none of a green run.
  package var toKeep: [String: [UInt8]]? {
    green.map {
      ["manifest.json": $0.artifacts.manifest, "run_results.json": $0.artifacts.results]
    }
  }

  private var green: Green? {
    memory.withLock { memory in
      if let known = memory.green { return known }
      let found =
        latest.flatMap(Self.read) ?? kept.flatMap { Artifacts(in: $0) }.flatMap(Self.read)
      memory.green = .some(found)
      return found
    }
  }

  /// nil unless all that ran went well.
  private static func read(_ artifacts: Artifacts) -> Green? {
    guard let results = RunResults(artifacts.results), let manifest = Manifest(artifacts.manifest),
      results.invocationID == manifest.invocationID,
      results.results.allSatisfy({ !$0.status.isFailure && $0.status != .skipped })
    else { return nil }
    let ran = Set(results.results.map(\.uniqueID))
    var texts: [String: [Text]] = [:]
    for id in manifest.nodeIDs {
      guard let entry = manifest.entry(id), ["model", "test", "snapshot"].contains(entry.kind),
        entry.package == manifest.projectName, let file = entry.file, file.hasSuffix(".sql"),
        let code = entry.rawCode
      else { continue }
      texts[file, default: []].append(Text(code: code, hasRun: ran.contains(id)))
    }
    return Green(
      artifacts: artifacts, dbtVersion: results.dbtVersion,
      texts: texts.compactMapValues { $0.count == 1 ? $0[0] : nil })
  }
}

extension [UInt8] {
  /// Whether JSON says a name as a word of its own, upper and lower case alike; `\\nname` counts.
  fileprivate func saysName(_ name: String) -> Bool {
    let wanted = Array(name.lowercased().utf8)
    guard let first = wanted.first else { return false }
    let starts = first | 0x20
    var index = 0
    let last = count - wanted.count
    while index <= last {
      if self[index] | 0x20 == starts, isWord(at: index, wanted) { return true }
      index += 1
    }
    return false
  }

  private func isWord(at index: Int, _ wanted: [UInt8]) -> Bool {
    for offset in wanted.indices where lowered(index + offset) != wanted[offset] { return false }
    let end = index + wanted.count
    if end < count, SQLText.isWord(self[end]) { return false }
    guard index > 0, SQLText.isWord(self[index - 1]) else { return true }
    return index > 1 && self[index - 2] == UInt8(ascii: "\\")
  }

  private func lowered(_ index: Int) -> UInt8 {
    let byte = self[index]
    return (65...90).contains(byte) ? byte + 32 : byte
  }
}
