import FoundationEssentials
import Testing

/// Compares with a recorded answer. `HEAL_RECORD=1 swift test` writes the answers anew; the change is
/// then reviewed, never edited by hand.
func expectGolden(
  _ actual: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  if ProcessInfo.processInfo.environment["HEAL_RECORD"] == "1" {
    try Data(actual.utf8).write(to: URL(filePath: "\(Repository.root)/\(path)"))
    return
  }
  let expected = try? Repository.text(path)
  #expect(expected == actual, "\(path) differs", sourceLocation: sourceLocation)
}
