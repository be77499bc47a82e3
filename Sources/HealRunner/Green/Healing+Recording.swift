import HealProject

extension Healing {
  /// Green at the first run. What dbt let pass becomes remarks, or a failure where the policy is strict.
  func finishGreen() throws(RunnerError) -> Outcome {
    if statuses.isEmpty, session.command.writesResults { statuses = firstResults ?? [:] }
    outcome.remarks += GreenRemarks.warnings(in: last.console) + vanishedTests
    guard let reason = strictObjection else { return try finish(.green) }
    noteRun(Outcome.Status.notHealed.rawValue, reason)
    FileSystem.remove(folder.run(run))
    outcome.advice.append(Self.howToAccept)
    outcome.status = .notHealed
    return outcome
  }

  /// Why a strict policy takes a green run for a failure; nil when it does not.
  var strictObjection: String? {
    guard session.settings.guards.isStrict else { return nil }
    var hidden = GreenRemarks.warnings(in: last.console)
    if outcome.approvedBy == nil { hidden += vanishedTests }
    for remark in hidden { outcome.remark(remark) }
    return hidden.first
  }

  private var vanishedTests: [String] {
    guard !statuses.isEmpty || session.command.writesResults else { return [] }
    return GreenRemarks.vanished(
      greenRecord.run(of: session.command.words), now: Set(statuses.keys))
  }

  private static let howToAccept =
    "if this is as it should be, run once without --strict (guard.strict): what is green then is the new record"

  /// Remembers what ran and, where the policy says so, the columns of all tables. A record that cannot be kept
  /// spoils no green run.
  func keepRecord() {
    // What has just run with a fix in place is no commit's text: not yet, where it is to be committed.
    let commit = openJournal == nil ? HeadCommit.sha(of: tree.root) : nil
    let (relations, tables) = toRecord(commit)
    guard !statuses.isEmpty || !relations.isEmpty else { return }
    var record = greenRecord
    let time = Timestamp.now.iso8601
    if !statuses.isEmpty {
      record.add(
        GreenRecord.Run(
          command: session.command.words, run: run.description, time: time, commit: commit,
          statuses: statuses.mapValues(\.rawValue)))
    }
    for relation in relations { record.add(relation, time: time) }
    record.tables.merge(tables) { $1 }
    do throws(RunnerError) { try record.write(to: folder.green) } catch {
      outcome.remarks.append("the record of green runs was not kept: \(error)")
    }
  }

  /// The relations whose columns are to be kept, and what stands beside the tables of sources, by the source's name.
  private func toRecord(_ commit: String?) -> (relations: [WarehouseRelation], tables: [String: [String]]) {
    guard !isObserving else { return ([], [:]) }
    switch session.settings.history.recordColumns {
    case .never: return ([], [:])
    case .onHeal: if tablesNow.isEmpty { return ([], [:]) }
    case .onChange:
      let isKnown = !greenRecord.relations.isEmpty && greenRecord.commit == commit
      if openJournal == nil, isKnown { return ([], [:]) }
    }
    if session.settings.guards.countsRows { return (tablesNow, [:]) }
    let names = relations
    guard !tablesNow.isEmpty || !names.isEmpty else { return ([], [:]) }
    // What was just counted is in the answer to a wider question no more exact.
    let counted = tablesNow.filter { $0.rows != nil }
    let all = warehouse.all(names) ?? tablesNow
    let others = all.filter { relation in !counted.contains { $0.id == relation.id } }
    return (others + counted, warehouse.tables(askedWith: names))
  }

  /// What ran, and the sources that the project reads; by name, a source's table as `source.table`.
  private var relations: [String] {
    let built = statuses.keys.compactMap { id -> String? in
      let parts = id.split(separator: ".")
      return parts.count == 3 && ["model", "seed", "snapshot"].contains(parts[0])
        ? String(parts[2]) : nil
    }
    guard !built.isEmpty else { return [] }
    return built + (ProjectLineage(manifest: paths.target + "/manifest.json")?.sources ?? [])
  }
}
