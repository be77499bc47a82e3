extension Syntax {
  /// `test "name" { … }`
  package struct Test: Hashable, Sendable {
    package var name: Text
    package var lines: [Line]
    package var span: Span

    /// A clause of a test.
    package struct Line: Hashable, Sendable {
      package var kind: Kind
      package var keyword: Span
      package var span: Span
    }

    package enum Kind: Hashable, Sendable {
      case failure(Text)
      case fault(Meaning)
      case file(path: Text, Text)
      /// `given FACT VALUE`, or `given function(…) VALUE`.
      case given(Name, arguments: [Expression]?, Expression)
      case expect(Expectation)
      case todo(Text)
    }

    package enum Expectation: Hashable, Sendable {
      case match
      case noMatch
      case fix(share: Double?, title: Text)
      case noFix
      case fault(Meaning)
      case file(path: Text, Text)
      case capture(Name, Expression)
      case advice(Text)
    }
  }
}
