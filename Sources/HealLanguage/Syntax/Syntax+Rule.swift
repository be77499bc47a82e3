extension Syntax {
  /// `rule NAME { … }`, `fallback rule NAME { … }` or `remedy NAME { … }`
  package struct Rule: Hashable, Sendable {
    /// The `##` lines right above, marks and one space taken off, joined by newlines.
    package var documentation: String
    package var role: Role
    package var name: Name
    package var clauses: [Clause]
    package var span: Span
    /// Whether something in it could not be read; what is missing is not in ``clauses``.
    package var isBroken: Bool

    package enum Role: Hashable, Sendable {
      /// Inside a fallback block too, where the word `fallback` is left out.
      case rule
      case fallback
      case remedy
    }
  }

  package struct Clause: Hashable, Sendable {
    package var kind: Kind
    package var keyword: Span
    package var span: Span

    package enum Kind: Hashable, Sendable {
      case category(Name)
      case means(Meaning)
      case heals(Name)
      case adapter([Name])
      case dbt(Text)
      case match(Match)
      case unless(Match)
      case `where`(Expression)
      case `let`(Name, Expression)
      case fix(Fix)
      case advise(Text)
      case overrides([Name])
      case test(Test)
    }
  }

  /// `[in SUBJECT] PATTERN` or `[in SUBJECT] any { … }`
  package struct Match: Hashable, Sendable {
    package var subject: Name?
    /// One, or those of `any`.
    package var alternatives: [Alternative]
  }

  /// What is looked for: a pattern, or the name of one that stands elsewhere.
  package enum Alternative: Hashable, Sendable {
    case written(Pattern)
    case named(Name)

    package var span: Span {
      switch self {
      case .written(let pattern): pattern.span
      case .named(let name): name.span
      }
    }
  }

  /// A skeleton or a regex, unread: the checker hands it to ``HealLanguage/Pattern``.
  package struct Pattern: Hashable, Sendable {
    package var form: Form
    package var span: Span
    /// What stands between the delimiters.
    package var content: Range<Int>
    /// What stands after the closing slash.
    package var flags: String

    package enum Form: Hashable, Sendable { case skeleton, regex, extendedRegex }
  }
}
