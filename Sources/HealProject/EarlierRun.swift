import HealEngine
import Synchronization

/// What the run before this one left in the target folder, kept before dbt writes over it.
///
/// Its `manifest.json` holds the text of every model, test and snapshot (`raw_code`, without blanks at both ends: dbt
/// strips them). They are known only if that run was green.
package final class EarlierRun: Sendable {
  private let manifest: [UInt8]
  private let results: [UInt8]
  private let texts = Mutex<[String: String]?>(nil)

  /// Larger manifests are left alone: reading them would slow a green run down. In bytes.
  private static let mostBytes = 64 << 20

  /// nil where there are no artifacts.
  ///
  /// - Parameter targetDirectory: where dbt keeps them.
  package init?(targetDirectory: String) {
    let artifact = { (name: String) in
      ProjectFiles.artifact(
        at: ProjectFiles.joined(targetDirectory, name), limit: Self.mostBytes)
    }
    guard let manifest = artifact("manifest.json"), let results = artifact("run_results.json")
    else { return nil }
    (self.manifest, self.results) = (manifest, results)
  }

  /// The text of a project's own SQL file, by its path relative to the project; nil where it is not known.
  package func text(_ path: String) -> String? {
    texts.withLock { texts in
      let known = texts ?? read()
      texts = known
      return known[path]
    }
  }

  /// Whether a file's text is the one of that run, blanks at both ends aside; nil where that is not known.
  package func isMade(of text: String, in path: String) -> Bool? {
    self.text(path).map { $0.trimmed == text.trimmed }
  }

  private func read() -> [String: String] {
    guard let results = RunResults(results), let manifest = Manifest(manifest),
      results.invocationID == manifest.invocationID,
      results.results.allSatisfy({ !$0.status.isFailure && $0.status != .skipped })
    else { return [:] }
    var texts: [String: [String]] = [:]
    for id in manifest.nodeIDs {
      guard let entry = manifest.entry(id), ["model", "test"].contains(entry.kind),
        entry.package == manifest.projectName, let file = entry.file, file.hasSuffix(".sql"),
        let code = entry.rawCode
      else { continue }
      texts[file, default: []].append(code)
    }
    return texts.compactMapValues { $0.count == 1 ? $0[0] : nil }
  }
}
