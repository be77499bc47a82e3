import PCRE2

/// Takes out of a text what must not leave the machine: passwords, tokens, keys, connection strings, e-mail
/// addresses, people's folders and the values of rows. What stands in place says what it was: `[password]`.
///
/// The text stays what it is otherwise, redacting twice is redacting once, and the work grows with the length
/// of the text.
package struct Redactor: Sendable {
  /// What spans the most comes first: a pair's value may hold what would pass for a token.
  private let first: [Detector]
  private var last: [Detector]

  /// - Parameters:
  ///   - patterns: regular expressions of what must go too. What the group `v` holds goes, or all of the match
  ///     where there is no such group.
  ///   - home: the folder of the person who runs heal; `~` stands for it. Absolute.
  ///   - secrets: values that must go wherever they stand, in plain, JSON's or URL's spelling. Those of less
  ///     than six bytes are left alone, and so are a few words that are passwords of test set-ups and
  ///     ordinary words as well, such as `postgres`.
  /// - Throws: ``BadPattern`` for the first pattern that is none.
  package init(
    patterns: [String] = [], home: String? = nil, secrets: [String] = []
  ) throws(BadPattern) {
    var own: [Detector] = []
    for pattern in patterns {
      let detector = Detector(pattern, .redacted)
      do throws(Regex.Fault) {
        _ = try detector.regex.compiled()
      } catch {
        throw BadPattern(pattern: pattern, message: error.message, offset: error.offset)
      }
      own.append(detector)
    }
    first = Detector.known(secrets) + own + Self.first
    last = Self.last + (home.map(Detector.folder) ?? [])
  }

  /// The same, and then what these find.
  func adding(_ more: [Detector]) -> Redactor {
    var redactor = self
    redactor.last += more
    return redactor
  }

  package func redact(_ text: String) -> String {
    String(decoding: redact(Array(text.utf8)), as: UTF8.self)
  }

  /// As ``redact(_:)-String``; bytes that are no UTF-8 stay.
  package func redact(_ text: [UInt8]) -> [UInt8] {
    var taken: [TakenValue] = []
    return redact(text, noting: &taken)
  }

  /// Redacts, and tells what was taken out.
  ///
  /// Where a value is gone, what stood beside it may only now be known for one; so the text is gone through until
  /// nothing is found any more.
  func redact(_ text: [UInt8], noting taken: inout [TakenValue]) -> [UInt8] {
    var text = text
    for _ in 0..<Self.mostRounds {
      let cleaned = redactOnce(text, noting: &taken)
      guard cleaned != text else { break }
      text = cleaned
    }
    return text
  }

  /// Two are enough for nearly every text.
  private static let mostRounds = 20

  private func redactOnce(_ text: [UInt8], noting taken: inout [TakenValue]) -> [UInt8] {
    let joined = redactSplit(text, noting: &taken)
    let plain = redactDisguised(joined, noting: &taken)
    let begun = first.reduce(redactTables(plain, noting: &taken)) { $1.clean($0, noting: &taken) }
    let paired = redactBesideNames(begun, noting: &taken)
    return last.reduce(paired) { $1.clean($0, noting: &taken) }
  }

  /// Looks for pairs only where a line, or one of the two before it, has a word that tells of a secret: few do.
  private func redactBesideNames(_ text: [UInt8], noting taken: inout [TakenValue]) -> [UInt8] {
    let passages = Detector.passagesBesideNames(in: text)
    guard !passages.isEmpty else { return text }
    var cleaned: [UInt8] = []
    var copied = 0
    for passage in passages {
      cleaned += text[copied..<passage.lowerBound]
      cleaned += Self.besideNames.reduce(Array(text[passage])) { $1.clean($0, noting: &taken) }
      copied = passage.upperBound
    }
    return cleaned + text[copied...]
  }

  /// Takes out tokens that a line end has split.
  private func redactSplit(_ text: [UInt8], noting taken: inout [TakenValue]) -> [UInt8] {
    guard let joined = JoinedLines(text) else { return text }
    var places: [Removal] = []
    for detector in Self.splittable {
      places += detector.removals(in: joined.bytes).compactMap { removal in
        joined.place(of: removal.range).map { Removal(range: $0, mark: removal.mark) }
      }
    }
    return places.isEmpty ? text : places.withoutOverlaps.applied(to: text, noting: &taken)
  }

  /// Takes out what is known only where an address is whole again, or an escape is read.
  private func redactDisguised(_ text: [UInt8], noting taken: inout [TakenValue]) -> [UInt8] {
    var places = BrokenAddress.all(in: text).flatMap { $0.places(of: Self.ofAddresses) }
    places += Detector.passagesWithEscapes(in: text).flatMap { passage in
      MappedText(passage, of: text).decoded().places(of: Self.disguisable)
    }
    return places.isEmpty ? text : places.withoutOverlaps.applied(to: text, noting: &taken)
  }

  /// Takes out the cells of tables whose head or first cell names a secret.
  private func redactTables(_ text: [UInt8], noting taken: inout [TakenValue]) -> [UInt8] {
    let cells = SecretTable.cells(in: text)
    return cells.isEmpty ? text : cells.withoutOverlaps.applied(to: text, noting: &taken)
  }

  /// The length of what stands for something redacted, where it begins at a position; nil where none does.
  package static func markLength(at position: Int, in text: [Character]) -> Int? {
    guard text[position] == "[" else { return nil }
    let marks = Mark.allCases.filter { $0 != .home }.map { Array($0.rawValue) }
    return marks.first { text[position...].starts(with: $0) }?.count
  }

  private static let first =
    Detector.keyBlocks + Detector.encoded + Detector.addresses + Detector.headers
    + Detector.commands + Detector.calls + Detector.logins
  private static let besideNames = Detector.lists + Detector.pairs + Detector.prose
  private static let last =
    Detector.vaguePairs + Detector.tokens + Detector.enclosed + Detector.rows
    + Detector.complainedOf
    + Detector.literals
    + Detector.numbers
    + Detector.people
    + Detector.bare

  /// What is looked for also where a line end stands within.
  private static let splittable =
    Detector.addresses + Detector.headers + Detector.pairs + Detector.vaguePairs + Detector.tokens
    + Detector.bare

  /// What is looked for in an address that was broken.
  private static let ofAddresses = Detector.addresses + Detector.pairs + Detector.vaguePairs

  /// What is looked for also where it is escaped.
  private static let disguisable = first + besideNames + last

  /// The patterns of all detectors, for measuring what they cost.
  package static var patterns: [String] { (first + besideNames + last).map(\.regex.pattern) }

  /// A pattern of the policy that is no regular expression.
  package struct BadPattern: Error, Hashable, Sendable, CustomStringConvertible {
    package var pattern: String
    /// PCRE2's words: `missing closing parenthesis`.
    package var message: String
    /// UTF-8 offset in the pattern where that was noticed.
    package var offset: Int

    package var description: String {
      "`\(pattern)` is no regular expression: \(message) at character \(offset)"
    }
  }
}
