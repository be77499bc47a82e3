/// One place in a query where a column of the old name is read.
struct ColumnSite: Hashable {
  /// The lexeme that is the column's name.
  var lexeme: Int
  /// The one in front of its dot.
  var qualifier: String?
  /// ``Select/start`` of the select it stands in.
  var select: Int
  var origin: Origin
  var form: Form = .plain
  /// To be written in front of the new name, where the bare one would be ambiguous.
  var prefix: String?
  /// Whether the name is an alias of the same select unless an input has a column of that name.
  var mayBeAlias = false

  enum Origin: Hashable {
    /// An input from outside: one of these.
    case outside(Set<String>)
    /// Nothing in reach gives it out; whether something gives out the new name.
    case nowhere(hasNew: Bool)
    /// It stays: the query makes it.
    case own
    /// The query makes it and hands it through from these as well.
    case twice(Set<String>)
    /// Only a macro or a function knows.
    case unclear
    /// A field of a structured column, as far as can be seen.
    case field
  }

  enum Form: Hashable {
    case plain
    /// An item of a select list that is named after the column: an alias has to keep the name.
    /// The number is the item's last lexeme.
    case named(last: Int)
    /// The column cannot be called otherwise here.
    case fixed(reason: String)
  }

  /// The outside inputs it may read.
  var relations: Set<String> {
    if case .outside(let relations) = origin { relations } else { [] }
  }
}
