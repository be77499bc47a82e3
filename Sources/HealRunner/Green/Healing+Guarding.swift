import HealEngine
import HealProject

extension Healing {
  /// Looks at the tables that fixes are about to have built anew, where no record tells what they were.
  ///
  /// - Returns: whether the warehouse was asked and answered: then dbt can read the project with the fixes in place.
  @discardableResult
  func rememberTables() -> Bool {
    let names = touchedModels.filter { greenRecord.relation($0) == nil && !lookedFor.contains($0) }
    guard asksWarehouse, !names.isEmpty, !isMadeAsBefore else { return false }
    let start = session.clock.now()
    defer { outcome.timings.verify += session.clock.now() - start }
    // What kept dbt from reading the project may be mended now.
    warehouse.isAway = false
    warehouse.forget()
    guard let tables = tables(names.sorted()) else { return false }
    lookedFor.formUnion(names)
    for table in tables where !table.id.hasPrefix("source.") && !isBuiltAlready(table.name) {
      tablesBefore[table.name.lowercased()] = table
    }
    return true
  }

  /// Whether this session has built it, perhaps with the very fault that is healed now.
  private func isBuiltAlready(_ name: String) -> Bool {
    statuses.contains { id, status in
      status == .success
        && id.split(separator: ".").last?.lowercased() == name.lowercased()
    }
  }

  /// Why a run that ended well with fixes in place is no success: it would leave less than was there.
  func objectionOfGuard() -> Objection? {
    outcome.compared = []
    tablesNow = []
    guard last.isSuccess, !standingChanges.isEmpty else { return nil }
    let testsNow = last.tests(in: paths)
    if let weaker = testsBefore.firstWeaker(in: testsNow, blaming: changedFiles) { return weaker }
    let count = testsNow.tests.count
    outcome.compared.append("\(count) test\(count == 1 ? "" : "s"), none gone or weaker")
    return objectionToDeclared() ?? objectionToTables()
  }

  /// Columns that the YAML declares and that an edit took out of the model's SQL.
  private func objectionToDeclared() -> Objection? {
    for change in standingChanges where change.path.hasSuffix(".sql") {
      guard let model = Self.model(of: change.path), let after = try? tree.state(of: change.path)
      else { continue }
      let lost = declaredColumnsLost(
        of: model, in: session.project, before: change.before,
        after: String(decoding: after.bytes, as: UTF8.self))
      if let column = lost.first {
        return Objection(
          "`\(model)` no longer names its column `\(column)`, which the project declares",
          file: change.path)
      }
    }
    return nil
  }

  private func objectionToTables() -> Objection? {
    guard asksWarehouse, !touchedModels.isEmpty else { return nil }
    if isMadeAsBefore {
      outcome.compared.append("the edited files are those of the last green run again")
      return nil
    }
    guard touchedModels.contains(where: { isKnownFromBefore($0) }) else {
      outcome.compared.append("columns not compared: no earlier run is known")
      return nil
    }
    let start = session.clock.now()
    defer { outcome.timings.verify += session.clock.now() - start }
    guard let tables = tables(touchedModels.sorted()) else {
      outcome.compared.append("columns not compared: the warehouse did not tell")
      return nil
    }
    tablesNow = tables
    var words: [String] = []
    // A model may be called as the table of a source that it reads.
    for table in tables where !table.id.hasPrefix("source.") {
      guard let before = before(table) else { continue }
      let comparison = TableComparison(
        before: before, now: table, bounds: session.settings.guards)
      if let reason = comparison.objection { return Objection(reason, node: table.id) }
      words.append(comparison.words)
    }
    outcome.compared.append(
      words.isEmpty
        ? "columns not compared: no earlier run is known" : words.joined(separator: ", "))
    return nil
  }

  /// Whether all that fixes have edited is again what the run before this one was made of, and that was green: its
  /// tables cannot be other ones.
  var isMadeAsBefore: Bool {
    let paths = Set(standingChanges.map(\.path))
    return !paths.isEmpty
      && paths.allSatisfy { path in
        guard let now = try? tree.state(of: path) else { return false }
        return earlier.isMade(of: String(decoding: now.bytes, as: UTF8.self), in: path) == true
      }
  }

  /// Whether there is something to compare a model's table with; asking the warehouse takes as long as dbt starts.
  private func isKnownFromBefore(_ model: String) -> Bool {
    greenRecord.relation(model) != nil || tablesBefore[model] != nil
  }

  /// By heal's record, else as the table stood before it was built anew.
  private func before(_ table: WarehouseRelation) -> GreenRecord.Relation? {
    if let known = greenRecord.relations[table.id], !Self.lacksCounts(known, session.settings) {
      return known
    }
    let standing = tablesBefore[table.name.lowercased()].map {
      GreenRecord.Relation(
        name: $0.name, time: "", columns: $0.columns, rows: $0.rows, nulls: $0.nulls)
    }
    return standing ?? greenRecord.relations[table.id]
  }

  private static func lacksCounts(_ known: GreenRecord.Relation, _ settings: Settings) -> Bool {
    settings.guards.countsRows && known.rows == nil
  }

  private func tables(_ names: [String]) -> [WarehouseRelation]? {
    session.settings.guards.countsRows ? warehouse.counted(names) : warehouse.relations(names)
  }

  /// Whether the warehouse may be asked on heal's own account.
  private var asksWarehouse: Bool {
    session.settings.history.recordColumns != .never && !session.isDryRun && !isObserving
      && !isInterrupted
  }

  private var standingChanges: [Proposal.Change] {
    standing.flatMap(\.changes)
  }

  /// Models that fixes have edited, and those that failed; none where nothing was edited. In lower case.
  private var touchedModels: Set<String> {
    guard !standingChanges.isEmpty else { return [] }
    let failed = formerlyFailing.compactMap { id -> String? in
      let parts = id.split(separator: ".")
      return parts.count == 3 && ["model", "snapshot"].contains(parts[0])
        ? parts[2].lowercased() : nil
    }
    return Set(standingChanges.compactMap { Self.model(of: $0.path)?.lowercased() } + failed)
  }

  /// The name of the model that a file holds; nil for one that can hold none.
  private static func model(of path: String) -> String? {
    guard path.hasSuffix(".sql") || path.hasSuffix(".py"), !path.hasPrefix("macros/"),
      !path.hasPrefix("tests/")
    else { return nil }
    return path.split(separator: "/").last?.split(separator: ".").first.map(String.init)
  }
}
