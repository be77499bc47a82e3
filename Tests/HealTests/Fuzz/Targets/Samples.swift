import HealEngine
import HealLanguage

@testable import HealRunner

/// What heal itself writes below `.heal`, as the fuzzer's first inputs.
enum Samples {
  /// By target.
  static var all: [String: [[UInt8]]] {
    [
      "journal": [lines(edit), lines(command)], "recovery": [lines(edit), lines(command)],
      "proposal": [JSONLines.line(proposal)], "letter": [JSONLines.line(letter)],
      "green": [greenRecord],
    ]
  }

  private static func lines(_ events: [JournalEntry.Event]) -> [UInt8] {
    events.flatMap { JSONLines.line(JournalEntry(time: "2026-11-22T21:05:09.123Z", event: $0)) }
  }

  private static let words = ["dbt", "build", "--select", "orders+"]
  private static let path = "models/orders.sql"

  private static var edit: [JournalEntry.Event] {
    let before = FileMark(FileState(bytes: Array("select 0\n".utf8)))
    let now = FileMark(FileState(bytes: Array("select 1\n".utf8)))
    return [
      .started(command: words, process: 4711, mark: String(repeating: "0", count: 64)),
      .changing(path: path, before: before, after: now, temporary: ".orders.sql.heal-a-1"),
      .changing(path: "models/new.sql", before: nil, after: now, temporary: ".new.sql.heal-a-2"),
      .merging(path: path, temporary: ".orders.sql.heal-a-3"),
      .built(BuiltRelations(names: ["orders"], incremental: ["events"], command: words)),
      .committing, .ended(.kept, status: "healed"), .undoing,
    ]
  }

  private static var command: [JournalEntry.Event] {
    let now = FileMark(FileState(bytes: Array("select 1\n".utf8)))
    return [
      .started(command: words, process: 4711, mark: nil),
      .running(command: ["dbt", "deps"], watched: [.init(path: "package-lock.yml", mark: nil)]),
      .ran(exit: 0, watched: [.init(path: "package-lock.yml", mark: now)]),
      .ended(.restoredInPart, status: nil),
    ]
  }

  private static var proposal: SavedProposal {
    let failure = Failure(
      id: "model.shop.orders", message: "Binder Error: column custmer_id not found", code: "42703",
      adapter: "duckdb", dbtVersion: "1.11.0", line: 3,
      node: Node(name: "orders", kind: "model", file: path, uniqueID: "model.shop.orders"))
    let change = SavedChange(
      path: path, sha256: FileState(bytes: Array("select 0\n".utf8)).hash,
      edits: [.init(start: 7, end: 8, replacement: "1")], diff: "-select 0\n+select 1\n")
    let fix = SavedFix(
      rule: "duckdb.column_not_found", title: "Read customer_id", titleTemplate: "Read ${name}",
      category: "SCHEMA", confidence: 0.9, risk: .safe, reasons: ["a reason"], advice: ["Look."],
      failures: [SavedFailure(failure) { $0 }],
      actions: [
        .wait(seconds: 5), .run(words: ["dbt", "deps"]), .change(file: change),
      ], key: "a", stage: 1, hasHeld: false)
    return SavedProposal(
      id: ProposalID("lusab-gutih") ?? ProposalID(fingerprints: [], fixes: []), mark: nil,
      run: "20261122-210509-9f3c", time: "2026-11-22T21:05:09.123Z", command: words, folder: ".",
      tellsProject: false, fixes: [fix], patch: "--- a/models/orders.sql\n",
      resumption: SavedResumption(
        canRetry: true, invocation: "a", results: "b", stamp: "c", unfinished: ["d": "e"]),
      state: ProposalState(.waiting, because: "a person decides"))
  }

  private static var letter: IssueLetter {
    IssueLetter(
      run: "20261122-210509-9f3c", mark: nil, started: 1_795_381_509, fingerprints: ["a1b2"],
      title: "orders failed", body: "What failed", again: "Again",
      issue: IssueReference(number: 7, url: "https://github.com/a/b/issues/7"),
      ending: .init(comment: "Healed", action: .close), tries: 1, trouble: "no network")
  }

  private static var greenRecord: [UInt8] {
    Array(
      """
      {"version":1,"runs":[{"command":["dbt","build"],"run":"20261122-210509-9f3c",\
      "time":"2026-11-22T23:05:09.123Z","commit":"0a1b","nodes":{"model.shop.orders":"success",\
      "test.shop.not_null_orders_id.5c9bf9911d":"pass"}}],"relations":{"model.shop.orders":\
      {"name":"orders","time":"2026-11-22T23:05:09.123Z","columns":[{"name":"id","type":"integer"}],\
      "rows":12,"nulls":[0]}}}

      """.utf8)
  }
}
