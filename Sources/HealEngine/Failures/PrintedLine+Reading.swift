extension PrintedLine {
  /// All lines of a text. Lines of JSON that dbt logged become the lines of their messages.
  static func read(_ raw: String) -> [PrintedLine] {
    var lines: [PrintedLine] = []
    for line in unquoted(raw.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)) {
      lines += unwrapped(Array(line)[...])
    }
    return spreadingLevels(lines)
  }

  /// Takes off the `>` of a text that was quoted in a mail or a page: all its lines begin with one.
  private static func unquoted(_ lines: [Substring.UTF8View]) -> [Substring.UTF8View] {
    let blank = UInt8(ascii: " ")
    let bodies = lines.map { $0.drop { $0 == blank } }
    guard bodies.contains(where: { !$0.isEmpty }),
      bodies.allSatisfy({ $0.isEmpty || $0.first == UInt8(ascii: ">") })
    else { return lines }
    return bodies.map { $0.dropFirst($0.dropFirst().first == blank ? 2 : 1) }
  }

  /// A message's later lines have the level of its first.
  private static func spreadingLevels(_ lines: [PrintedLine]) -> [PrintedLine] {
    var level: Level?
    return lines.map { line in
      var line = line
      if line.isStamped { level = line.level } else { line.level = line.level ?? level }
      return line
    }
  }

  private static func unwrapped(_ raw: ArraySlice<UInt8>) -> [PrintedLine] {
    let plain = withoutColours(raw)[...]
    if let event = LogEvent(plain) { return event.lines }
    var line = withoutProgress(plain)
    while let inner = withoutLoggerPrefix(line) { line = inner }
    if let content = byteString(line) {
      return content.split(separator: 0x0A, omittingEmptySubsequences: false)
        .filter { !$0.isEmpty }
        .map { withoutStamp(withoutColours($0)[...]) }
    }
    return [withoutStamp(line)]
  }

  /// Takes off terminal control sequences: ESC `[`, parameters, one letter.
  static func withoutColours(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(line.count)
    var rest = line
    while let byte = rest.popFirst() {
      guard byte == 0x1B else {
        result.append(byte)
        continue
      }
      guard rest.first == UInt8(ascii: "[") else { continue }
      rest = rest.dropFirst().drop { (0x20...0x3F).contains($0) }.dropFirst()
    }
    return result
  }

  /// What a progress bar that was drawn over and over left: the text behind its last return.
  private static func withoutProgress(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    while line.last == 0x0D { line.removeLast() }
    if let start = line.lastIndex(of: 0x0D) { line = line[(start + 1)...] }
    guard line.starts(with: "[Stage ".utf8), let end = line.firstIndex(of: UInt8(ascii: "]"))
    else { return line }
    return line[(end + 1)...].drop(while: \.isBlank)
  }

  /// Takes off one prefix of what runs dbt (Airflow, Kubernetes, Docker, Prefect); nil where there
  /// is none.
  private static func withoutLoggerPrefix(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    withoutAirflowPrefix(line) ?? withoutContainerPrefix(line) ?? withoutComposePrefix(line)
      ?? withoutPrefectPrefix(line)
  }

  /// `[2025-05-06, 15:32:51 UTC] {pod_manager.py:472} INFO - [base] `.
  private static func withoutAirflowPrefix(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var cursor = LineCursor(line)
    guard cursor.take("["), cursor.takeDate(), cursor.take(upTo: "] ") != nil else { return nil }
    if cursor.take("{") { guard cursor.take(upTo: "} ") != nil else { return nil } }
    guard !cursor.take(while: \.isUppercase).isEmpty, cursor.take(" -") else { return nil }
    _ = cursor.take(" ")
    if cursor.take("[base]") { _ = cursor.take(" ") }
    return cursor.rest
  }

  /// `2025-05-06T15:32:51.123Z stdout F `.
  private static func withoutContainerPrefix(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var cursor = LineCursor(line)
    guard cursor.takeDate(), cursor.take("T"), cursor.takeTime() else { return nil }
    _ = cursor.take(while: { !$0.isBlank })
    _ = cursor.take(" ")
    _ = cursor.take("stdout F ") || cursor.take("stderr F ")
    return cursor.rest
  }

  /// `dbt_1  | `; a number alone is a line of an excerpt in dbt's own message.
  private static func withoutComposePrefix(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard line.first?.isLetter == true else { return nil }
    var cursor = LineCursor(line)
    let name = cursor.take { !$0.isBlank && $0 != UInt8(ascii: "|") }
    let number = name.reversed().prefix(while: \.isDigit).count
    let mark = name.dropLast(number).last
    guard number > 0, mark == UInt8(ascii: "_") || mark == UInt8(ascii: "-") else { return nil }
    _ = cursor.take(while: \.isBlank)
    guard cursor.take("|") else { return nil }
    _ = cursor.take(" ")
    return cursor.rest
  }

  /// `15:53:53.123 | INFO    | Task run 'build' - `.
  private static func withoutPrefectPrefix(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var cursor = LineCursor(line)
    guard cursor.takeTime(), cursor.take(" | "), !cursor.take(while: \.isUppercase).isEmpty
    else { return nil }
    _ = cursor.take(while: \.isBlank)
    guard cursor.take("| "), cursor.take(upTo: " - ") != nil else { return nil }
    return cursor.rest
  }

  /// The content of a line that is Python's `b'…'`.
  private static func byteString(_ line: ArraySlice<UInt8>) -> [UInt8]? {
    var content = line.trimmed
    guard content.popFirst() == UInt8(ascii: "b"), let quote = content.popFirst(),
      quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""), content.last == quote
    else { return nil }
    content.removeLast()
    return unescaped(content)
  }

  private static func unescaped(_ content: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = content
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
        result.append(byte)
        continue
      }
      switch escape {
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "x"):
        guard let code = UInt8(rest.prefix(2).text, radix: 16) else { break }
        result.append(code)
        rest = rest.dropFirst(2)
      default: result.append(escape)
      }
    }
    return result
  }

  /// Takes off dbt's timestamp, and the level and thread that its log file adds.
  private static func withoutStamp(_ line: ArraySlice<UInt8>) -> PrintedLine {
    let unstamped = PrintedLine(text: line.droppingTrailingSpace)
    var cursor = LineCursor(line.drop(while: \.isBlank))
    guard cursor.takeTime() else { return unstamped }
    if cursor.isAtEnd { return PrintedLine(text: [], isStamped: true) }
    guard cursor.take(" ") else { return unstamped }
    if cursor.take("|") {
      _ = cursor.take(" ")
      return PrintedLine(text: cursor.rest.droppingTrailingSpace, isStamped: true)
    }
    var ahead = cursor
    if ahead.take("["), let level = level(ahead.take(while: \.isLetter)),
      ahead.take(upTo: "]: ") != nil || ahead.take(upTo: "]:") != nil
    {
      let rest = ahead.rest.droppingTrailingSpace
      let text = level == .error && Dbt2Message.hasCode(rest) ? "[error] ".utf8 + rest : rest
      return PrintedLine(text: text, isStamped: true, level: level)
    }
    _ = cursor.take(" ")
    return PrintedLine(text: cursor.rest.droppingTrailingSpace, isStamped: true)
  }

  private static func level(_ word: ArraySlice<UInt8>) -> Level? {
    switch word.text {
    case "debug": .debug
    case "info": .info
    case "warn": .warn
    case "error": .error
    default: nil
    }
  }
}

extension ArraySlice<UInt8> {
  /// Without blanks, tabs and returns at its end.
  var droppingTrailingSpace: ArraySlice<UInt8> {
    guard let last = lastIndex(where: { !$0.isBlank && $0 != 0x0D }) else { return [] }
    return self[startIndex...last]
  }
}
