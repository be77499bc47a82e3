/// What SQLite refused, in its own words.
package struct SQLiteError: Error, Hashable, Sendable, CustomStringConvertible {
  package var kind: Kind
  /// `database disk image is malformed`.
  package var description: String

  package init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }

  package enum Kind: Hashable, Sendable {
    /// Another process held the database for longer than the busy timeout.
    case busy
    /// The file is no database, or a damaged one.
    case damaged
    /// The file or its folder may not be read or written.
    case denied
    /// The disk is full.
    case full
    /// A row that the schema does not allow.
    case constraint
    /// A column that is missing, or that holds another type than was asked for.
    case column
    case other
  }
}
