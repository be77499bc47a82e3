import HealEngine

/// Cuts a log into the parts of its runs, line by line: dbt's own log file, the same as JSON, what dbt printed to a
/// console, and any of these with what Airflow or a container puts before each line.
struct LogCutter {
  private var part = LogPart()
  private var lineNumber = 0
  private var isInDebug = false
  private var isInEvents = false
  private let body: (LogPart) -> Void

  /// - Parameter body: is given each part as soon as it is whole.
  init(_ body: @escaping (LogPart) -> Void) { self.body = body }

  /// Takes whole lines.
  mutating func take(_ chunk: ArraySlice<UInt8>) {
    var start = chunk.startIndex
    while start < chunk.endIndex {
      let end = chunk[start...].firstIndex(of: 0x0A) ?? chunk.endIndex
      lineNumber += 1
      take(line: chunk[start..<end])
      start = end + 1
    }
  }

  mutating func finish() {
    if !part.bytes.isEmpty { body(part) }
    part = LogPart()
  }

  private mutating func begin() {
    finish()
    part.line = lineNumber
    isInDebug = false
  }

  private mutating func take(line: ArraySlice<UInt8>) {
    if line.first == UInt8(ascii: "{") { return take(event: line) }
    if line.starts(with: "======".utf8), let id = Self.header(line) {
      begin()
      isInEvents = false
      part.invocationID = id
      return part.add(line)
    }
    if isInEvents, line.isEmpty { return }
    if Self.isStamp(line) {
      isInDebug = Self.isDebug(line)
      if isInDebug { noteEnd(line) }
    }
    if isInDebug { return }
    if line.count < 400, line.contains(text: "Running with dbt") {
      if part.hasBeginning || isInEvents { begin() }
      (isInEvents, part.hasBeginning) = (false, true)
    }
    if part.moment == nil { part.moment = Self.moment(line) }
    if !part.mayHaveFailures {
      part.mayHaveFailures =
        line.contains(text: "rror") || line.contains(text: "FAIL") || line.contains(text: "Failure")
    }
    part.add(line)
  }

  // MARK: Events

  private mutating func take(event line: ArraySlice<UInt8>) {
    guard let id = Self.value(of: "\"invocation_id\"", in: line) else { return part.add(line) }
    if !isInEvents || part.invocationID != id[...].text {
      begin()
      isInEvents = true
      part.invocationID = id.text
      part.hasBeginning = true
    }
    if part.moment == nil {
      part.moment = Self.value(of: "\"ts\"", in: line).map {
        String(decoding: $0.prefix(19), as: UTF8.self)
      }
    }
    if Self.value(of: "\"level\"", in: line)?.text == "debug",
      let code = Self.value(of: "\"code\"", in: line)?.text,
      !EventLog.codesOfInterest.contains(code)
    {
      return
    }
    part.add(line)
  }

  /// The text that stands behind a key, without looking at what is around it.
  private static func value(of key: String, in line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let found = line.firstRange(of: key) else { return nil }
    let rest = line[found.upperBound...].drop { $0 == UInt8(ascii: ":") || $0.isBlank }
    guard rest.first == UInt8(ascii: "\"") else { return nil }
    return rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
  }

  // MARK: Lines

  /// The invocation's id of `====== 21:36:26.123 | <id> ======`.
  private static func header(_ line: ArraySlice<UInt8>) -> String? {
    var cursor = LineCursor(line)
    _ = cursor.take { $0 == UInt8(ascii: "=") }
    guard cursor.take(" "), cursor.takeTime(), cursor.take(" | ") else { return nil }
    return cursor.take(upTo: " =")?.text
  }

  /// Whether dbt's own time stands first.
  private static func isStamp(_ line: ArraySlice<UInt8>) -> Bool {
    let start = line.startIndex
    guard line.count > 8, line[start].isDigit, line[start + 2] == UInt8(ascii: ":") else {
      return false
    }
    return line[start + 5] == UInt8(ascii: ":") && line[start + 7].isDigit
  }

  private static func isDebug(_ line: ArraySlice<UInt8>) -> Bool {
    line.prefix(40).contains(text: "[debug]")
  }

  /// `Command `dbt build` failed at …`.
  private mutating func noteEnd(_ line: ArraySlice<UInt8>) {
    guard line.count < 300, line.contains(text: "Command `") else { return }
    if line.contains(text: "` succeeded at ") { part.end = .green }
    if line.contains(text: "` failed at ") { part.end = .red }
  }

  /// The day and time that Airflow or a container puts first: `[2025-05-06, 15:32:51 UTC]`,
  /// `2025-05-06T15:32:51.123Z`, `2025-05-06 15:32:51`.
  private static func moment(_ line: ArraySlice<UInt8>) -> String? {
    var cursor = LineCursor(line)
    _ = cursor.take("[")
    let date = cursor.rest
    guard cursor.takeDate() else { return nil }
    _ = cursor.take(",")
    guard cursor.take(" ") || cursor.take("T") else { return nil }
    let time = cursor.rest
    guard cursor.takeTime() else { return nil }
    return "\(date.prefix(10).text)T\(time.prefix(8).text)"
  }
}
