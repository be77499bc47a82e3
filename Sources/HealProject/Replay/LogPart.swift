/// The part of a log that is about one run of dbt; debug lines, which are most of a log file, left out.
struct LogPart {
  var bytes: [UInt8] = []
  /// Where it begins in its file, from 1.
  var line = 1
  /// Of the line above the run, or of its events.
  var invocationID: String?
  /// `2026-11-22T21:08:42`.
  var moment: String?
  /// What dbt said of its end in a debug line.
  var end: PastRun.End?
  /// Whether dbt is seen to begin.
  var hasBeginning = false
  /// Whether a line speaks of an error.
  var mayHaveFailures = false
  /// Whether it was longer than ``limit``, so that lines were left out.
  var isCut = false

  /// In bytes; what a run says beside its debug lines is far less.
  static let limit = 32 << 20

  mutating func add(_ line: ArraySlice<UInt8>) {
    guard bytes.count + line.count < Self.limit else {
      isCut = true
      return
    }
    bytes += line
    bytes.append(0x0A)
  }
}
