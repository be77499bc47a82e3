import PCRE2

/// Takes out of a text what must not leave the machine: passwords, tokens, keys, connection strings, e-mail
/// addresses, people's folders and the values of rows. What stands in place says what it was: `[password]`.
///
/// The text stays what it is otherwise, redacting twice is redacting once, and the work grows with the length
/// of the text.
package struct Redactor: Sendable {
  private let detectors: [Detector]

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
    detectors =
      Detector.known(secrets) + own + Self.standard + (home.map(Detector.folder) ?? [])
  }

  package func redact(_ text: String) -> String {
    String(decoding: redact(Array(text.utf8)), as: UTF8.self)
  }

  /// As ``redact(_:)-String``; bytes that are no UTF-8 stay.
  package func redact(_ text: [UInt8]) -> [UInt8] {
    detectors.reduce(text) { $1.clean($0) }
  }

  /// The length of what stands for something redacted, where it begins at a position; nil where none does.
  package static func markLength(at position: Int, in text: [Character]) -> Int? {
    guard text[position] == "[" else { return nil }
    let marks = Mark.allCases.filter { $0 != .home }.map { Array($0.rawValue) }
    return marks.first { text[position...].starts(with: $0) }?.count
  }

  /// What spans the most comes first: a pair's value may hold what would pass for a token.
  private static let standard =
    Detector.keyBlocks + Detector.addresses + Detector.headers + Detector.pairs + Detector.tokens
    + Detector.rows + Detector.people

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
