import HealEngine
import HealLanguage

/// Diagnoses as people read them in a terminal.
struct DiagnosisText {
  let style: Style

  func render(_ diagnoses: [Diagnosis]) -> String {
    if diagnoses.isEmpty { return "No failure found." }
    return diagnoses.map(render).joined(separator: "\n\n")
  }

  func render(_ diagnosis: Diagnosis) -> String {
    var lines = opening(diagnosis)
    if let finding = diagnosis.findings.first {
      lines.append("  rule    \(style.cyan(finding.rule))\(isTransient(finding))")
      lines += diagnosis.faults.prefix(3).map { "  fault   \($0.fault)" }
      lines += captures(finding)
    } else {
      lines.append("  " + style.yellow("No rule knows this failure."))
    }
    for (index, candidate) in diagnosis.candidates.enumerated() {
      lines += render(candidate, number: index + 1)
    }
    lines += diagnosis.missed.map { "  not offered: \($0.title) (\($0.reason))" }
    lines += (diagnosis.findings.first?.advice ?? []).map { "  advice  \($0)" }
    lines += diagnosis.inconclusive.map { rule in
      style.yellow(
        "  undecided: a pattern of \(rule) takes too many steps on this text; heal lint shows which"
      )
    }
    return lines.joined(separator: "\n")
  }

  /// The heading, and the first lines of what was said.
  func opening(_ diagnosis: Diagnosis) -> [String] {
    [heading(diagnosis)]
      + diagnosis.failure.message.lines.prefix(12).map { style.dim("  │ ") + $0 }
  }

  /// `SCHEMA  stg_orders (models/staging/stg_orders.sql)`.
  func heading(_ diagnosis: Diagnosis) -> String {
    let category = style.bold(style.red(diagnosis.category ?? "UNKNOWN"))
    guard let node = diagnosis.failure.node else { return category }
    let file = node.file.map { style.dim(" (\($0))") } ?? ""
    return "\(category)  \(style.bold(node.name))\(file)"
  }

  private func isTransient(_ finding: Diagnosis.Finding) -> String {
    finding.offersRetry ? style.dim("  may pass by itself") : ""
  }

  private func captures(_ finding: Diagnosis.Finding) -> [String] {
    finding.captures.keys.sorted().map { name in
      "  \(style.dim("\(name) =")) \(finding.captures[name]?.shown ?? "")"
    }
  }

  /// A candidate with its confidence, risk, reasons and diff.
  func render(_ candidate: Candidate, number: Int) -> [String] {
    let confidence = style.bold(style.green(candidate.confidence.percent))
    let head =
      "  fix \(number)   \(confidence) \(style.dim(candidate.risk.rawValue))  \(candidate.title)"
    return [head] + candidate.actions.flatMap(render).map { "          \($0)" }
  }

  /// What the action does, line by line.
  func render(_ action: Candidate.Action) -> [String] {
    switch action {
    case .wait(let seconds): ["wait \(seconds.seconds), then run again"]
    case .run(let words): ["run \(words.joined(separator: " "))"]
    case .ask(let question): ["ask \(question)"]
    case .change(let change): change.diff(style: style).lines.filter { !$0.isEmpty }
    }
  }
}

extension FileChange {
  /// A unified diff with three lines of context.
  func diff(style: Style) -> String {
    unifiedDiff(
      path: path, before: before, after: apply(edits, to: before), context: 3,
      colours: style.isColoured)
  }
}

extension String {
  /// The lines, without their ends.
  var lines: [String] {
    utf8.split(separator: 10, omittingEmptySubsequences: false).map { line in
      String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
    }
  }
}

extension Double {
  /// `5 s`, `0.5 s`.
  var seconds: String {
    let tenths = (self * 10).rounded() / 10
    return tenths == tenths.rounded() && tenths.magnitude < 1e15
      ? "\(Int(tenths)) s" : "\(tenths) s"
  }
}
