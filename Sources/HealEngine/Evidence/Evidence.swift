package import HealLanguage

/// Answers about the project. What cannot be had is `.unknown`, never an error.
package protocol Evidence {
  func answer(_ question: Question) -> Value
}

/// What the engine may ask about the project.
package enum Question: Hashable, Sendable {
  /// Lists of names; `.sources` as `source.table`.
  case models, seeds, sources, macros, tests, packages, vars
  /// A file's text, by its path relative to the project; unknown unless it is valid UTF-8.
  case fileText(String)
  /// One of the evidence functions (`columns`, `exists`, …) with its arguments.
  case function(Function, [Value])
}

/// Evidence held in a dictionary: for tests of rules and of the engine.
package struct RecordedEvidence: Evidence, Sendable {
  package var answers: [Question: Value]

  package init(_ answers: [Question: Value] = [:]) { self.answers = answers }

  package func answer(_ question: Question) -> Value { answers[question] ?? .unknown }
}
