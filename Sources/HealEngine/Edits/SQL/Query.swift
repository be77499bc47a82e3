/// A query read just far enough to know which names it takes in and which it gives out.
/// All numbers are indices of lexemes.
struct Query: Hashable {
  var tables: [CommonTable] = []
  var isRecursive = false
  /// The sides of `union`, `intersect` and `except`; one where there are none.
  var arms: [Arm] = []
  /// `order by` of the whole set operation.
  var order: [Clause] = []

  /// `name (columns) as (query)` of a `with`.
  struct CommonTable: Hashable {
    var name: Int
    var columns: [Int]?
    var query: Query
  }

  enum Arm: Hashable {
    case select(Select)
    case query(Query)
    /// Written by a macro: only the refs it is given are known.
    case opaque(Range<Int>)
    case values
  }
}

/// One `select` with its clauses.
struct Select: Hashable {
  /// Where it begins, which also tells it from the others.
  var start: Int
  var items: [Item] = []
  var sources: [Source] = []
  var clauses: [Clause] = []

  struct Item: Hashable {
    /// The item without its alias.
    var expression: Range<Int>
    var alias: Alias
    var star: Star?
  }

  enum Alias: Hashable {
    case none
    case named(Int)
    /// Its name is made by Jinja.
    case opaque
  }

  /// `*` or `x.*`, and what `except`, `replace` and `rename` say.
  struct Star: Hashable {
    var qualifier: Int?
    var modifiers: [Modifier] = []
  }

  struct Modifier: Hashable {
    var kind: Kind
    /// Inside the brackets.
    var range: Range<Int>

    enum Kind: Hashable { case except, replace, rename }
  }
}

/// One input of a `from`.
struct Source: Hashable {
  var form: Form
  /// All lexemes that name it, alias not included.
  var range: Range<Int>
  var alias: Int?
  var columns: [Int]?

  enum Form: Hashable {
    /// A plain or dotted name: a common table where it is plain and one has that name.
    case name
    case jinja
    /// A file name in quotes.
    case file
    case query(Query)
    /// Its arguments in brackets.
    case function(Range<Int>)
    case values
    /// Through `pivot` and the like.
    case reshaped
  }
}

/// A part of a `select` beside its items.
struct Clause: Hashable {
  var role: Role
  var range: Range<Int>

  enum Role: Hashable {
    case distinctOn, on, using, whereCondition, groupBy, having, qualify, window, orderBy, other
  }
}
