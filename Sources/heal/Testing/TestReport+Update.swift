import HealEngine
import HealLanguage
import HealProject
import HealRunner

/// Writes down what the rules say now as what is expected of the recordings, after it has been shown.
///
/// Only recordings that failed, and those of which nothing has been said, are looked at.
///
/// - Parameter report: of the recordings as they are.
/// - Returns: whether anything was written.
/// - Throws: ``RunnerError`` where a file cannot be written.
func updateExpectations(_ report: TestReport) throws(RunnerError) -> Bool {
  var written = 0
  for test in report.recordings where test.needsUpdate {
    let recording = test.recording
    guard let new = test.updated else {
      Console.note("\(recording.folder): no rule knows it, so there is nothing to write down")
      continue
    }
    let files = new.filesAfter(test.diagnoses)
    guard
      new.text != test.source?.text
        || files.contains(where: { path, text in
          recording.filesAfter.text(path) != text
        })
    else { continue }
    Console.note(shown(new.text, files, of: test))
    try recording.write(expectation: new.text, filesAfter: files)
    written += 1
  }
  Console.note("wrote what is expected of \(written.counted("recording")); look it through")
  return written > 0
}

private func shown(
  _ text: String, _ files: [String: String], of test: RecordingTest
) -> String {
  let isColoured = Style(descriptor: 2).isColoured
  var shown = unifiedDiff(
    path: test.recording.expectationFile, before: test.source?.text ?? "", after: text,
    colours: isColoured)
  for (path, after) in files.sorted(by: { $0.key < $1.key }) {
    let before = ProjectFiles(root: test.recording.projectDirectory).text(path) ?? ""
    shown += unifiedDiff(path: path, before: before, after: after, colours: isColoured)
  }
  return shown
}

extension RecordingTest {
  fileprivate var needsUpdate: Bool {
    guard problems.isEmpty, !recording.isGreen, recording.exitCode != 0 else { return false }
    return status == .unlabelled || !status.isGood
  }

  fileprivate var updated: RecordingExpectation? {
    guard source != nil, let expectation else {
      return .made(from: diagnoses, categories: recording.acceptedCategories)
    }
    return expectation.updated(to: diagnoses, categories: recording.acceptedCategories)
  }
}
