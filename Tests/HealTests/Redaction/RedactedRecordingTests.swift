import FoundationEssentials
import HealEngine
import Testing

/// Real words of dbt stay as they are, but for what names a person or tells a row.
@Suite struct RedactedRecordingTests {
  @Test func `recorded output changes only where it must`() throws {
    let redactor = try Redactor()
    var changed: [String] = []
    var count = 0
    for (path, text) in Self.recordings {
      count += 1
      let redacted = redactor.redact(text)
      if redacted == text { continue }
      for (before, after) in zip(text.split(separator: "\n"), redacted.split(separator: "\n"))
      where before != after {
        changed.append("\(path)\n- \(before)\n+ \(after)")
      }
    }
    #expect(count > 800)
    try expectGolden(
      Set(changed).sorted().joined(separator: "\n") + "\n", "Tests/Golden/redaction/recordings.txt")
  }

  /// What dbt printed, in every recording.
  private static let recordings: [(String, String)] = {
    let root = HouseTests.root + "/Tests/Recordings"
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
    return files.sorted().filter {
      $0.hasSuffix(".txt") || $0.hasSuffix("results.json") || $0.hasSuffix(".jsonl")
    }
    .compactMap { file in
      FileManager.default.contents(atPath: "\(root)/\(file)").map {
        (file, String(decoding: $0, as: UTF8.self))
      }
    }
  }()
}
