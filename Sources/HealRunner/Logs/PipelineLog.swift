import FoundationEssentials
import HealEngine
import Synchronization

/// heal's own logs in a project: one event a line, written before the action that it announces.
struct PipelineLog: Sendable {
  enum File: Hashable, Sendable {
    case pipelineRuns, errors, fixes
  }

  /// One line.
  struct Entry: Codable, Hashable, Sendable {
    var time = ""
    var run = ""
    var attempt: Int
    var node: String?
    var rule: String?
    /// From 0 to 1.
    var confidence: Double?
    /// One word or two: `starting`, `failed`, `applying`, `rolled-back`.
    var status: String
    /// What is worth knowing beside; free text.
    var detail: String?
  }

  var project: String
  var run: RunID
  var settings: Settings.Logging
  /// Whether nothing is written: a dry run has nothing to announce.
  var isSilent = false
  /// Takes secrets out of what is free text.
  var redact: @Sendable (String) -> String = { $0 }

  /// Why the first line that could not be written was not; shared by all copies.
  let trouble = Trouble()

  final class Trouble: Sendable {
    private let first = Mutex<RunnerError?>(nil)

    var error: RunnerError? { first.withLock { $0 } }

    func note(_ error: RunnerError) { first.withLock { $0 = $0 ?? error } }
  }

  /// Adds a line to one of the logs. One that cannot be written costs a remark, not the run: the journal holds what
  /// counts.
  func write(_ entry: Entry, to file: File) {
    do throws(RunnerError) { try append(entry, to: file) } catch { trouble.note(error) }
  }

  private func append(_ entry: Entry, to file: File) throws(RunnerError) {
    guard !isSilent else { return }
    var entry = entry
    entry.time = Timestamp.now.iso8601
    entry.run = run.description
    entry.detail = entry.detail.map(redact)
    entry.node = entry.node.map(redact)
    let path = path(of: file)
    try FileSystem.createFolder(FileSystem.parent(of: path))
    try FileSystem.append(line(entry), to: path)
  }

  private func path(of file: File) -> String {
    let name =
      switch file {
      case .pipelineRuns: settings.pipelineRuns
      case .errors: settings.errors
      case .fixes: settings.fixes
      }
    return DbtPaths.joined(project, name)
  }

  private func line(_ entry: Entry) -> [UInt8] {
    guard settings.format == .simple else { return JSONLines.line(entry) }
    let fields: [(String, String?)] = [
      ("run", entry.run), ("attempt", String(entry.attempt)), ("node", entry.node),
      ("rule", entry.rule), ("confidence", entry.confidence?.percent),
      ("status", entry.status), ("detail", entry.detail.map { Self.quoted($0) }),
    ]
    let words = [entry.time] + fields.compactMap { name, value in value.map { "\(name)=\($0)" } }
    return Array((words.joined(separator: " ") + "\n").utf8)
  }

  /// Always one line.
  private static func quoted(_ text: String) -> String {
    let plain = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      default: scalar.value < 0x20 ? " " : String(scalar)
      }
    }
    return "\"" + plain.joined() + "\""
  }
}
