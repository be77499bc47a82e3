import FoundationEssentials

/// A folder of old logs and artifacts, however deep they lie in it. Only read.
package struct PastFolder {
  /// The files and recordings that may tell of runs, in the order of their paths.
  package private(set) var paths: [String] = []
  /// What was found and cannot be read, with the reason.
  package private(set) var unread: [Unread] = []
  /// Bytes of all files that were read.
  package private(set) var size = 0

  package struct Unread: Hashable, Sendable {
    package var path: String
    package var reason: String
  }

  /// Of a folder or one file; nil where there is nothing of the name.
  package init?(_ path: String) {
    let root = ProjectFiles(root: path).root
    switch Self.kind(root) {
    case .folder: collect(root)
    case .file: paths = [root]
    default: return nil
    }
  }

  /// Calls `body` with each run, one after the other.
  package mutating func forEachRun(_ body: (PastRun) -> Void) {
    for path in paths { read(path, body) }
  }

  // MARK: Finding

  /// dbt's and other tools' folders that hold no accounts of runs.
  private static let passedOver: Set<String> = [
    ".git", "dbt_packages", "dbt_modules", "node_modules", "compiled", "run", ".venv", "venv",
    "site-packages", "backup",
  ]

  private mutating func collect(_ folder: String) {
    if Recording(folder: folder, name: folder) != nil { return paths.append(folder) }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      return unread.append(Unread(path: folder, reason: "the folder cannot be opened"))
    }
    for name in names.sorted() where !Self.passedOver.contains(name) {
      let path = "\(folder)/\(name)"
      switch Self.kind(path) {
      case .folder: collect(path)
      case .file where Self.isArchive(name):
        unread.append(Unread(path: path, reason: "it is compressed; unpack it first"))
      case .file where Self.isAccount(name): paths.append(path)
      default: continue
      }
    }
  }

  private static func kind(_ path: String) -> FileStatus.Kind? { FileStatus(path)?.kind }

  private static func isArchive(_ name: String) -> Bool {
    [".gz", ".zip", ".bz2", ".xz", ".zst"].contains { name.hasSuffix($0) }
      && (name.contains("log") || name.contains("run_results"))
  }

  /// Logs, also rotated ones (`dbt.log.1`), what was captured, events, and `run_results.json` of any name.
  private static func isAccount(_ name: String) -> Bool {
    if name.hasSuffix(".json") { return name.hasPrefix("run_results") }
    let endings = [".log", ".jsonl", ".ndjson", ".txt", ".out", ".err"]
    if endings.contains(where: { name.hasSuffix($0) }) { return name != "requirements.txt" }
    return name.split(separator: ".").dropLast().last == "log"
  }

  // MARK: Reading

  private mutating func read(_ path: String, _ body: (PastRun) -> Void) {
    if let recording = Recording(folder: path, name: path) { return body(PastRun(recording)) }
    guard let data = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) else {
      return unread.append(Unread(path: path, reason: "it cannot be opened"))
    }
    size += data.count
    if path.hasSuffix(".json") {
      guard let run = PastRun(results: [UInt8](data), file: path) else {
        return unread.append(Unread(path: path, reason: "it is no run_results.json"))
      }
      return body(run)
    }
    let cutLines = Self.forEachPart(of: data) { part in
      if let run = PastRun(part, file: path) { body(run) }
    }
    if let line = cutLines.first {
      unread.append(
        Unread(path: path, reason: "the run at line \(line) is too long; only its beginning counts")
      )
    }
  }

  /// Lines are taken a piece of the file at a time, so that a big file takes no more memory than a small one.
  ///
  /// - Returns: where the parts begin that were too long.
  private static func forEachPart(of data: Data, _ body: (LogPart) -> Void) -> [Int] {
    var cut: [Int] = []
    withoutActuallyEscaping(body) { body in
      var cutter = LogCutter { part in
        if part.isCut { cut.append(part.line) }
        body(part)
      }
      var offset = data.startIndex
      while offset < data.endIndex {
        let end = min(offset + pieceSize, data.endIndex)
        let piece = [UInt8](data[offset..<end])
        // A line that is longer than a piece is taken in pieces.
        let whole =
          end == data.endIndex
          ? piece.count : piece.lastIndex(of: 0x0A).map { $0 + 1 } ?? piece.count
        cutter.take(piece[..<whole])
        offset += whole
      }
      cutter.finish()
    }
    return cut
  }

  private static let pieceSize = 1 << 20
}
