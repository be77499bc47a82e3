/// What is known to have changed since dbt was last green, which decides what heal may do without a person.
package struct WhatChanged: Hashable, Sendable {
  package var place: Place
  /// What says so; a clause: `the manifest of the last green run`.
  package var evidence: String

  package init(_ place: Place, evidence: String) {
    self.place = place
    self.evidence = evidence
  }

  package enum Place: Hashable, Sendable {
    /// The project's own files, by their paths, sorted.
    case text([String])
    /// dbt or what it stands on: `dbt 1.10.4 became dbt 1.11.16`.
    case ground(String)
    /// What the project reads: its text and what it stands on are those of the green run.
    case world
    /// Nothing that heal can see, and the failure may pass by itself.
    case nothing
    /// No green run and no commit can be asked.
    case unknown
  }

  /// `text`, `ground`, `world`, `nothing`, `unknown`: for programs.
  package var kind: String {
    switch place {
    case .text: "text"
    case .ground: "ground"
    case .world: "world"
    case .nothing: "nothing"
    case .unknown: "unknown"
    }
  }

  /// For people; no full stop.
  package var sentence: String {
    switch place {
    case .text(let paths):
      "\(Self.listed(paths)) changed since it last worked (by \(evidence))"
    case .ground(let change): "\(change) since it last worked (by \(evidence))"
    case .world:
      "the project is as it last ran green (by \(evidence)), so the data or the warehouse changed"
    case .nothing: "nothing changed since it last ran green (by \(evidence))"
    case .unknown: "what changed is not known: \(evidence)"
    }
  }

  private static func listed(_ paths: [String]) -> String {
    guard let first = paths.first else { return "nothing" }
    switch paths.count {
    case 1: return "`\(first)`"
    case 2: return "`\(first)` and `\(paths[1])`"
    default: return "`\(first)` and \(paths.count - 1) other files"
    }
  }
}
