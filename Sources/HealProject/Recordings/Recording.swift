import FoundationEssentials
import HealEngine

/// One recorded run of dbt: a folder with what dbt printed and wrote, the project's files as they were, and what
/// is expected of the rules. The files are described in `Tests/Recordings/README.md`; `heal record` writes them.
package struct Recording: Hashable, Sendable {
  /// Where it is.
  package var folder: String
  /// The folder's path from where it was looked for: `duckdb/ref_missing`.
  package var name: String
  /// The command, word by word.
  package var arguments: [String]
  package var exitCode: Int32
  /// Whether dbt reported no failure; rules must stay silent about such a run.
  package var isGreen: Bool
  package var adapter: String?
  /// What the person who recorded it calls the fault; free text.
  package var label: String?
  /// What an engineer would call the failure; nil where nobody has said so.
  package var category: String?
  /// Categories that are as good.
  package var alsoAccepted: [String]

  /// The file that makes a folder a recording.
  package static let fileName = "recording.json"

  /// nil where the folder is no recording: it has no `recording.json`, or one that cannot be read.
  package init?(folder: String, name: String) {
    let files = ProjectFiles(root: folder)
    guard let bytes = files.bytes(Self.fileName) else { return nil }
    var reader = JSONReader(bytes)
    guard let json = reader.readValue(), json.object != nil else { return nil }
    self.folder = files.root
    self.name = name
    exitCode = json["exit_code"]?.integer ?? files.text("exit_code")?.firstInteger ?? 0
    isGreen = json["green"] == .bool(true)
    adapter = json["adapter"]?.string
    label = json["label"]?.string
    category = json["category"]?.string
    alsoAccepted = json["also_ok"]?.array?.compactMap(\.string) ?? []
    let line = files.text("command.txt")?.split(separator: "\n").first ?? ""
    arguments =
      json["command"]?.array?.compactMap(\.string) ?? line.split(separator: " ").map(String.init)
  }

  /// The project's files as they were when it was recorded; there may be none.
  package var projectDirectory: String { folder + "/before" }

  /// What is expected of the rules, in `.heal` syntax; there may be no such file.
  package var expectationFile: String { folder + "/expect.heal" }

  /// The files after the expected fix, byte for byte, under their paths in the project.
  package var filesAfter: ProjectFiles { ProjectFiles(root: folder + "/after") }

  /// The categories that are right; empty where nobody has said.
  package var acceptedCategories: [String] { category.map { [$0] + alsoAccepted } ?? [] }
}

extension Recording {
  /// The run as the runner would hand it over.
  package var run: FinishedRun {
    let hasEvents = bytes("events.jsonl").first == UInt8(ascii: "{")
    return FinishedRun(
      arguments: arguments, exit: .code(exitCode), standardOutput: bytes("stdout.txt"),
      standardError: bytes("stderr.txt"), eventLog: hasEvents ? folder + "/events.jsonl" : nil,
      projectDirectory: projectDirectory, targetDirectory: folder)
  }

  /// The project around the failure, as its files tell; nothing else can be asked.
  package var evidence: ProjectEvidence {
    ProjectEvidence(projectDirectory: projectDirectory, targetDirectory: folder)
  }

  /// Whether it is an excerpt of a longer run, about a model that the engine let pass.
  package var isOfSuccess: Bool {
    let lines = String(decoding: bytes("stdout.txt"), as: UTF8.self).split(separator: "\n")
    return lines.filter { !$0.hasPrefix("#") } == ["OK"]
  }

  private func bytes(_ file: String) -> [UInt8] {
    ProjectFiles.artifact(at: "\(folder)/\(file)") ?? []
  }
}

extension Recording {
  /// All recordings below a folder, or the folder itself, in the order of their names; hidden folders and what
  /// is inside a recording are passed over.
  package static func all(below folder: String) -> [Recording] {
    let root = ProjectFiles(root: folder).root
    let own = root.split(separator: "/").last.map(String.init) ?? root
    if let recording = Recording(folder: root, name: own) { return [recording] }
    var found: [Recording] = []
    var open = ["" as String]
    while let prefix = open.popLast() {
      for name in ProjectFiles(root: root).folders(in: prefix).reversed() {
        let path = prefix.isEmpty ? name : prefix + "/" + name
        if let recording = Recording(folder: root + "/" + path, name: path) {
          found.append(recording)
        } else {
          open.append(path)
        }
      }
    }
    return found.sorted { $0.name < $1.name }
  }
}

extension JSONValue {
  fileprivate var integer: Int32? {
    guard case .number(let text) = self else { return nil }
    return Int32(text)
  }
}

extension String {
  fileprivate var firstInteger: Int32? {
    split { $0.isWhitespace }.first.flatMap { Int32($0) }
  }
}
