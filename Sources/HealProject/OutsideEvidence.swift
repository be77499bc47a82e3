package import HealEngine

/// What is known of a project beyond its files: by git, by heal's record of green runs, by the warehouse. It takes
/// programs to find out, so whoever may run them answers. nil is always "not known".
package protocol OutsideEvidence: Sendable {
  /// What the past says of a name that a file says now: texts of older commits and of the last green run, and recorded
  /// columns. nil where neither git nor a green manifest can be asked.
  func history(of name: String, in path: String) -> NameHistory?
  /// Whether a file's text is the one that ran green last.
  func isGreenText(_ path: String) -> Bool?
  /// Which commit changed a file last, by whom and when, as a clause.
  func lastChange(of path: String) -> String?
  /// Whether git has only the latest commits here; nil without git.
  var pastIsShallow: Bool? { get }
  /// Words that the policy adds to the dictionary.
  var dictionary: [String] { get }
  /// A file's text as of the commit that it last worked in, by its path relative to the project.
  func committedText(_ path: String) -> String?
  /// Whether a file differs from that of the last green run.
  func hasChangedSinceGreen(_ path: String) -> Bool?
  /// The columns that a relation had after the last green run; it is named as a model, seed or snapshot is, or
  /// `source.table`.
  func greenColumns(of relation: String) -> [String]?
  /// The columns that a relation was recorded with after a green run, named as above; nil without such a record.
  func recordedColumns(of relation: String) -> [WarehouseColumn]?
  /// How the values agree that a table kept with those that a change would give; nil where that cannot be
  /// asked: the table was built since, or its query fails.
  func agreement(_ trial: ValueTrial) -> ValueAgreement?
  /// The columns that a relation has in the warehouse, named as above; nil for one that does not exist.
  func columns(of relation: String) -> [WarehouseColumn]?
  /// The distinct values of a column, as texts; nil for too many of them.
  func values(of column: String, in relation: String) -> [String]?
  /// Some of them.
  func sample(of column: String, in relation: String) -> [String]?
  /// The tables and views in the schema of a source, in lower case; nil where the warehouse does not tell.
  func tables(ofSource source: String) -> [String]?
  /// The same as it was recorded after a green run; nil without such a record.
  func recordedTables(ofSource source: String) -> [String]?
  /// The columns of some relations that have a text in one of their rows; nil where the warehouse does not tell.
  func columns(with value: String, in relations: [String]) -> [String]?
  /// What a query gives: a text a row, with tabs between the columns.
  func rows(_ query: String) -> [String]?
}

extension OutsideEvidence {
  /// Some of the distinct values of a column, as texts.
  package func sample(of column: String, in relation: String) -> [String]? { values(of: column, in: relation) }
}

/// A column as the warehouse describes it.
package struct WarehouseColumn: Hashable, Sendable {
  package var name: String
  /// In the words of its adapter: `character varying(256)`.
  package var type: String

  package init(name: String, type: String) {
    self.name = name
    self.type = type
  }
}

/// Where nothing but the files can be asked.
package struct NothingOutside: OutsideEvidence {
  package init() {}

  package func history(of name: String, in path: String) -> NameHistory? { nil }
  package func isGreenText(_ path: String) -> Bool? { nil }
  package func lastChange(of path: String) -> String? { nil }
  package var pastIsShallow: Bool? { nil }
  package var dictionary: [String] { [] }
  package func committedText(_ path: String) -> String? { nil }
  package func hasChangedSinceGreen(_ path: String) -> Bool? { nil }
  package func greenColumns(of relation: String) -> [String]? { nil }
  package func recordedColumns(of relation: String) -> [WarehouseColumn]? { nil }
  package func agreement(_ trial: ValueTrial) -> ValueAgreement? { nil }
  package func columns(of relation: String) -> [WarehouseColumn]? { nil }
  package func values(of column: String, in relation: String) -> [String]? { nil }
  package func tables(ofSource source: String) -> [String]? { nil }
  package func recordedTables(ofSource source: String) -> [String]? { nil }
  package func columns(with value: String, in relations: [String]) -> [String]? { nil }
  package func rows(_ query: String) -> [String]? { nil }
}
