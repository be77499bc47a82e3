/// What a line of dbt's output is.
enum LineKind {
  case blank
  /// `Runtime Error in model …`, `Failure in model …`.
  case header(FailureHeader)
  /// `Encountered an error:`, with what follows in the line.
  case encountered(ArraySlice<UInt8>)
  /// The first line of a message that needs no header: dbt 2's `error: dbt0227: …`, a usage error.
  case message
  /// `Exception on worker thread. Database Error`: what broke a batch of a microbatch model, without the opening.
  case batchError(ArraySlice<UInt8>)
  /// `Batch 3 of 4 ERROR creating batch 2026-11-03 of main.fct_events ...`: which batch it was.
  case brokenBatch(ArraySlice<UInt8>)
  /// dbt 2 tells in its progress that a test failed.
  case failedTest(FailureHeader)
  /// dbt tells how it goes on.
  case progress
  /// A warning or a deprecation; its other lines follow.
  case warning
  case compiledAt
  /// The stack trace of dbt itself follows.
  case traceback
  case text

  init(_ line: PrintedLine) {
    let text = line.text.trimmed
    if text.isEmpty {
      self = .blank
    } else if Self.isWarning(text) {
      self = .warning
    } else if let rest = Self.encountered(text) {
      self = .encountered(rest)
    } else if let rest = Self.batchError(text) {
      self = .batchError(rest)
    } else if let batch = Self.brokenBatch(text) {
      self = .brokenBatch(batch)
    } else if Dbt2Message.starts(text) {
      self = .message
    } else if let header = FailureHeader(line.text) {
      self = .header(header)
    } else if FailureBlock.isCompiledAt(text) {
      self = .compiledAt
    } else if let header = FailureHeader(failedTest: text) {
      self = .failedTest(header)
    } else if Self.isProgress(text) {
      self = .progress
    } else if line.isStamped, text.starts(with: "Traceback (most recent call last):".utf8) {
      self = .traceback
    } else if Self.startsMessage(text) {
      self = .message
    } else {
      self = .text
    }
  }

  var isPartOfMessage: Bool {
    switch self {
    case .header, .encountered, .batchError, .message, .text, .traceback: true
    case .blank, .brokenBatch, .failedTest, .progress, .warning, .compiledAt: false
    }
  }

  /// A usage error, or a hook that failed in dbt before 1.10, which puts no frame around it.
  private static func startsMessage(_ text: ArraySlice<UInt8>) -> Bool {
    usageErrors.contains { text.starts(with: "Error: \($0)".utf8) }
      || usageErrorsOfDbt2.contains { text.starts(with: "error: \($0)".utf8) }
      || ["Test failed: ", "Test failed ("].contains { text.starts(with: $0.utf8) }
      || text.text.hasSuffix(" failed, error:")
  }

  /// How click's usage errors go on. What runs dbt prints `Error: ` too, around the cause.
  private static let usageErrors = [
    "No such command", "No such option", "Invalid value", "Missing ", "Got unexpected", "Option ",
    "Unexpected extra", "--", "No module",
  ]

  private static let usageErrorsOfDbt2 = [
    "unrecognized subcommand", "unexpected argument", "invalid value", "a value is required", "the argument '",
    "the following required arguments", "unexpected value",
  ]

  private static func isWarning(_ text: ArraySlice<UInt8>) -> Bool {
    warnings.contains { text.starts(with: $0.utf8) } || isPythonWarning(text)
  }

  private static let warnings = [
    "[WARNING]", "[warning] [", "Warning in ", "warning: ", "WARNING: ", "suggestion: ",
    "* Deprecation Warning", "This version of dbt is deprecated",
  ]

  /// `/usr/lib/python3.11/warnings.py:254: UserWarning: …`.
  private static func isPythonWarning(_ text: ArraySlice<UInt8>) -> Bool {
    var cursor = LineCursor(text)
    guard let path = cursor.take(upTo: ".py:"), !path.contains(where: \.isBlank),
      !cursor.take(while: \.isDigit).isEmpty, cursor.take(": ")
    else { return false }
    return cursor.take(while: \.isLetter).text.hasSuffix("Warning") && cursor.take(": ")
  }

