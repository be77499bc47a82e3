import FoundationEssentials
import HealProject

/// A dbt project in a folder of its own, for one test.
final class ProjectFolder {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/heal-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    path = folder
    for (file, text) in files { try write(text, to: file) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to file: String) throws { try write(Array(text.utf8), to: file) }

  func write(_ bytes: [UInt8], to file: String) throws {
    let full = path + "/" + file
    let folder = full.split(separator: "/").dropLast().joined(separator: "/")
    try FileManager.default.createDirectory(atPath: "/" + folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: full))
  }

  func link(_ file: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path + "/" + file, withDestinationPath: target)
  }

  /// A run of dbt in this folder.
  func run(
    _ exit: FinishedRun.Exit, output: String = "", error: String = "", hasLog: Bool = true
  ) -> FinishedRun {
    FinishedRun(
      arguments: ["dbt", "build"], exit: exit, standardOutput: Array(output.utf8),
      standardError: Array(error.utf8), eventLog: hasLog ? path + "/logs/dbt.log" : nil,
      projectDirectory: path, targetDirectory: path + "/target")
  }
}
