import HealEngine
import HealProject
import Testing

/// What dbt 2 said of faults that were made on purpose, with its structured log and without.
@Suite("Recordings of dbt 2")
struct Dbt2RecordingsTests {
  private static let all = Recording.all.filter { $0.name.contains("_dbt2/") }

  @Test("There are recordings on DuckDB and Postgres, some of them green")
  func recordings() {
    #expect(Self.all.count { $0.adapter == "duckdb" } > 30)
    #expect(Self.all.count { $0.adapter == "postgres" } > 5)
    #expect(Self.all.count(where: \.isGreen) > 2)
  }

  @Test("Each tells its version, and each failure's file is the author's")
  func files() {
    for recording in Self.all where !recording.isGreen && recording.label != "bad command" {
      let reading = readRun(recording.run)
      #expect(reading.isOfDbt2, "\(recording.name)")
      for failure in reading.failures {
        let file = failure.node?.file ?? ""
        #expect(!file.hasPrefix("target/") && !file.hasPrefix("run/"), "\(recording.name): \(file)")
        #expect(!failure.message.contains("Failed to execute query"), "\(recording.name)")
      }
    }
  }

  @Test("The rules know every failure, and say the same of the console alone")
  func known() throws {
    for recording in Self.all {
      let categories = Self.categories(recording.run, recording.evidence)
      #expect(!categories.contains("UNKNOWN"), "\(recording.name)")
      #expect(categories.isEmpty == recording.isGreen, "\(recording.name): \(categories)")
      var console = recording.run
      console.eventLog = nil
      #expect(Self.categories(console, recording.evidence) == categories, "\(recording.name)")
    }
  }

  private static func categories(_ run: FinishedRun, _ evidence: ProjectEvidence) -> Set<String> {
    let diagnoses = StandardRules.diagnostician.diagnose(readRun(run).failures, evidence: evidence)
    return Set(diagnoses.map { $0.category ?? "UNKNOWN" })
  }
}
