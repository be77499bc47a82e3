import HealEngine
import HealLanguage
import HealProject
import Synchronization

@testable import HealRunner

/// A project with a `dbt` of its own: a small script that fails and passes as the files of the project
/// tell it, and says so in a log that only tests read.
final class FakeDbt: Sendable {
  let folder: TemporaryFolder
  private let state = Mutex(Recording())

  struct Recording {
    var events: [RunEvent] = []
    var waits: [Double] = []
    var now = 0.0
  }

  /// - Parameters:
  ///   - script: shell text; `$command` is dbt's subcommand, and these may be called:
  ///     `fail ID FILE MESSAGE`, `broken MESSAGE` (before any node could run), `status ID STATUS`,
  ///     `results` (this run wrote its own), `nothing`, `mentions TEXT FILE`, `count NAME`.
  ///   - folder: the project's.
  init(_ script: String, in folder: TemporaryFolder = TemporaryFolder()) {
    self.folder = folder
    let prelude = """
      #!/bin/sh
      cd "$(dirname "$0")/.."
      command="$1"
      mkdir -p target
      echo "$*" >> target/calls
      log="$DBT_LOG_PATH/dbt.log"
      fail() { echo "FAIL|$1|$2|$3" >> "$log"; }
      broken() { echo "BROKEN|$1" >> "$log"; }
      status() { echo "STATUS|$1|$2" >> "$log"; }
      results() { echo "RESULTS" >> "$log"; }
      nothing() { echo "NOTHING" >> "$log"; }
      mentions() { grep -q "$1" "$2"; }
      count() { echo x >> "target/count-$1"; n=$(wc -l < "target/count-$1"); }

      """
    folder.write(prelude + script + "\n", to: "bin/dbt", mode: 0o755)
    folder.write("name: shop\n", to: "dbt_project.yml")
  }

  var dbt: String { folder.path + "/bin/dbt" }

  /// The commands that dbt was called with, in order.
  var calls: [String] {
    (folder.read("target/calls") ?? "").split(separator: "\n").map(String.init)
  }

  var events: [RunEvent] { state.withLock(\.events) }
  var waits: [Double] { state.withLock(\.waits) }

  /// Runs a session on a thread of its own, with a clock that only waiting moves.
  func heal(
    _ words: String..., policy: Policy = Policy(mode: .autonomous),
    interruption: Interruption = Interruption(),
    configure: @escaping @Sendable (inout Session) -> Void = { _ in }
  ) async throws -> Outcome {
    try await offPool { [self] in
      var settings = Settings()
      settings.policy = policy
      // This dbt knows no warehouse; tests that give it one ask for it.
      settings.history.recordColumns = .never
      let null = TemporaryFolder()
      null.write("", to: "out")
      let sink = try Descriptor(null.path + "/out", 1)
      var session = try Session(
        command: [dbt] + (words.isEmpty ? ["build"] : words),
        project: DbtProject(directory: folder.path), settings: settings,
        diagnostician: { Diagnostician(RuleSet()) },
        runner: CommandRunner(
          interruption: interruption, standardOutput: sink.number, standardError: sink.number),
        environment: [:])
      session.folder = folder.path
      // A process that another test is just starting may hold a copy of the lock until it runs its program.
      session.lockTimeout = 10
      session.read = read
      session.diagnose = { [folder] in $0.map { Self.diagnosis($0, folder) } }
      session.clock = SessionClock(
        now: { [self] in state.withLock(\.now) },
        sleep: { [self] seconds in
          state.withLock {
            $0.now += seconds
            $0.waits.append(seconds)
          }
        })
      session.report = { [self] event in state.withLock { $0.events.append(event) } }
      configure(&session)
      return try session.heal()
    }
  }
}

extension FakeDbt {
  private func read(_ run: FinishedRun) -> RunReading {
    var reading = RunReading(invocationID: "x")
    let log = run.eventLog.flatMap { FileSystem.read($0) } ?? []
    for line in String(decoding: log, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: "|", maxSplits: 3).map(String.init)
      switch parts[0] {
      case "FAIL":
        let kind = parts[1].split(separator: ".").first.map(String.init)
        reading.failures.append(
          Failure(
            id: parts[1], message: "Runtime Error in \(parts[1]) (\(parts[2]))\n  \(parts[3])",
            node: Node(name: parts[1], kind: kind, file: parts[2], uniqueID: parts[1])))
        reading.statuses[parts[1]] = kind == "test" ? .fail : .error
        reading.hasOwnRunResults = true
      case "BROKEN":
        reading.failures.append(
          Failure(id: parts[1], message: parts[1], isBeforeRun: true))
      case "STATUS": reading.statuses[parts[1]] = NodeStatus(rawValue: parts[2]) ?? .unknown
      case "RESULTS": reading.hasOwnRunResults = true
      case "NOTHING": reading.didNothing = true
      default: break
      }
    }
    return reading
  }

  /// Knows four kinds of trouble: `"a" not found in FILE; try "b" "c"`, `lost connection`, `no packages`,
  /// `drop me`.
  private static func diagnosis(_ failure: Failure, _ folder: TemporaryFolder) -> Diagnosis {
    var diagnosis = Diagnosis(failure: failure)
    func find(_ category: String, retry: Bool = false, advice: [String] = []) {
      diagnosis.findings = [
        .init(
          rule: "test.rule", category: category, captures: [:], advice: advice, offersRetry: retry)
      ]
    }
    func offer(_ action: Candidate.Action, _ confidence: Double, _ risk: Risk, _ title: String) {
      diagnosis.candidates.append(
        Candidate(
          rule: "test.rule", title: title, confidence: confidence, risk: risk, actions: [action]))
    }
    if failure.message.contains("lost connection") {
      find("CONNECTION", retry: true)
      offer(.wait(1), 0.9, .safe, "Wait")
    } else if failure.message.contains("no packages") {
      find("DEPENDENCY")
      offer(.run(["dbt", "deps"]), 0.99, .safe, "Install")
    } else if failure.message.contains("drop me") {
      find("SCHEMA")
      offer(.run(["dbt", "run", "--full-refresh"]), 0.99, .destructive, "Rebuild")
    } else if failure.message.contains("not found in") {
      find("SCHEMA", advice: ["look at the input"])
      let names = quoted(failure.message)
      let words = failure.message.split(separator: " ").map(String.init)
      let file = words.firstIndex(of: "in").flatMap { _ in
        words.first { $0.hasSuffix(";") }.map { String($0.dropLast()) }
      }
      guard let name = names.first, let file, let text = folder.read(file) else { return diagnosis }
      for (index, better) in names.dropFirst().enumerated() {
        guard let start = offset(of: name, in: text) else { continue }
        let edit = TextEdit(start..<start + name.utf8.count, better)
        offer(
          .change(FileChange(path: file, before: text, edits: [edit])), 0.95 - Double(index) / 100,
          .review, "Read \(better) for \(name)")
      }
    }
    return diagnosis
  }

  private static func quoted(_ text: String) -> [String] {
    text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  private static func offset(of name: String, in text: String) -> Int? {
    let (bytes, wanted) = (Array(text.utf8), Array(name.utf8))
    return (0...max(0, bytes.count - wanted.count)).first {
      bytes[$0...].starts(with: wanted)
    }
  }
}
