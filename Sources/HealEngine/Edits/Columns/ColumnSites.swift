/// All places in one view where the old name is read, and the choice which of them are meant.
struct ColumnSites {
  let old: ColumnName
  let new: ColumnName
  let sites: [ColumnSite]
  let tables: [Table]
  /// Every lexeme that spells the old name, read or not.
  let names: Set<Int>
  /// Whether a macro is given the old name.
  let isNamedInJinja: Bool

  enum Choice {
    case sites([ColumnSite])
    /// Nothing to rename here; another view may have something.
    case nothing(String)
  }

  /// The places to rename, all of which read the same input.
  func chosen() throws(EditRefusal) -> Choice {
    let broken = sites.filter {
      $0.origin == .nowhere(hasNew: true) && isMeant($0) && !$0.mayBeAlias
    }
    if !broken.isEmpty { return .sites(try expressible(broken)) }
    let candidates = meant(sites.filter { !$0.relations.isEmpty })
    let reading = candidates.filter { !$0.mayBeAlias }
    guard let first = reading.first else { return .nothing(reason) }
    let common = reading.reduce(first.relations) { $0.intersection($1.relations) }
    let isOneSelect = Set(reading.map(\.select)).count == 1
    let isSame = reading.allSatisfy { $0.relations == first.relations }
    guard !common.isEmpty, isOneSelect || isSame else { throw ambiguous(reading) }
    for case .twice(let inputs) in sites.map(\.origin) where !inputs.isDisjoint(with: common) {
      throw EditRefusal("“\(old.name)” is given out twice, by a star and beside it")
    }
    // An input that is read by this name elsewhere has the column, which then hides the alias.
    let hiding = candidates.filter { $0.mayBeAlias && !$0.relations.isDisjoint(with: common) }
    return .sites(try expressible(reading + hiding))
  }

  private func isMeant(_ site: ColumnSite) -> Bool {
    guard let wanted = old.qualifier else { return true }
    return site.qualifier?.lowercased() == wanted.lowercased()
  }

  /// Where a qualifier is given, the sites that may read what it means.
  private func meant(_ sites: [ColumnSite]) -> [ColumnSite] {
    guard let qualifier = old.qualifier ?? new.qualifier else { return sites }
    let called = tables.filter { $0.isCalled([qualifier]) }
    let inputs = called.reduce(into: Set<String>()) { inputs, table in
      if case .through(let some) = table.old { inputs.formUnion(some) }
    }
    guard !called.isEmpty || old.qualifier != nil else { return sites }
    return sites.filter { !$0.relations.isDisjoint(with: inputs) }
  }

  private func expressible(_ sites: [ColumnSite]) throws(EditRefusal) -> [ColumnSite] {
    for site in sites {
      if case .fixed(let reason) = site.form {
        throw EditRefusal("“\(old.name)” cannot be read as “\(new.name)”: \(reason)")
      }
    }
    return sites
  }

  private func ambiguous(_ sites: [ColumnSite]) -> EditRefusal {
    let inputs = Set(sites.flatMap(\.relations)).sorted().map { key in
      "“\(key.split(separator: " ").last ?? "")”"
    }
    let shown = inputs.prefix(3) + (inputs.count > 3 ? ["\(inputs.count - 3) others"] : [])
    return EditRefusal(
      "“\(old.name)” may be a column of \(shown.joined(separator: " or of ")): which one is not clear"
    )
  }

  private var reason: String {
    let origins = sites.map(\.origin)
    if old.qualifier != nil, !names.isEmpty {
      return "nothing to rename: it reads no “\(old.name)” of “\(old.qualifier ?? "")”"
    }
    if origins.contains(.unclear) {
      return "only a macro or a function knows where “\(old.name)” comes from"
    }
    if origins.contains(.field) {
      return "“\(old.name)” is read only as a field of something that is no relation here"
    }
    if origins.contains(.nowhere(hasNew: false)) {
      return "“\(old.name)” is read where neither it nor “\(new.name)” is given out"
    }
    if isNamedInJinja { return "“\(old.name)” is read inside Jinja, which is left as it is" }
    if !names.isEmpty { return "nothing to rename: “\(old.name)” is made by the model itself" }
    return
      "nothing to rename: no column is called “\(old.name)” outside Jinja, strings and comments"
  }
}
