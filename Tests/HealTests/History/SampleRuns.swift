@testable import HealRunner

/// Runs for tests, made by values.
enum SampleRuns {
  static let machine = "00000000000000aa"
  /// 23 November 2026, noon.
  static let now = Timestamp(seconds: 1_795_435_200)

  static func run(
    _ id: String, _ status: RunRecord.Status = .green, machine: String = machine,
    daysAgo: Double = 0, failures: [FailureRecord] = [], fixes: [FixRecord] = []
  ) -> RunRecord {
    let started = Timestamp(seconds: now.seconds - daysAgo * 86_400)
    var run = RunRecord(
      machine: machine, id: id, started: started, status: status, command: "dbt build")
    run.attempts = status == .healed ? 2 : 1
    run.failed = status == .green ? nil : Timestamp(seconds: started.seconds + 5)
    run.ended = Timestamp(seconds: started.seconds + 20)
    run.failures = failures
    run.fixes = fixes
    return run
  }

  static func failure(
    _ fingerprint: String = "0123456789abcdef", rule: String? = "duckdb.column_not_found",
    summary: String = "Referenced column \"ordered_at\" not found", isOpen: Bool = false
  ) -> FailureRecord {
    FailureRecord(
      fingerprint: fingerprint, attempt: 1, node: "stg_orders",
      category: rule == nil ? nil : "SCHEMA", rule: rule, summary: summary, isOpen: isOpen)
  }

  static func fix(
    _ verdict: FixRecord.Verdict, rule: String = "duckdb.column_not_found",
    title: String = "Read order_date where stg_orders reads ordered_at",
    template: String? = "Read ${better} where ${name} reads ${column}",
    confidence: Double? = 0.85, by person: String? = nil
  ) -> FixRecord {
    FixRecord(
      attempt: 2, rule: rule, title: title, titleTemplate: template, category: "SCHEMA",
      confidence: confidence,
      risk: "review", nodes: ["stg_orders"], files: ["models/staging/stg_orders.sql"],
      verdict: verdict, reason: verdict == .rolledBack ? "its failure was still there" : nil,
      approvedBy: person)
  }

  /// Six weeks of a shop: what a page has to show when there is something of everything.
  static func month() -> [RunRecord] {
    var runs: [RunRecord] = []
    for day in 0..<28 {
      let ago = Double(28 - day)
      runs.append(run("m\(day)", daysAgo: ago))
      if day % 3 != 0 { runs.append(run("e\(day)", daysAgo: ago - 0.5)) }
      if day % 4 == 1 {
        let waits = fix(day == 13 ? .rolledBack : .verified, confidence: day > 14 ? 0.9 : 0.85)
        var healed = run(
          "h\(day)", day == 13 ? .notHealed : .healed, daysAgo: ago - 0.3,
          failures: [failure(isOpen: day == 13)], fixes: [waits])
        healed.ended = Timestamp(seconds: healed.started.seconds + 20 + Double(day * day % 97))
        runs.append(healed)
      }
      if day % 7 == 2 {
        let deps = fix(
          .verified, rule: "dbt.packages_not_installed", title: "Install the packages",
          confidence: 0.99)
        runs.append(
          run(
            "p\(day)", .healed, daysAgo: ago - 0.2,
            failures: [failure("00000000000000bb", rule: "dbt.packages_not_installed")],
            fixes: [deps]))
      }
    }
    let unknown = failure(
      "00000000000000cc", rule: nil,
      summary:
        "Catalog \"s3://a-rather-long-bucket-name/without/any/space/in/it.parquet\" has drifted",
      isOpen: true)
    runs.append(run("u1", .notHealed, daysAgo: 6.4, failures: [unknown]))
    runs.append(run("u2", .notHealed, daysAgo: 2.4, failures: [unknown]))
    let macro = fix(
      .rolledBack, rule: "dbt.macro_misspelt", title: "Call cents_to_dollars", confidence: 0.9)
    runs.append(
      run(
        "x1", .notHealed, daysAgo: 4.4,
        failures: [failure("00000000000000dd", rule: "dbt.macro_misspelt", isOpen: true)],
        fixes: [macro]))
    let proposed = fix(.proposed, rule: "dbt.macro_misspelt", title: "Call cents_to_dollars")
    runs.append(
      run(
        "w1", .waiting, daysAgo: 0.4,
        failures: [failure("00000000000000dd", rule: "dbt.macro_misspelt", isOpen: true)],
        fixes: [proposed]))
    runs.append(run("i1", .interrupted, daysAgo: 9.4, failures: [failure(isOpen: true)]))
    return runs
  }

  static func proposal(title: String = "Call cents_to_dollars") -> WaitingProposal {
    WaitingProposal(
      id: "pudis-nolaz", time: "2026-11-23T02:00:00.000Z",
      fixes: [
        .init(
          title: title, rule: "dbt.macro_misspelt", confidence: 0.72,
          places: ["orders", "models/marts/orders.sql"])
      ])
  }
}

extension History {
  /// A history in a folder of a test's own, with these runs.
  static func holding(
    _ runs: [RunRecord], in folder: TemporaryFolder, _ name: String = "history.db"
  ) throws -> History {
    let history = try History(path: folder.path + "/" + name)
    for run in runs { try history.record(run) }
    return history
  }
}