  private static func encountered(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var cursor = LineCursor(text)
    _ = cursor.take("[ERROR]: ")
    guard cursor.take("Encountered an error") else { return nil }
    guard let phase = cursor.take(upTo: ":"), phase.isEmpty || phase.starts(with: " while ".utf8)
    else { return nil }
    return cursor.rest.trimmed
  }

  private static func batchError(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard text.starts(with: BatchErrors.opening.utf8) else { return nil }
    return text.dropFirst(BatchErrors.opening.utf8.count)
  }

  private static func brokenBatch(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var cursor = LineCursor(text)
    guard cursor.take("Batch "), isNodeLine(cursor.rest),
      cursor.take(upTo: " ERROR creating ") != nil
    else { return nil }
    return cursor.take(upTo: " ..") ?? cursor.rest
  }

  private static func isProgress(_ text: ArraySlice<UInt8>) -> Bool {
    beginnings.contains { text.starts(with: $0.utf8) } || isNodeLine(text) || isBar(text)
      || Dbt2Message.isNodeLine(text) || isCount(text) || isSparkLog(text) || text.text == "Done."
  }

  private static let beginnings = [
    "Running with dbt", "Registered adapter: ", "Concurrency: ", "Finished running", "Done. PASS=",
    "Completed with ", "Completed successfully", "Unable to do partial parsing", "Nothing to do.",
    "Partial parse save file", "Performance info: ", "Flushing usage events", "Command `dbt ",
    "Error uploading artifacts to artifact ingestion API", "Exited because of keyboard interrupt",
    "CANCEL query ", "See test failures:", "Usage: dbt ", "Try 'dbt ", "Building catalog",
    "dbt-fusion ", "dbt-core ", "Loading ", "Finished '", "Processed: ", "Summary: ", "Retrying ", "Started loading ", "Started parsing",
    "Started rendering", "Started running ", "Finished loading ", "Finished parsing", "Finished rendering", "Loaded [", "SQL status: ", "Connection '", "Acquiring new ", "Sending event: ",
    "Error sending anonymous usage", "The YAML provided in the --vars argument is not valid.",
    "Skipping because of ", "Unhandled error while executing",
  ]

  /// `19 of 28 ERROR creating sql table model main.orders ... [ERROR in 0.07s]`, and the same of a batch.
  private static func isNodeLine(_ text: ArraySlice<UInt8>) -> Bool {
    var cursor = LineCursor(text)
    _ = cursor.take("Batch ")
    guard !cursor.take(while: \.isDigit).isEmpty, cursor.take(" of "),
      !cursor.take(while: \.isDigit).isEmpty, cursor.take(" ")
    else { return false }
    let word = cursor.take(while: \.isUppercase)
    return word.count > 1
  }

  /// `Found 8 models, 16 data tests, 2 seeds`.
  private static func isCount(_ text: ArraySlice<UInt8>) -> Bool {
    var cursor = LineCursor(text)
    return cursor.take("Found ") && !cursor.take(while: \.isDigit).isEmpty && cursor.take(" ")
  }

  /// `26/01/05 10:00:00 WARN ObjectStore: …`: what Spark logs beside, but no errors.
  private static func isSparkLog(_ text: ArraySlice<UInt8>) -> Bool {
    var cursor = LineCursor(text)
    guard cursor.takeDigits(2), cursor.take("/"), cursor.takeDigits(2), cursor.take("/"),
      cursor.takeDigits(2), cursor.take(" "), cursor.takeTime(), cursor.take(" ")
    else { return false }
    return ["WARN", "INFO", "DEBUG"].contains(cursor.take(while: \.isUppercase).text)
  }

  /// `===== Errors and Warnings =====`.
  private static func isBar(_ text: ArraySlice<UInt8>) -> Bool {
    text.starts(with: "==========".utf8) && text.reversed().starts(with: "==========".utf8)
  }
}
