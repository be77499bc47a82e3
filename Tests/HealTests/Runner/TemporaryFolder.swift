import Dispatch
import Platform

@testable import HealRunner

/// A folder of a test's own, gone when the test is over.
final class TemporaryFolder: Sendable {
  let path: String
  /// Holds on to the folder that this one is in.
  private let parent: TemporaryFolder?

  init() {
    parent = nil
    let name = "heal-test-\(getpid())-\(UInt64.random(in: .min ... .max))"
    path = ProjectTree.resolved("/tmp") + "/" + name
    make(folder: "")
  }

  /// A folder of another one; made where there is none.
  init(_ name: String, in parent: TemporaryFolder) {
    self.parent = parent
    path = parent.path + "/" + name
    make(folder: "")
  }

  deinit { FileSystem.remove(path) }

  func make(folder: String) {
    do { try FileSystem.createFolder(path + "/" + folder) } catch {
      preconditionFailure("\(error)")
    }
  }

  /// Writes a file, with the folders above it.
  func write(_ text: String, to name: String, mode: UInt32 = 0o644) {
    let file = path + "/" + name
    do {
      try FileSystem.createFolder(FileSystem.parent(of: file))
      FileSystem.remove(file)
      try FileSystem.append(Array(text.utf8), to: file)
    } catch {
      preconditionFailure("\(error)")
    }
    _ = unsafe chmod(file, mode)
  }

  /// nil when there is no such file.
  func read(_ name: String) -> String? {
    FileSystem.read(path + "/" + name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Every file with its text and mode, heal's own and dbt's folders left out.
  var tree: [String: String] {
    var found: [String: String] = [:]
    collect("", into: &found)
    return found
  }

  private func collect(_ folder: String, into found: inout [String: String]) {
    for name in FileSystem.names(in: path + "/" + folder) {
      let relative = folder.isEmpty ? name : folder + "/" + name
      if [".heal", "target", "logs"].contains(relative) { continue }
      if FileSystem.isFolder(path + "/" + relative) {
        collect(relative, into: &found)
      } else {
        var status = stat()
        _ = unsafe lstat(path + "/" + relative, &status)
        found[relative] = "\(status.st_mode) \(read(relative) ?? "unreadable")"
      }
    }
  }
}
