package import HealEngine
package import HealLanguage
import SQLite

extension History {
  /// How each rule has done, those used last first.
  package func standings() throws(RunnerError) -> [RuleStanding] {
    try asking { (database) throws(SQLiteError) in
      var standings: [String: RuleStanding] = [:]
      for row in try database.run(Self.seen) {
        let rule: String = try row.value("rule")
        var standing = RuleStanding(rule: rule, lastUsed: Timestamp(seconds: try row.value("last")))
        standing.seen = try row.value("runs")
        standings[rule] = standing
      }
      for row in try database.run(Self.fixes) {
        let rule: String = try row.value("rule")
        let moment = Timestamp(seconds: try row.value("started"))
        var standing = standings[rule] ?? RuleStanding(rule: rule, lastUsed: moment)
        if let confidence = try row.optional("confidence", as: Double.self) {
          standing.authored = confidence
        }
        if let verdict = FixRecord.Verdict(rawValue: try row.value("verdict")) {
          standing.add(
            verdict, isApproved: try row.optional("approved_by", as: String.self) != nil)
          if verdict.wasApplied, moment.seconds > standing.lastUsed.seconds {
            standing.lastUsed = moment
          }
        }
        standings[rule] = standing
      }
      return standings.values.sorted {
        ($1.lastUsed.seconds, $0.rule) < ($0.lastUsed.seconds, $1.rule)
      }
    }
  }

  /// What the history bears out of rules, by their names.
  ///
  /// - Parameter authored: the number that each rule's author gave it, from 0 to 1.
  /// - Returns: a record for each of these rules; one that was never used is measured as authored.
  /// - Throws: ``RunnerError/history(_:)``.
  package func trackRecords(
    authored: [String: Double]
  ) throws(RunnerError) -> [String: TrackRecord] {
    let standings = Dictionary(
      uniqueKeysWithValues: try standings().map { ($0.rule, $0) })
    var records: [String: TrackRecord] = [:]
    for (rule, number) in authored {
      let standing = standings[rule]
      records[rule] = TrackRecord(
        measuredConfidence: standing?.measured(authored: number) ?? number,
        isDemoted: standing?.isDemoted ?? false)
    }
    return records
  }

  private static let seen = """
    select f.rule, count(distinct f.machine || f.run) as runs, max(r.started) as last
    from failure f join run r on r.machine = f.machine and r.id = f.run
    where f.rule is not null group by f.rule
    """

  private static let fixes = """
    select f.rule, f.confidence, f.verdict, f.approved_by, r.started
    from fix f join run r on r.machine = f.machine and r.id = f.run
    order by r.started, r.id, f.attempt, f.ordinal
    """
}

extension RuleSet {
  /// The highest confidence that each rule's author gave one of its fixes; rules without fixes are left out.
  ///
  /// A history is measured against the highest, so that one without evidence lowers no fix.
  package var authoredConfidence: [String: Double] {
    var authored: [String: Double] = [:]
    for rule in rules {
      authored[rule.name] = rule.fixes.flatMap(\.confidences).map(\.share).max()
    }
    return authored
  }
}
