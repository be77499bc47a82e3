import FoundationEssentials
package import HealLanguage

/// Finds and reads rule files. Never writes.
package enum RuleFiles {
  /// All `.heal` files below a folder, or the file itself, sorted by path. Markdown is read only when
  /// named itself; what is expected of recordings is no rule.
  ///
  /// - Parameters:
  ///   - path: a file or a folder.
  ///   - layer: the layer that the rules belong to.
  ///   - shownAs: what the paths begin with in messages, instead of `path`.
  /// - Returns: one source a file.
  /// - Throws: ``UnreadableRules`` naming what could not be read.
  package static func sources(
    at path: String, layer: Source.Layer, shownAs: String? = nil
  ) throws(UnreadableRules) -> [Source] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw UnreadableRules(path: path, reason: "there is no such file or folder")
    }
    let files = isFolder ? healFiles(below: path) : [""]
    var sources: [Source] = []
    for file in files {
      let full = file.isEmpty ? path : "\(path)/\(file)"
      let shown = (shownAs ?? path) + (file.isEmpty ? "" : "/\(file)")
      sources.append(Source(name: shown, text: try text(of: full), layer: layer))
    }
    return sources
  }

  private static func healFiles(below folder: String) -> [String] {
    let all = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    let recordings = all.filter { $0.split(separator: "/").last ?? "" == Recording.fileName }
      .map { $0.dropLast(Recording.fileName.count) }
    guard !recordings.contains("") else { return [] }
    return all.filter { path in
      path.hasSuffix(".heal") && !path.split(separator: "/").contains { $0.hasPrefix(".") }
        && !recordings.contains { path.hasPrefix($0) }
    }.sorted()
  }

  private static func text(of path: String) throws(UnreadableRules) -> String {
    if let objection = SizeLimit.rules.objection(toFile: path, shownAs: "it") {
      throw UnreadableRules(path: path, reason: objection)
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw UnreadableRules(path: path, reason: "it cannot be opened")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw UnreadableRules(path: path, reason: "it is not UTF-8 text")
    }
    return text
  }
}

/// Rules were asked for that cannot be read.
package struct UnreadableRules: Error, Hashable, Sendable {
  package var path: String
  /// `there is no such file or folder`.
  package var reason: String
}
