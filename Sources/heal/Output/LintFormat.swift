import ArgumentParser
import HealEngine
import HealLanguage
import HealRunner

/// How `heal lint` prints what it found.
enum LintFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
  case jsonLines = "json-lines"
  /// For GitHub code scanning, GitLab and IDEs.
  case sarif
  /// Annotations of GitHub Actions.
  case github

  func rendered(_ problems: [Problem], _ sources: [HealLanguage.Source]) -> String {
    switch self {
    case .text:
      problems.renderedWithRemedies(sources, colored: Style(descriptor: 1).isColoured)
    case .json: problems.json(sources).rendered(pretty: true)
    case .jsonLines: problems.jsonLines(sources).map { $0.rendered() }.joined(separator: "\n")
    case .sarif:
      problems.sarif(sources, version: Version.text) { ProblemGuide.section($0.rawValue) }
        .rendered(pretty: true)
    case .github: problems.annotations(sources).map(\.rendered).joined(separator: "\n")
    }
  }
}

extension [Problem] {
  /// One annotation a problem, at its first place.
  fileprivate func annotations(_ sources: [HealLanguage.Source]) -> [WorkflowCommand] {
    let maps = Dictionary(sources.map { ($0.name, LineMap($0.text)) }) { first, _ in first }
    return map { problem in
      let place = problem.labels.first?.location
      let map = place.flatMap { maps[$0.source] }
      let start = place.flatMap { map?.position(of: $0.range.lowerBound) }
      let end = place.flatMap { map?.position(of: $0.range.upperBound) }
      var columns: Range<Int>?
      if let start, let end, start.line == end.line, start.column <= end.column {
        columns = start.column..<end.column
      }
      return WorkflowCommand(
        level: problem.severity.level, file: place?.source, line: start?.line, columns: columns,
        title: problem.code.rawValue, text: problem.sentence)
    }
  }
}

extension Problem.Severity {
  fileprivate var level: WorkflowCommand.Level {
    switch self {
    case .error: .error
    case .warning: .warning
    case .note: .notice
    }
  }
}
