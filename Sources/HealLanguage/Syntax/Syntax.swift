/// What was written, before anybody asks what it means. The tree is lossless: ``File/tokens`` hold
/// every byte, and each node knows its bytes and its tokens, so that a formatter and a language
/// server can share it.
package enum Syntax {
  /// Where a node stands.
  package struct Span: Hashable, Sendable {
    /// UTF-8 offsets in the source.
    package var bytes: Range<Int>
    /// Indices in ``File/tokens``; inside an interpolation those of the text around it.
    package var tokens: Range<Int>
  }

  package struct Name: Hashable, Sendable {
    package var text: String
    package var span: Span
  }

  /// A whole source, read.
  package struct File: Hashable, Sendable {
    /// The ``Source``'s name.
    package var source: String
    package var tokens: [Token]
    package var items: [Item]
  }

  /// What may stand outside of rules, and rules.
  package enum Item: Hashable, Sendable {
    case category(Category)
    case rule(Rule)
    case disable(Disable)
  }

  /// `category NAME "text"`
  package struct Category: Hashable, Sendable {
    package var name: Name
    package var text: Text
    package var span: Span
  }

  /// `disable rule NAME because "text"`
  package struct Disable: Hashable, Sendable {
    package var name: Name
    package var reason: Text
    package var span: Span
  }
}
