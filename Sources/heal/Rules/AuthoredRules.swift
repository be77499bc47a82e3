import FoundationEssentials
import HealLanguage
import HealProject

/// The rules that `heal lint` and `heal test` are asked about, and all that they are compiled with.
struct AuthoredRules {
  /// Everything that is compiled: the named sources and, so that categories and overrides resolve,
  /// the standard rules.
  var sources: [Source]
  /// Names of the sources that were asked about.
  var names: Set<String>
  var compilation: Compilation

  /// - Parameters:
  ///   - paths: files or folders; `rules/` of this folder when empty.
  ///   - neighbours: a folder whose rules are compiled with them, where there is one; nil for none.
  /// - Throws: ``UnreadableRules`` naming what could not be read.
  init(paths: [String], beside neighbours: String? = nil) throws(UnreadableRules) {
    let named = paths.isEmpty ? ["rules"] : paths
    let standard = RuleLibrary.standardFolder.map(RuleLibrary.canonical)
    var asked: [Source] = []
    var askedFiles: Set<String> = []
    for path in named {
      let isStandard = standard.map { RuleLibrary.canonical(path).isInside($0) } ?? false
      let found = try RuleFiles.sources(
        at: path.withoutFinalSlash, layer: isStandard ? .standard : .project)
      asked += found.filter { askedFiles.insert(RuleLibrary.canonical($0.name)).inserted }
    }
    names = Set(asked.map(\.name))
    var others: [Source] = []
    if let standard {
      for file in try RuleFiles.sources(at: standard, layer: .standard)
      where !askedFiles.contains(RuleLibrary.canonical(file.name)) {
        others.append(file)
      }
    }
    if let neighbours, ProjectFiles.isDirectory(neighbours),
      standard != RuleLibrary.canonical(neighbours)
    {
      others += try RuleFiles.sources(at: neighbours, layer: .project)
        .filter { !askedFiles.contains(RuleLibrary.canonical($0.name)) }
    }
    sources = others + asked
    compilation = compile(sources)
  }

  /// What is wrong in the sources that were asked about.
  var problems: [Problem] {
    compilation.problems.filter { problem in
      problem.labels.first.map { names.contains($0.location.source) } ?? true
    }
  }

  /// The rules of the sources that were asked about.
  var rules: [Rule] { compilation.rules.rules.filter { names.contains($0.location.source) } }
}

extension String {
  fileprivate var withoutFinalSlash: String {
    count > 1 && hasSuffix("/") ? String(dropLast()) : self
  }

  fileprivate func isInside(_ folder: String) -> Bool { self == folder || hasPrefix(folder + "/") }
}
