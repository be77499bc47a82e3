import FoundationEssentials
import HealLanguage
import HealProject
import HealRunner
import Platform

/// The rules in effect for a command: the standard ones, the project's own on top, those named with
/// `--rules`, and those in the fences of the notes.
struct RuleLibrary {
  var sources: [Source]

  /// - Parameters:
  ///   - project: the project's folder, whose `rules/` are read when there are any.
  ///   - extra: files or folders named by `--rules`.
  ///   - notes: the notes, relative to the project or absolute.
  /// - Throws: ``UnreadableRules`` naming what could not be read.
  init(
    project: String?, extra: [String], notes: String = NotesSettings().path
  ) throws(UnreadableRules) {
    sources = []
    if let standard = Self.standardFolder {
      sources += try RuleFiles.sources(at: standard, layer: .standard, shownAs: "rules")
    }
    if let project, let own = Self.ownFolder(of: project) {
      sources += try RuleFiles.sources(at: own, layer: .project)
    }
    for path in extra { sources += try RuleFiles.sources(at: path, layer: .project) }
    if let project {
      let path = project == "." || notes.hasPrefix("/") ? notes : "\(project)/\(notes)"
      sources += Notes.read(path: path).ruleSources
    }
  }

  func compiled() -> Compilation { compile(sources) }

  /// Whether there are others than the standard rules.
  var hasOwnRules: Bool { sources.contains { $0.layer != .standard } }

  /// Where the standard rules are: named by `HEAL_STANDARD_RULES`, installed beside the program, or
  /// in the checkout that the program was built in.
  static var standardFolder: String? {
    let environment = ProcessInfo.processInfo.environment
    if let named = environment["HEAL_STANDARD_RULES"], !named.isEmpty { return named }
    guard let program = programPath() else { return nil }
    return ancestors(of: program)
      .flatMap { ["\($0)/share/heal/rules", "\($0)/rules"] }
      .first { FileManager.default.fileExists(atPath: "\($0)/categories.heal") }
  }

  /// The project's own `rules/`, unless that is the folder of the standard rules.
  private static func ownFolder(of project: String) -> String? {
    let folder = project == "." ? "rules" : "\(project)/rules"
    var isFolder = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder else {
      return nil
    }
    return canonical(folder) == standardFolder.map(canonical) ? nil : folder
  }

  /// The path without links and without a slash at its end.
  static func canonical(_ path: String) -> String {
    URL(filePath: path).resolvingSymlinksInPath().path
  }

  /// The folders above a file, nearest first.
  private static func ancestors(of path: String) -> [String] {
    var parts = path.split(separator: "/").dropLast()
    var folders: [String] = []
    while !parts.isEmpty {
      folders.append("/" + parts.joined(separator: "/"))
      parts = parts.dropLast()
    }
    return folders
  }
}
