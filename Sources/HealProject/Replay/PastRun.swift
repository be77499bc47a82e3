package import HealEngine

/// One run of dbt that nobody watched, as an old log or artifact tells it.
package struct PastRun: Sendable {
  /// Where it was found.
  package var file: String
  /// Where it begins in the file, from 1.
  package var line: Int
  package var source: Kind
  package var invocationID: String?
  /// When it began or ended, as `2026-11-22T21:08:42`; nil where the file does not tell the day.
  package var moment: String?
  package var end: End
  package var failures: [Failure]
  /// Names of the nodes that went well.
  package var passed: Set<String>
  /// What it printed beside its progress, a message each; of green runs only.
  package var remarks: [String]
  /// What can be known of the project as it was; only recordings keep some of it.
  package var evidence: any Evidence & Sendable = RecordedEvidence()

  /// In the order of how much they tell.
  package enum Kind: Int, Hashable, Sendable, Comparable {
    case text, results, events, recording

    package static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
  }

  package enum End: String, Hashable, Sendable {
    case green, red, unknown
  }

  init(file: String, line: Int, source: Kind) {
    (self.file, self.line, self.source) = (file, line, source)
    end = .unknown
    (failures, passed, remarks) = ([], [], [])
  }
}
