import FoundationEssentials
import Platform

/// A folder for the readers that take a path: in memory where the system has such a place.
enum FuzzFolder {
  static let path: String = {
    let environment = ProcessInfo.processInfo.environment
    let memory = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"
    let base = environment["HEAL_FUZZ_FOLDER"] ?? memory
    return "\(base)/heal-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
  }()

  /// Writes a file below the folder, and gives its path.
  @discardableResult
  static func write(_ bytes: [UInt8], to name: String) -> String {
    let file = "\(path)/\(name)"
    if !put(bytes, in: file) {
      let folder = file[..<(file.lastIndex(of: "/") ?? file.endIndex)]
      try? FileManager.default.createDirectory(
        atPath: String(folder), withIntermediateDirectories: true)
      precondition(put(bytes, in: file), "\(file) cannot be written")
    }
    return file
  }

  private static func put(_ bytes: [UInt8], in file: String) -> Bool {
    let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return unsafe bytes.withUnsafeBytes { buffer in
      unsafe Platform.write(descriptor, buffer.baseAddress, buffer.count) == buffer.count
    }
  }

  static func remove(_ path: String = path) { try? FileManager.default.removeItem(atPath: path) }
}

/// The repository that the targets were built in.
enum FuzzRepository {
  static let root: String = {
    let here = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return here[..<(here.lastIndex(of: "Tests") ?? 0)].joined(separator: "/")
  }()

  /// The texts of all files below a folder whose names end so, by path.
  static func texts(below folder: String, ending: String) -> [(path: String, text: String)] {
    let all = (try? FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
    return all.filter { $0.hasSuffix(ending) }.sorted().compactMap { file in
      FileManager.default.contents(atPath: "\(root)/\(folder)/\(file)").map {
        ("\(folder)/\(file)", String(decoding: $0, as: UTF8.self))
      }
    }
  }
}
