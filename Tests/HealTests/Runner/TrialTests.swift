import HealEngine
import HealLanguage
import Testing

@testable import HealRunner

/// Fixes that are tried out together.
@Suite struct TrialTests {
  private let folder = TemporaryFolder()

  private func proposal(_ edits: [TextEdit], of text: String) -> Proposal {
    let candidate = Candidate(
      rule: "a.b", title: "t", confidence: 0.9, risk: .review,
      actions: [.change(FileChange(path: "a.sql", before: text, edits: edits))])
    return Proposal(Plan.Step(candidate: candidate, failures: []), of: [], attempt: 1)
  }

  @Test func `an edit that two fixes share is made once`() throws {
    folder.write("a b c\n", to: "a.sql")
    let tree = ProjectTree(root: folder.path)
    let journal = try Journal(beginning: RunID(at: .now), command: ["dbt"], tree: tree)
    let first = proposal([TextEdit(0..<1, "x")], of: "a b c\n")
    let second = proposal([TextEdit(0..<1, "x"), TextEdit(4..<5, "z")], of: "a b c\n")
    let trial = Trial(tree)
    try trial.add(first, journal)
    try trial.add(second, journal)
    #expect(folder.read("a.sql") == "x b z\n")
    try trial.remove(second, journal)
    #expect(folder.read("a.sql") == "x b c\n")
    try trial.remove(first, journal)
    #expect(folder.read("a.sql") == "a b c\n")
  }
}
