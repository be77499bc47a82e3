import HealEngine
import HealProject

/// Which of a project's files go into a recording: as few as are needed for the rules to say the same.
struct ProjectExcerpt {
  let project: DbtProject
  let diagnoses: [Diagnosis]
  /// Files of the nodes that failed, of what these read, and those that describe them.
  let near: [String]

  /// How much of the project is taken.
  enum Extent: CaseIterable {
    /// The failed nodes, what they read, and what the messages name.
    case failures
    /// Those that the fixes and captures name as well.
    case answers
    /// All that dbt reads of the project itself.
    case everything
  }

  /// Text by path, relative to the project. Of a seed that did not fail only the header is taken: its rows are
  /// nobody's business.
  func files(_ extent: Extent) -> [String: [UInt8]] {
    let failed = Set(diagnoses.compactMap(\.failure.node?.file))
    var files: [String: [UInt8]] = [:]
    var room = Self.mostBytes
    for path in paths(extent, failed).sorted() {
      guard let bytes = project.files.bytes(path), bytes.count <= room else { continue }
      room -= bytes.count
      let isData = path.hasSuffix(".csv") && !failed.contains(path)
      files[path] = isData ? Array(bytes.prefix { $0 != 10 }) + [10] : bytes
    }
    return files
  }

  /// Of all files together.
  private static let mostBytes = 4 << 20

  private func paths(_ extent: Extent, _ failed: Set<String>) -> Set<String> {
    var paths = Set(Self.ofProject + near).union(failed)
    let all = project.resourcePaths.flatMap { project.files.list(under: $0, endings: Self.endings) }
    if extent == .everything { return paths.union(all) }
    let told = diagnoses.map(\.failure.message).joined(separator: "\n")
    paths.formUnion(all.filter { told.contains($0) })
    guard extent == .answers else { return paths }
    let words = words(of: told + "\n" + answers)
    return paths.union(all.filter { words.contains(Self.stem($0)) })
  }

  /// What the rules make of the failures, in words.
  private var answers: String {
    var words: [String] = []
    for diagnosis in diagnoses {
      for candidate in diagnosis.candidates { words += [candidate.title] + candidate.reasons }
      words += diagnosis.withheld.map(\.title)
      for finding in diagnosis.findings {
        words += finding.captures.values.compactMap(\.shown)
        words += finding.advice
      }
    }
    return words.joined(separator: "\n")
  }

  private func words(of text: String) -> Set<String> {
    Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
  }

  /// `stg_orders` of `models/staging/stg_orders.sql`.
  private static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.split(separator: ".").first ?? name)
  }

  private static let ofProject = [DbtProject.fileName, "packages.yml", "dependencies.yml"]
  private static let endings = [".sql", ".py", ".yml", ".yaml", ".csv"]
}
