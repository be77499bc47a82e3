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
  /// What the past says of a name that a file says now, as ``NameHistory/value``.
  case nameHistory(String, file: String)
  /// Whether a file's text is the one that ran green last, as a truth; unknown where no green run is known.
  case isGreenText(String)
  /// Whether a column of a node's input holds what another one, now gone, held when the node last ran green, as
  /// ``DataProof/value``; unknown where the data were not compared.
  case renameProof(String, to: String, node: String)
  /// Whether a table of the warehouse has the rows of a source's table, now gone, by what was built of it when the node
  /// last ran green, as ``DataProof/value``; unknown where the data were not compared.
  case tableProof(source: String, table: String, node: String)
  /// Whether a model of this text gives what a table kept of it when all was last green, as ``DataProof/value``; unknown
  /// where the data were not compared. `names` are those around what the edit changes.
  case editProof(path: String, text: String, names: [String])
  /// Which commit changed a file last, by whom and when, as a clause.
  case lastChange(String)
  /// Whether git has only the latest commits here.
  case pastIsShallow
  /// The words of all names in the project's files but one, in lower case.
  case vocabulary(besides: String)
  /// Words that the policy adds to the dictionary.
  case dictionary
}

/// Evidence held in a dictionary: for tests of rules and of the engine.
package struct RecordedEvidence: Evidence, Sendable {
  package var answers: [Question: Value]

  package init(_ answers: [Question: Value] = [:]) { self.answers = answers }

  package func answer(_ question: Question) -> Value { answers[question] ?? .unknown }
}
