import HealEngine
import HealProject
import Testing

/// The standard rules asked about every recorded run of dbt.
@Suite struct RecordedFailureTests {
  @Test func `recorded failures get an acceptable category, green runs none`() {
    var right = 0
    var labelled = 0
    var missed: [String] = []
    for recording in Recording.all where !recording.isOfSuccess {
      let diagnoses = diagnose(recording)
      if recording.isGreen || recording.exitCode == 0 {
        #expect(diagnoses.isEmpty, "nothing failed in \(recording.name)")
      } else if let category = recording.category {
        labelled += 1
        let accepted = [category] + recording.alsoAccepted
        let given = diagnoses.map { $0.category ?? "none" }
        if given.contains(where: accepted.contains) {
          right += 1
        } else {
          missed.append("\(recording.name): \(given.joined(separator: ", ")), not \(accepted)")
        }
      }
    }
    print("recordings: \(right) of \(labelled) failures have an acceptable category")
    for miss in missed { print("  \(miss)") }
    #expect(Double(right) >= 0.97 * Double(labelled))
  }

  private func diagnose(_ recording: Recording) -> [Diagnosis] {
    let run = recording.run
    let evidence = ProjectEvidence(
      projectDirectory: run.projectDirectory, targetDirectory: run.targetDirectory)
    return StandardRules.diagnostician.diagnose(readRun(run).failures, evidence: evidence)
  }
}
