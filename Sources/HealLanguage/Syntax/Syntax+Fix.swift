extension Syntax {
  /// `fix "title" { … }`
  package struct Fix: Hashable, Sendable {
    package var title: Text
    package var steps: [Step]
    package var span: Span
  }

  /// A clause of a fix.
  package struct Step: Hashable, Sendable {
    package var kind: Kind
    package var keyword: Span
    package var span: Span

    package enum Kind: Hashable, Sendable {
      /// `retry after 5s`, in seconds.
      case retry(after: Double)
      /// `run dbt deps`, word by word.
      case run([Text])
      case edit(file: Expression, Call)
      case ask(Text)
      /// `confidence 95% when …`; the share from 0 to 1.
      case confidence(Double, when: Expression?)
    }
  }

  /// `name(argument, label: argument)`
  package struct Call: Hashable, Sendable {
    package var name: Name
    package var arguments: [Argument]
    package var span: Span
  }

  package struct Argument: Hashable, Sendable {
    package var label: Name?
    package var value: Expression
  }
}
