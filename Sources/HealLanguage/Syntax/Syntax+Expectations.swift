extension Syntax {
  /// What is expected of a recording: a whole `expect.heal`, or a block of it.
  package struct Expectations: Hashable, Sendable {
    package var lines: [Line]

    /// A clause of it.
    package struct Line: Hashable, Sendable {
      package var kind: Kind
      package var span: Span
    }

    package enum Kind: Hashable, Sendable {
      case expect(Test.Expectation)
      /// `expect category A, B`: one of them.
      case category([Name])
      case rule(Name)
      /// `expect file "PATH"`: as it is in the recording's `after/`.
      case fileAfter(Text)
      /// `failure "NODE" { … }`
      case failure(node: Text, [Line])
      case todo(Text)
    }
  }
}
