package import HealLanguage

extension [Problem] {
  /// The problems as text for people, each with the change that would put it right.
  package func renderedWithRemedies(_ sources: [HealLanguage.Source], colored: Bool = false)
    -> String
  {
    let known = Dictionary(sources.map { ($0.name, $0) }) { first, _ in first }
    return map { $0.text(known, colored: colored) }.joined(separator: "\n")
  }
}

extension Problem {
  fileprivate func text(_ sources: [String: HealLanguage.Source], colored: Bool) -> String {
    let own = Set(labels.map(\.location.source)).compactMap { sources[$0] }
    let text = [self].rendered(own, colored: colored)
    guard let remedy = remedies.first else { return text }
    let lines = Set(remedy.edits.map(\.location.source)).sorted().compactMap { sources[$0] }
      .flatMap { remedy.changedLines(of: $0, colored: colored) }
    return text + (["    \(remedy.title):"] + lines.map { "      \($0)" }).joined(separator: "\n")
      + "\n"
  }
}

extension Remedy {
  /// What it takes out and puts in, line by line, as in a diff.
  private func changes(of source: HealLanguage.Source, colored: Bool) -> Substring {
    guard let after = edits.applied(to: source) else { return "" }
    return unifiedDiff(
      path: source.name, before: source.text, after: after.text, context: 0, colours: colored)[...]
  }

  fileprivate func changedLines(of source: HealLanguage.Source, colored: Bool) -> [Substring] {
    changes(of: source, colored: colored).split(separator: "\n").dropFirst(2)
      .filter { !$0.contains("@@ -") }
  }
}
