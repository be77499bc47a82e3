/// The lines of one failure, cut out of what dbt printed.
struct FailureBlock {
  var lines: [ArraySlice<UInt8>]
  /// What dbt printed around the message: `Failure in test unique_orders (models/orders.yml)`.
  var frame: FailureHeader?
  /// Whether it is what broke a batch of a microbatch model.
  var isOfBatch = false
  /// `batch 2026-11-03 of main.fct_events`.
  var batch: String?

  init(lines: [ArraySlice<UInt8>], frame: FailureHeader? = nil) {
    self.lines = lines
    self.frame = frame
  }

  /// The lines as they become the message: no empty ones at the ends, the first at the margin, and
  /// the others not farther from it than by two blanks.
  var normalized: [ArraySlice<UInt8>] {
    var lines = lines.map(\.droppingTrailingSpace)
    while lines.first?.isEmpty == true { lines.removeFirst() }
    while lines.last?.isEmpty == true { lines.removeLast() }
    guard let first = lines.first else { return [] }
    return [first.drop(while: \.isBlank)] + Self.indented(Array(lines.dropFirst()), by: 2)
  }

  /// Moves the lines to the left until the leftmost stands at most so far from the margin.
  private static func indented(
    _ lines: [ArraySlice<UInt8>], by wanted: Int
  ) -> [ArraySlice<UInt8>] {
    let common = lines.filter { !$0.isEmpty }.map(\.indentation).min() ?? 0
    return lines.map { $0.dropFirst(max(0, common - wanted)) }
  }

  /// The blocks of all failures in the lines, in their order.
  static func split(_ lines: [PrintedLine]) -> [FailureBlock] {
    var splitter = FailureSplitter(hasErrorLevel: lines.contains { $0.level == .error })
    for line in lines { splitter.read(line) }
    return splitter.finished()
  }

  /// Where no failure stands out: all that is not dbt's account of its progress, nor a warning, nor a
  /// statement that dbt sent. Nothing of a run that says of itself that it went well.
  static func loose(_ lines: [PrintedLine]) -> [ArraySlice<UInt8>] {
    if lines.contains(where: \.tellsSuccess) { return [] }
    var isInWarning = false
    var isInStatement = false
    let rest = lines.filter { line in
      if line.isStamped { isInStatement = isStatement(line.text.trimmed) }
      switch LineKind(line) {
      case .warning: isInWarning = true
      case .text, .traceback, .header, .message, .encountered, .batchError:
        isInWarning = isInWarning && !line.isStamped
      case .blank, .brokenBatch, .failedTest, .progress, .compiledAt: isInWarning = false
      }
      return !isInWarning && !isInStatement && (line.isBlank || LineKind(line).isPartOfMessage)
    }
    if rest.contains(where: { !$0.isBlank }) { return rest.map(\.text) }
    return lines.map(\.text).filter { $0.contains(text: " ERROR ") || $0.contains(text: " FAIL ") }
  }

  /// `On model.shop.orders: select …`, which dbt logs at debug level.
  private static func isStatement(_ line: ArraySlice<UInt8>) -> Bool {
    var cursor = LineCursor(line)
    return cursor.take("On ") && cursor.take(upTo: ":")?.contains(where: \.isBlank) == false
  }

  /// `compiled code at target/…`, which Postgres's adapter puts into the message.
  static func isCompiledAt(_ line: ArraySlice<UInt8>) -> Bool {
    var cursor = LineCursor(line.trimmed)
    guard cursor.take("compiled ") else { return false }
    return cursor.take("code at ") || cursor.take("Code at ") || cursor.take("SQL at ")
  }
}

extension PrintedLine {
  /// Whether any line of a log says that the run went well, or had nothing to do.
  static func tellSuccess(_ log: String) -> Bool { read(log).contains(where: \.tellsSuccess) }

  /// Whether dbt ends well with this line, or had nothing to do.
  var tellsSuccess: Bool {
    let line = text.trimmed
    let isEnd = [
      "Completed successfully", "All checks passed!", "Nothing to do.", "Connection test: [OK", "Connection test: OK",
    ].contains { line.starts(with: $0.utf8) }
    return isEnd || Self.finishesWell(line) || line.contains(text: "No nodes selected") || Self.completesWithWarnings(line)
  }

  /// dbt 2's `Finished 'build' successfully for target 'dev' [1.5s]`, or `with 2 warnings`.
  private static func finishesWell(_ line: ArraySlice<UInt8>) -> Bool {
    var cursor = LineCursor(line)
    guard cursor.take("Finished '"), cursor.take(upTo: "' ") != nil else { return false }
    return cursor.take("successfully") || cursor.take("with ") && !cursor.rest.contains(text: " error")
  }

  /// `Completed with 2 warnings:`
  private static func completesWithWarnings(_ line: ArraySlice<UInt8>) -> Bool {
    var cursor = LineCursor(line)
    guard cursor.take("Completed with ") else { return false }
    return line.contains(text: " warning") && !line.contains(text: "error") && !line.contains(text: "partial")
  }
}
