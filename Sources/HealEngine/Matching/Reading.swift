import HealLanguage

/// One failure while it is matched: its subjects, each read and scanned when first asked for.
struct Reading {
  /// The probes that what was scanned so far does not rule out.
  private(set) var possible: BitSet
  private let failure: Failure
  private var texts: [Subject: [UInt8]?] = [:]
  private var hits: [Subject: [Int]] = [:]
  private var quoted: [Range<Int>]?

  /// `open` are the probes that are possible in any text.
  init(_ failure: Failure, open: BitSet) {
    self.failure = failure
    possible = open
  }

  /// nil where the failure lacks the subject.
  mutating func text(of subject: Subject) -> [UInt8]? {
    if let known = texts[subject] { return known }
    let text = failure.text(of: subject).map { subject.capped(Array($0.utf8)) }
    texts[subject] = .some(text)
    return text
  }

  /// Where the subject's text quotes the user's own SQL, which no pattern is asked of.
  mutating func quotedRanges(of subject: Subject) -> [Range<Int>] {
    guard subject == .message else { return [] }
    if let quoted { return quoted }
    let ranges = text(of: .message).map(QuotedStatement.ranges) ?? []
    quoted = ranges
    return ranges
  }

  /// Adds to ``possible`` what the subject's text lets through, once.
  ///
  /// - Returns: the probes let through, in no order, some perhaps again.
  @discardableResult
  mutating func scan(_ subject: Subject, with index: LiteralIndex?) -> [Int] {
    if let known = hits[subject] { return known }
    let found = text(of: subject).flatMap { index?.probes(in: $0) } ?? []
    for probe in found { possible.insert(probe) }
    hits[subject] = found
    return found
  }
}

extension Failure {
  /// The text that a rule means by `in subject`; nil where it is not known.
  func text(of subject: Subject) -> String? {
    switch subject {
    case .message: message
    case .log: log
    case .code: code
    case .sql: node?.compiledSQL
    case .node: node?.uniqueID
    }
  }
}

extension Subject {
  /// How many bytes of a subject are looked at: half of them from its head, half from its tail.
  /// PCRE2's limits count from each starting point anew, so that only length bounds the whole.
  package var cap: Int {
    switch self {
    case .message, .code, .node: 65_536
    case .sql: 262_144
    case .log: 1_048_576
    }
  }

  /// The text, or its head and tail with a byte between them that is no UTF-8: no match reaches over it.
  func capped(_ text: [UInt8]) -> [UInt8] {
    guard text.count > cap else { return text }
    return Array(text.prefix(cap / 2)) + [0xFF] + text.suffix(cap / 2)
  }
}
