import HealEngine

/// What a green run may hide, by what dbt printed and by what ran the last time.
enum GreenRemarks {
  /// What dbt says when it leaves something out and goes on; the words are those of dbt 1.8 to 1.12.
  private static let signs = [
    "Did not find matching node for patch with name",
    "Configuration paths exist in your dbt_project.yml file which do not apply",
    "does not match any enabled nodes",
    "No nodes selected",
    "Nothing to do. Try checking your model configs",
  ]
  /// The test of a node that is not there: `Test 'x' (f.yml) depends on a node named 'y' …`.
  private static let lostTest = "depends on a node named"

  /// dbt's own warnings of that kind, each once, in their order.
  static func warnings(in console: [UInt8]) -> [String] {
    let isSuspicious = (signs + [lostTest]).contains { console[...].contains(text: $0) }
    guard isSuspicious else { return [] }
    let lines = FailureText.plain(console).split(whereSeparator: \.isNewline).map(message)
    var found: [String] = []
    for (index, line) in lines.enumerated() where isSign(line) {
      let details = lines[(index + 1)...].prefix {
        $0.hasPrefix("- ") || $0.hasPrefix("There are ")
      }
      let paths = details.filter { $0.hasPrefix("- ") }.map { $0.dropFirst(2) }
      let text = "dbt says: \(line)" + (paths.isEmpty ? "" : " \(paths.joined(separator: ", "))")
      if !found.contains(text) { found.append(text) }
    }
    return found
  }

  /// Tests that ran in the last green run of the same command and did not run in this one, or that nothing ran at all.
  static func vanished(_ before: GreenRecord.Run?, now: Set<String>) -> [String] {
    guard let before, !isSelectedByState(before.command) else { return [] }
    if now.isEmpty, !before.statuses.isEmpty {
      return ["dbt ran nothing; in the green run of \(before.time.prefix(10)) it ran \(before.statuses.count)"]
    }
    let gone = before.tests.subtracting(now).sorted()
    guard !gone.isEmpty else { return [] }
    let shown = gone.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
    let rest = gone.count > 3 ? " and \(gone.count - 3) more" : ""
    return [
      "\(gone.count == 1 ? "a test has" : "\(gone.count) tests have") vanished since the green run of "
        + "\(before.time.prefix(10)): \(shown)\(rest)"
    ]
  }

  /// What such a command runs depends on more than its words.
  private static func isSelectedByState(_ command: [String]) -> Bool {
    command.contains { word in
      ["state:", "result:", "source_status:", "--state"].contains { word.contains($0) }
    }
  }

  private static func isSign(_ line: String) -> Bool {
    signs.contains { line.contains($0) }
      || line.contains(lostTest) && line.contains("which was not found")
  }

  /// Without dbt's time and level; of a line of JSON its message.
  private static func message(_ line: Substring) -> String {
    if line.first == "{" {
      var reader = JSONReader(Array(line.utf8))
      if let text = reader.readValue()?["info"]?["msg"]?.string { return plain(text[...]) }
    }
    return plain(line)
  }

  private static func plain(_ line: Substring) -> String {
    var line = line
    let time = line.prefix(8)
    if time.count == 8, time.allSatisfy({ $0.isNumber || $0 == ":" }) {
      line = line.dropFirst(8).drop { $0 == " " }
    }
    for level in ["[WARNING]: ", "[WARNING]", "[WARN ] ", "Warning: "] where line.hasPrefix(level) {
      line = line.dropFirst(level.count)
    }
    return String(line)
  }
}
