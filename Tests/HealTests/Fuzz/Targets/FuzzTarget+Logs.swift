import HealLanguage

@testable import HealEngine
@testable import HealProject
@testable import HealRunner

extension FuzzTarget {
  static let logs = [log, events, diagnosis, recording]

  /// What dbt prints or logs for people.
  private static let log = FuzzTarget("log") { bytes in
    let text = FailureText.plain(bytes)
    try holdMessages(readText(text), of: text)
    _ = ConsoleFacts(text)
    _ = ConsoleExcerpt.text(text)
    var cutter = LogCutter { _ in }
    cutter.take(bytes[...])
    cutter.finish()
    let path = FuzzFolder.write(bytes, to: "dbt.log")
    let tail = LogTail.lastRun(of: path) ?? []
    try hold(bytes.suffix(tail.count) == tail[...], "the last run is not the log's end")
    _ = readAnything(path: path)
  }

  /// dbt's structured log.
  private static let events = FuzzTarget("events") { bytes in
    try holdMessages(RunRecord(log: bytes).failures(), of: bytes.asText)
    let log = EventLog(bytes)
    _ = (log.statuses, log.executionTimes, log.silentLosses, log.wasInterrupted, log.didNothing)
    _ = (log.adapter, log.dbtVersion)
    for json in EventExcerpt(bytes, about: ["model.shop.orders"]).events {
      let normalized = RunNormalizer(folders: []).normalized(json)
      try hold(JSON(parsing: normalized.rendered()) != nil, "an event is written as no JSON")
    }
    for line in bytes.split(separator: 0x0A) {
      if let event = EventLine(line) { _ = (event.text, event.separator) }
      _ = LogEvent(line)
    }
    _ = readAnything(path: FuzzFolder.write(bytes, to: "events.jsonl"))
  }

  /// A message against the standard rules, as far as candidates of fixes; then what may leave the machine.
  private static let diagnosis = FuzzTarget("diagnose") { bytes in
    let parts = bytes.parts(2)
    let text = FailureText.read(parts[0].asText)
    let node =
      text.node ?? Node(name: "orders", kind: "model", file: "models/orders.sql")
    let failure = Failure(
      id: "model.shop.orders", message: text.message, log: parts[0].asText, code: text.code,
      adapter: parts[1].count < 20 ? parts[1].asText : "duckdb", line: text.line, node: node)
    let evidence = RecordedEvidence([
      .fileText("models/orders.sql"): .text("select order_id, amount\nfrom {{ ref('raw') }}\n"),
      .models: .list([.text("orders"), .text("raw")]),
    ])
    let diagnoses = standardRules.diagnose([failure], evidence: evidence)
    for change in diagnoses.flatMap(\.candidates).flatMap(\.changes) {
      try holdEdits(change.edits, to: change.before)
    }
    let door = RedactionDoor(plainRedactor)
    door.learn(from: diagnoses)
    for finding in diagnoses.flatMap(\.findings) { _ = finding.advice.map(door.redact) }
    _ = plan(diagnoses, under: Policy())
  }

  /// A folder that `heal test` reads: the run's output, its artifacts, the project and what is expected.
  private static let recording = FuzzTarget("recording") { bytes in
    let parts = bytes.parts(7)
    let files = [
      "recording.json", "stdout.txt", "events.jsonl", "run_results.json", "manifest.json",
      "expect.heal", "before/dbt_project.yml",
    ]
    for (file, part) in zip(files, parts) { FuzzFolder.write(part, to: "recording/\(file)") }
    guard let recording = Recording(folder: FuzzFolder.path + "/recording", name: "a") else {
      return
    }
    let test = recording.test(with: standardRules)
    _ = test.status
    let normalizer = RunNormalizer(folders: [("/srv/shop", "/shop")])
    let once = normalizer.normalized(parts[1].asText)
    try hold(normalizer.normalized(once) == once, "normalising is not idempotent")
  }

  static let standardRules = Diagnostician(
    compile(
      FuzzRepository.texts(below: "rules", ending: ".heal").map {
        Source(name: $0.path, text: $0.text, layer: .standard)
      }
    ).rules)

  private static func holdMessages(_ failures: [Failure], of text: String) throws {
    for failure in failures {
      try hold(!failure.message.isEmpty, "a failure says nothing")
      try hold(
        failure.message.utf8.count <= 2 * text.utf8.count + 400, "a message is longer than its text"
      )
    }
  }
}
