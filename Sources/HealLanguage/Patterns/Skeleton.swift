/// The words of a message with holes, read but not yet in PCRE2's syntax.
struct Skeleton {
  var parts: [Part]

  enum Part: Equatable {
    /// Bytes that stand for themselves; no white space among them.
    case literal([UInt8])
    /// A run of white space, which stands for any other.
    case space
    case hole(Hole)
  }

  struct Hole: Equatable {
    var name: String
    var kind: Kind
    /// UTF-8 offsets of the name in the written skeleton.
    var nameRange: Range<Int>
  }

  /// What a hole lets through, spelt as in skeletons. A hole without a kind is a name.
  enum Kind: String, CaseIterable {
    /// An identifier, possibly quoted or dotted.
    case name
    /// A whole number.
    case int
    /// A number, with or without a fraction.
    case number
    /// What is left of the line, blanks at its ends not counted; never empty.
    case line
    /// The shortest text up to what follows, over line ends where needed; up to the last word
    /// of the message where nothing follows.
    case text
    /// A file's path.
    case path

    /// What it lets through, in one sentence.
    var summary: String {
      switch self {
      case .name: "An identifier, possibly quoted or dotted; the kind of a placeholder that names none."
      case .int: "A whole number."
      case .number: "A number, with or without a fraction."
      case .line: "What is left of the line, never empty."
      case .text: "The shortest text up to what follows, over line ends where needed."
      case .path: "A file's path."
      }
    }

    var type: ValueType {
      switch self {
      case .name: .name
      case .int: .int
      case .number: .number
      case .line, .text: .text
      case .path: .path
      }
    }
  }

  /// Bytes that `\s` matches.
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
