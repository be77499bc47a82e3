import HealEngine

/// What later steps of a workflow may read: `steps.heal.outputs.status`. Nothing in it is dbt's own words.
struct StepOutputs {
  var values: [(name: String, value: String)]

  init(_ outcome: Outcome) {
    let fix = (outcome.fixes + outcome.proposed).first
    let finding = outcome.openDiagnoses.first?.findings.first
    values = [
      ("status", outcome.status.rawValue), ("exit-code", "\(outcome.exitCode)"),
      ("rule", fix?.rule ?? finding?.rule ?? ""),
      ("confidence", fix.map { "\($0.confidence)" } ?? ""),
      ("issue", outcome.issue.map { "\($0.number)" } ?? ""),
      ("issue-url", outcome.issue?.url ?? ""),
      ("commit", outcome.commit?.sha ?? ""), ("pull-request", outcome.commit?.pullRequest ?? ""),
    ]
  }

  /// In the form that takes any value: between two lines that do not occur in it.
  var text: String {
    values.map { name, value in
      var end = "heal-\(UInt64.random(in: .min ... .max))"
      while value.contains(end) { end += "-" }
      return "\(name)<<\(end)\n\(value)\n\(end)\n"
    }.joined()
  }
}
