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
          let title: String = try row.value("title")
          let fix = try row.optional("title_template", as: String.self) ?? title
          standing.fixes[fix, default: FixStanding()].add(
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

  /// What the history bears out of fixes.
  ///
  /// - Parameter rules: that offer them.
  /// - Returns: a record for each fix with a confidence; one that was never used is measured as authored.
  /// - Throws: ``RunnerError/history(_:)``.
  package func trackRecords(of rules: RuleSet) throws(RunnerError) -> [FixName: TrackRecord] {
    try nameFixes(of: rules)
    let fixes = Dictionary(uniqueKeysWithValues: try standings().map { ($0.rule, $0.fixes) })
    var records: [FixName: TrackRecord] = [:]
    for (name, authored) in rules.authoredConfidence {
      let standing = fixes[name.rule]?[name.title] ?? FixStanding()
      records[name] = standing.record(authored: authored)
    }
    return records
  }

  /// Finds out which fixes those are that an earlier heal recorded by their titles alone.
  private func nameFixes(of rules: RuleSet) throws(RunnerError) {
    let known = Dictionary(rules.rules.map { ($0.name, $0) }) { first, _ in first }
    try asking { (database) throws(SQLiteError) in
      for row in try database.run(Self.nameless) {
        let (name, title): (String, String) = (try row.value("rule"), try row.value("title"))
        guard let rule = known[name], let fix = rule.fixes.first(where: { $0.title.fits(title) })
        else { continue }
        try database.run(
          "update fix set title_template = ? where rule = ? and title = ? and title_template is null",
          [.text(FixName(fix, of: rule).title), .text(name), .text(title)])
      }
    }
  }

  private static let nameless = """
    select distinct rule, title from fix where title_template is null and verdict <> 'refused'
    """

  private static let seen = """
    select f.rule, count(distinct f.machine || f.run) as runs, max(r.started) as last
    from failure f join run r on r.machine = f.machine and r.id = f.run
    where f.rule is not null group by f.rule
    """

  private static let fixes = """
    select f.rule, f.title, f.title_template, f.confidence, f.verdict, f.approved_by, r.started
    from fix f join run r on r.machine = f.machine and r.id = f.run
    order by r.started, r.id, f.attempt, f.ordinal
    """
}

extension RuleSet {
  /// The highest confidence that each fix's author gave it.
  ///
  /// A history is measured against the highest, so that one without evidence lowers no fix.
  package var authoredConfidence: [FixName: Double] {
    var authored: [FixName: Double] = [:]
    for rule in rules {
      for fix in rule.fixes {
        guard let share = fix.confidences.map(\.share).max() else { continue }
        let name = FixName(fix, of: rule)
        authored[name] = max(authored[name] ?? 0, share)
      }
    }
    return authored
  }
}
