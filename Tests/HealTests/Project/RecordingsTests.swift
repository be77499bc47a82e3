import HealEngine
import HealProject
import Testing

@Suite("Recordings")
struct RecordingsTests {
  @Test("There are recordings")
  func recordings() { #expect(Recording.all.count > 400) }

  @Test("A failing run has failures with messages, a green one has none")
  func failures() {
    for recording in Recording.all {
      let reading = readRun(recording.run)
      if recording.exitCode == 0 {
        #expect(reading.failures.isEmpty, "\(recording.name)")
      } else {
        #expect(!reading.failures.isEmpty, "\(recording.name)")
      }
      for failure in reading.failures {
        #expect(failure.message.contains { !$0.isWhitespace }, "\(recording.name)")
        #expect(!failure.message.contains("\u{1B}"), "\(recording.name)")
      }
      let ids = reading.failures.map(\.id)
      #expect(Set(ids).count == ids.count, "\(recording.name)")
    }
  }

  @Test("The console alone tells the same failures as the events")
  func consoleAlone() {
    var compared = 0
    for recording in Recording.all where recording.exitCode != 0 {
      var run = recording.run
      guard !Self.shorterOnConsole.contains(recording.name), run.eventLog != nil,
        !String(decoding: run.standardOutput, as: UTF8.self).hasPrefix("#")
      else { continue }
      let told = messages(readRun(run))
      run.eventLog = nil
      let printed = messages(readRun(run))
      compared += 1
      #expect(printed == told, "\(recording.name)")
    }
    #expect(compared > 250)
  }

  /// The console's account of a source that is not fresh is shorter. dbt 2 prints no rows of a failed test in its first
  /// builds, and names no node where a hook or a materialization is wrong.
  private static let shorterOnConsole: Set<String> = [
    "duckdb/source_freshness", "duckdb_dbt2/hook_end_fail", "duckdb_dbt2/hook_fail", "duckdb_dbt2/mat_unknown",
    "duckdb_dbt2/test_fails_accepted",
  ]

  private func messages(_ reading: RunReading) -> [String] {
    reading.failures.map { "\($0.node?.name ?? "") \($0.node?.file ?? "")\n\($0.message)" }.sorted()
  }
}
