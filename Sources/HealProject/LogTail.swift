import HealEngine
import Platform

/// Finds the last run in a log, from its end: a log may be as large as a disk, a run is not.
///
/// Takes memory for the last run and one line, and time for what stands behind the run's beginning.
struct LogTail {
  /// Of what is read, in bytes. Of a longer run the end is read, where it says how it went.
  private static let most = 256 << 20
  /// Longer lines are passed over while the beginning is looked for, in bytes.
  private static let longestLine = 16 << 20
  fileprivate static let blockSize = 64 << 10

  private let descriptor: Int32
  private let size: Int
  private var search: RunStart

  /// What a file holds, by its beginning.
  enum Form {
    /// What dbt prints or logs for people, and anything else that is not JSON.
    case text
    /// One event a line.
    case events
    /// One value, such as an artifact.
    case json
  }

  /// nil where there is no regular file that can be read.
  static func form(of path: String) -> Form? {
    reading(path) { descriptor, size in
      let head = bytes(of: descriptor, in: 0..<min(size, 1 << 20))
      let start = head[...].drop { $0.isBlank || $0 == 0x0A || $0 == 0x0D }
      guard start.first == UInt8(ascii: "{") else { return .text }
      // A log may begin with a line that is cut off.
      let lines = start.split(separator: 0x0A, maxSplits: 2).prefix(2)
      return lines.contains { EventLog.mark(of: $0) != nil } ? .events : .json
    }
  }

  /// The last run's part of a log, in whole lines; all of a log that tells no runs apart. nil where there is no
  /// regular file that can be read.
  static func lastRun(of path: String, most: Int = most) -> [UInt8]? {
    let isText = form(of: path) == .text
    return reading(path) { descriptor, size in
      var tail = LogTail(
        descriptor: descriptor, size: size,
        search: isText ? .text(RunStart.Text()) : .events(RunStart.Events()))
      return bytes(of: descriptor, in: tail.start(most: most)..<size)
    }
  }

  /// Whether a log of events begins with one run and ends with another; only its two ends are read.
  static func holdsSeveralRuns(_ path: String) -> Bool {
    reading(path) { descriptor, size in
      let head = bytes(of: descriptor, in: 0..<min(size, blockSize))
      let tail = bytes(of: descriptor, in: max(0, size - blockSize)..<size)
      let runs = { (bytes: [UInt8]) in
        bytes.split(separator: 0x0A).lazy.compactMap { EventLog.run(of: $0) }
      }
      guard let first = runs(head).first, let last = Array(runs(tail)).last else { return false }
      return first != last
    } ?? false
  }

  /// What stands before the last run in a log of events, its end where it is longer than `most`; nil where nothing does.
  static func beforeLastRun(of path: String, most: Int = 64 << 20) -> [UInt8]? {
    reading(path) { descriptor, size in
      var tail = LogTail(descriptor: descriptor, size: size, search: .events(RunStart.Events()))
      let start = tail.start(most: Self.most)
      return start > 0 ? bytes(of: descriptor, in: max(0, start - most)..<start) : nil
    }
  }

  private static func reading<Answer>(
    _ path: String, _ body: (_ descriptor: Int32, _ size: Int) -> Answer?
  ) -> Answer? {
    guard let status = FileStatus(path), status.kind == .file else { return nil }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return body(descriptor, status.size)
  }

  /// Offset at which the last run begins.
  private mutating func start(most: Int) -> Int {
    var offset = size
    // What is known of the line whose end was read, the last part first.
    var parts: [[UInt8]] = []
    var length = 0
    // Where the line behind it begins.
    var next = size
    while offset > 0 {
      // A line without an end, such as a hole in the file, is not walked through.
      if size - offset > most { return next }
      let block = Self.bytes(of: descriptor, in: max(0, offset - Self.blockSize)..<offset)
      guard !block.isEmpty else { return offset }
      offset -= block.count
      var end = block.count
      while let newline = Self.lastNewline(in: block, before: end) {
        let line =
          length > Self.longestLine ? [] : block[(newline + 1)..<end] + parts.reversed().joined()
        if let start = search.look(at: Array(line)[...], start: offset + newline + 1) {
          return start
        }
        (parts, length, end) = ([], 0, newline)
        next = offset + newline + 1
        if size - (offset + newline) > most { return offset + newline + 1 }
      }
      length += end
      if length <= Self.longestLine { parts.append(Array(block[..<end])) } else { parts = [] }
    }
    let line = Array(parts.reversed().joined())
    return search.look(at: line[...], start: 0) ?? search.first ?? 0
  }

  /// Without bounds checks: a line may be longer than the memory.
  private static func lastNewline(in bytes: [UInt8], before end: Int) -> Int? {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      var index = end - 1
      while index >= 0, unsafe buffer[index] != 0x0A { index -= 1 }
      return index >= 0 ? index : nil
    }
  }

  /// Fewer where the file is shorter or cannot be read.
  private static func bytes(of descriptor: Int32, in range: Range<Int>) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    var count = 0
    while count < bytes.count {
      let done = count
      let read = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe pread(
          descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done,
          off_t(range.lowerBound + done))
      }
      if read < 0, errno == EINTR { continue }
      guard read > 0 else { break }
      count += read
    }
    if count < bytes.count { bytes.removeSubrange(count...) }
    return bytes
  }
}

/// Looks for the line at which the last run begins, given all lines from the last to the first.
private enum RunStart {
  /// dbt's own words: runs stand under `====== 21:36:26.123 | <invocation id> ======`.
  case text(Text)
  case events(Events)

  /// What was captured of a console has no such lines. Of much of it the last run begins where dbt tells its version.
  struct Text {
    /// Where dbt last told its version.
    var version: Int?
    var bytes = 0
    var bytesSinceVersion = 0
  }

  /// Runs of two programs may lie between each other: the last one goes back to its first event.
  struct Events {
    var invocationID: String?
    /// Where its first line stands that has been seen.
    var first: Int?
    var hasBegun = false
    /// Bytes of other runs since then.
    var others = 0
  }

  /// So many bytes of a console are read as a whole: a script may run dbt several times.
  private static let largestMixture = 16 << 20

  /// After so many bytes of other runs none of the last one's are looked for.
  private static let patience = 1 << 20

  /// Where the last run begins; nil while that is not known.
  mutating func look(at line: ArraySlice<UInt8>, start: Int) -> Int? {
    switch self {
    case .text(var text):
      defer { self = .text(text) }
      if RunRecord.invocation(in: line) != nil { return start }
      text.bytes += line.count
      if text.version != nil { text.bytesSinceVersion += line.count }
      if text.version == nil, line.count < 400, line.contains(text: "Running with dbt=") {
        text.version = start
      }
      let isLong = text.bytes > Self.largestMixture && text.bytesSinceVersion > LogTail.blockSize
      return isLong ? text.version : nil
    case .events(var events):
      defer { self = .events(events) }
      guard let (id, code) = EventLog.mark(of: line) else { return nil }
      if events.invocationID == nil { events.invocationID = id }
      guard id != events.invocationID else {
        (events.first, events.others) = (start, 0)
        events.hasBegun = events.hasBegun || code == "A001"
        // Two runs of dbt 2 that were given one id do not lie between each other.
        return code == "A001" && OTelRecord(line) != nil ? start : nil
      }
      events.others += line.count
      return events.hasBegun || events.others > Self.patience ? events.first : nil
    }
  }

  /// Where the last run's first line stands, as far as it is known.
  var first: Int? {
    if case .events(let events) = self { events.first } else { nil }
  }
}
