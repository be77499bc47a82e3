/// Where a relation's column of a given name comes from.
enum Supply: Hashable {
  /// The relation has no such column.
  case none
  /// The query itself makes it: it stays whatever the inputs are called.
  case own
  /// It is handed through from these inputs from outside, as `select *` does.
  case through(Set<String>)
  /// Both: a `select *` hands one through beside one of the same name that the query makes.
  case twice(Set<String>)
  /// A macro writes the columns, or they are turned around.
  case unknown

  /// Of two parts of a select list.
  static func + (left: Supply, right: Supply) -> Supply {
    switch (left, right) {
    case (.twice(let some), .twice(let more)), (.twice(let some), .through(let more)),
      (.through(let some), .twice(let more)):
      .twice(some.union(more))
    case (.twice, _): left
    case (_, .twice): right
    case (.own, .through(let inputs)), (.through(let inputs), .own): .twice(inputs)
    case (.own, _), (_, .own): .own
    case (.through(let some), .through(let more)): .through(some.union(more))
    case (.through, _): left
    case (_, .through): right
    case (.unknown, _), (_, .unknown): .unknown
    case (.none, .none): .none
    }
  }

  /// Of two relations in one `from`, for a bare name: it can be a column of one of them only, so
  /// the one that is known to have it has it.
  func beside(_ other: Supply) -> Supply {
    guard case .twice = self + other else { return self + other }
    return self == .own || other == .own ? .own : self + other
  }

  /// What a set operation hands through if its first arm, this one, does.
  func handedThrough(with arms: [Supply]) -> Supply {
    guard case .through = self else { return self }
    return arms.filter { if case .through = $0 { true } else { false } }.reduce(.none, +)
  }
}

/// A relation's columns of the old and of the new name.
struct Supplies: Hashable {
  var old: Supply
  var new: Supply
}

/// A relation in the `from` of a select, seen from one column's old and new name.
struct Table: Hashable {
  /// What it can be called in front of a dot, as written.
  var alias: String?
  /// Its dotted name: `["raw", "orders"]`, of a ref `["orders"]`.
  var path: [String]
  var old: Supply
  var new: Supply

  /// Whether `qualifier`, the parts before a column, means this relation.
  func isCalled(_ qualifier: [String]) -> Bool {
    let wanted = qualifier.map { $0.lowercased() }
    if let alias { return wanted == [alias.lowercased()] }
    return !path.isEmpty && path.map { $0.lowercased() }.suffix(wanted.count) == wanted[...]
  }
}

/// A common table that a query can read, seen the same way.
struct VisibleTable: Hashable {
  var name: String
  var old: Supply
  var new: Supply
}
