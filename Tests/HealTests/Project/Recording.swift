import FoundationEssentials
import HealEngine
import HealProject
import Testing

/// One recorded run of dbt: see `Tests/Recordings/README.md`.
struct Recording: Sendable, CustomTestStringConvertible {
  /// `duckdb/ref_missing`.
  var name: String
  var exitCode: Int32
  var isGreen: Bool
  var category: String?
  /// Categories that are as good.
  var alsoAccepted: [String]
  private var folder: String

  var testDescription: String { name }

  /// All recordings, in the order of their names.
  static let all: [Recording] = {
    let setups = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return setups.sorted().flatMap { setup in
      let kinds = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(setup)")) ?? []
      return kinds.sorted().compactMap { Recording("\(setup)/\($0)") }
    }
  }()

  static func named(_ name: String) throws -> Recording { try #require(Recording(name)) }

  private static let root: String = {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/") + "/Recordings"
  }()

  private struct Description: Decodable {
    var exit_code: Int32
    var green: Bool
    var category: String?
    var also_ok: [String]?
  }

  private init?(_ name: String) {
    folder = "\(Self.root)/\(name)"
    guard let data = FileManager.default.contents(atPath: folder + "/recording.json"),
      let description = try? JSONDecoder().decode(Description.self, from: data)
    else { return nil }
    self.name = name
    exitCode = description.exit_code
    isGreen = description.green
    category = description.category
    alsoAccepted = description.also_ok ?? []
  }

  /// The run as the runner would hand it over.
  var run: FinishedRun {
    let command = String(decoding: bytes("command.txt"), as: UTF8.self)
    let words = command.split(separator: "\n").first?.split(separator: " ").map(String.init) ?? []
    let hasEvents = bytes("events.jsonl").first == UInt8(ascii: "{")
    return FinishedRun(
      arguments: words, exit: .code(exitCode), standardOutput: bytes("stdout.txt"),
      standardError: bytes("stderr.txt"), eventLog: hasEvents ? folder + "/events.jsonl" : nil,
      projectDirectory: folder + "/before", targetDirectory: folder)
  }

  /// Whether it is an excerpt of a longer run, about a model that the engine let pass.
  var isOfSuccess: Bool {
    let lines = String(decoding: bytes("stdout.txt"), as: UTF8.self).split(separator: "\n")
    return lines.filter { !$0.hasPrefix("#") } == ["OK"]
  }

  private func bytes(_ file: String) -> [UInt8] {
    FileManager.default.contents(atPath: "\(folder)/\(file)").map { [UInt8]($0) } ?? []
  }
}
