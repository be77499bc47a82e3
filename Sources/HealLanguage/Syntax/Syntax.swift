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

    /// Remedies and those of fallback blocks too, in source order.
    package var rules: [Rule] { items.flatMap(\.rules) }
  }

  /// What may stand outside of rules, and rules.
  package enum Item: Hashable, Sendable {
    case category(Category)
    case pattern(NamedPattern)
    case rule(Rule)
    case fallback(Fallback)
    case fault(Fault)
    case disable(Disable)

    /// One, those of a fallback block, or none.
    package var rules: [Rule] {
      switch self {
      case .rule(let rule): [rule]
      case .fallback(let block): block.rules
      case .category, .pattern, .fault, .disable: []
      }
    }
  }

  /// `category NAME "text"`
  package struct Category: Hashable, Sendable {
    package var name: Name
    package var text: Text
    package var span: Span
  }

  /// `pattern NAME = PATTERN` or `pattern NAME = any { … }`
  package struct NamedPattern: Hashable, Sendable {
    package var name: Name
    package var alternatives: [Alternative]
    package var span: Span
  }

  /// `fallback { … }`: rules in the order in which they are asked.
  package struct Fallback: Hashable, Sendable {
    package var rules: [Rule]
    package var keyword: Span
    package var span: Span
  }

  /// `disable rule NAME [for ADAPTER, ADAPTER] because "text"`, or the same of a remedy or a fault
  package struct Disable: Hashable, Sendable {
    package var kind: Kind
    package var name: Name
    /// Empty means all.
    package var adapters: [Name]
    package var reason: Text
    package var span: Span

    package enum Kind: String, CaseIterable, Hashable, Sendable { case rule, remedy, fault }
  }
}
