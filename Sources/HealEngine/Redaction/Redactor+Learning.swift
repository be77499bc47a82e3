import HealLanguage

extension Redactor {
  /// A redactor that also takes out, wherever they stand, the values that it took out of the messages of failures:
  /// advice, titles and reasons are built from them and say them in other words.
  ///
  /// - Parameter diagnoses: their messages and what the rules captured there.
  /// - Returns: this one where there was nothing to learn.
  package func learning(from diagnoses: [Diagnosis]) -> Redactor {
    var known = LearntValues()
    for diagnosis in diagnoses {
      let message = diagnosis.failure.message.withoutControls
      var taken: [TakenValue] = []
      let redacted = String(decoding: redact(Array(message.utf8), noting: &taken), as: UTF8.self)
      guard !taken.isEmpty else { continue }
      let names = LearntValues.names(of: diagnosis.failure)
      for value in taken { known.add(value, besides: redacted, names) }
      let captured = diagnosis.findings.flatMap { $0.captures.values.flatMap(\.shownTexts) }
      for text in captured where message.contains(text) && !redacted.contains(text) {
        let mark =
          taken.first { $0.text.contains(text) || text.contains($0.text) }?.mark ?? .redacted
        known.add(TakenValue(text: text, mark: mark), besides: redacted, names)
      }
    }
    return known.isEmpty ? self : adding(known.detectors)
  }
}

/// Values that were taken out of messages.
struct LearntValues {
  private var marks: [String: Mark] = [:]

  var isEmpty: Bool { marks.isEmpty }

  /// - Parameters:
  ///   - value: what was taken out.
  ///   - redacted: the message without it; a plain name that still stands there is no value.
  ///   - names: what the failing node and its files are called.
  mutating func add(_ value: TakenValue, besides redacted: String, _ names: Set<String>) {
    guard value.mark != .home else { return }
    let trimmed = value.text.trimmingBlanks
    for text in [trimmed] + Self.parts(of: trimmed, value.mark) {
      guard !Self.isOrdinary(text), !names.contains(text.lowercased()) else { continue }
      let isName = text.utf8.allSatisfy { $0.isOfWord && $0 < 0x80 || $0 == UInt8(ascii: "_") }
      if isName, !text.utf8.contains(where: { (0x30...0x39).contains($0) }), redacted.contains(text)
      {
        continue
      }
      if marks.count < Self.most {
        marks[text.lowercased()] = marks[text.lowercased()] ?? value.mark
      }
    }
  }

  /// The fields of a row that was quoted whole.
  private static func parts(of text: String, _ mark: Mark) -> [String] {
    guard mark == .rowValue, text.contains(",") else { return [] }
    return text.split(separator: ",").map {
      String($0).trimmingBlanks.trimmingQuotes
    }.filter { $0.utf8.count >= 4 }
  }

  /// What finds them: short ones only between quotes or brackets, others as whole words.
  var detectors: [Detector] {
    let sorted = marks.keys.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
    let long = sorted.filter { $0.utf8.count >= 4 }
    let short = sorted.filter { $0.utf8.count < 4 }
    let marks = marks
    let judge: @Sendable (Sighting) -> Removal? = { sighting in
      sighting.range(of: "v").map { range in
        let text = String(decoding: sighting.text[range], as: UTF8.self).lowercased()
        return Removal(range: range, mark: marks[text] ?? .redacted)
      }
    }
    let whole = Self.grouped(long).map {
      Detector(#"(?i)(?<![\p{L}\p{N}_])(?<v>"# + $0 + #")(?![\p{L}\p{N}_])"#, judge)
    }
    let enclosed = Self.grouped(short).map {
      Detector(#"(?i)(?<=["'`“‘(\[=])(?<v>"# + $0 + #")(?=["'`”’)\]])"#, judge)
    }
    return whole + enclosed
  }

  /// One pattern for many, but none that is too long.
  private static func grouped(_ texts: [String]) -> [String] {
    stride(from: 0, to: texts.count, by: 40).map { start in
      texts[start..<min(texts.count, start + 40)].map { Detector.escaped(String($0.prefix(300))) }
        .joined(separator: "|")
    }
  }

  /// What the failing node is called, and its parts: these are no values.
  static func names(of failure: Failure) -> Set<String> {
    let node = failure.node
    let texts = [
      node?.name, node?.file, node?.schema, node?.package, node?.uniqueID, node?.kind,
      node?.materialized,
    ]
    return Set(
      texts.compactMap { $0?.lowercased() }.flatMap { text in
        [text] + text.split { $0 == "/" || $0 == "." }.map(String.init)
      } + (failure.adapter.map { [$0.lowercased()] } ?? []))
  }

  private static func isOrdinary(_ text: String) -> Bool {
    let lowercased = text.lowercased()
    return text.isEmpty || ordinary.contains(lowercased)
      || !text.unicodeScalars.contains { $0.properties.isAlphabetic || ("0"..."9").contains($0) }
  }

  private static let ordinary: Set<String> = [
    "bigint", "boolean", "date", "double", "e-mail", "false", "float", "int32", "int64", "integer",
    "key", "n/a", "no",
    "none", "null", "numeric", "password", "redacted", "row value", "secret", "string", "timestamp",
    "token", "true",
    "unknown", "varchar", "webhook", "yes",
  ]

  /// No run quotes more.
  private static let most = 400
}

extension Value {
  /// The texts in it.
  fileprivate var shownTexts: [String] {
    switch self {
    case .list(let items): items.flatMap(\.shownTexts)
    default: shown.map { [$0] } ?? []
    }
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    guard let first = utf8.firstIndex(where: { !isBlank($0) }),
      let last = utf8.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(self[first...last])
  }

  fileprivate var trimmingQuotes: String {
    guard let first, utf8.count > 2, first == last, first == "'" || first == "\"" else {
      return self
    }
    return String(dropFirst().dropLast())
  }
}
