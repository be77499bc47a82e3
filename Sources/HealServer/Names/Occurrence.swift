/// A name at one place of a text, and what it names.
struct Occurrence: Hashable {
  var kind: Kind
  var name: String
  /// UTF-8 offsets in the source.
  var range: Range<Int>
  /// Whether the name gets its meaning here.
  var isDefinition = false

  enum Kind: Hashable {
    case category, fault, rule, namedPattern, capture, binding, function, operation, fact, subject
    case clause(ClauseBlock)
    /// A whole pattern; its `name` is empty.
    case pattern
  }

  /// The block that a clause's keyword stands in.
  enum ClauseBlock: Hashable { case file, rule, remedy, fix, test }
}
