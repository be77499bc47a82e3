import HealLanguage

/// What heal knows of one fault: which adapters' words it recognises, and what it does about it there.
struct FaultTable {
  let fault: Fault
  /// Rules that mean the fault, by adapter; those for all adapters stand under the empty name.
  let recognisers: [String: [Rule]]
  let remedies: [Rule]

  /// The adapters that any rule is for.
  private let adapters: [String]

  init(_ fault: Fault, _ rules: RuleSet) {
    self.fault = fault
    adapters = Set(rules.rules.flatMap(\.adapters)).sorted()
    remedies = rules.remedies(for: fault.name)
    var recognisers: [String: [Rule]] = [:]
    for rule in rules.recognisers(of: fault.name) {
      for adapter in rule.adapters.isEmpty ? [""] : rule.adapters { recognisers[adapter, default: []].append(rule) }
    }
    self.recognisers = recognisers
  }

  /// The adapters for which no rule recognises it; none where a rule for all adapters does.
  var unrecognised: [String] { recognisers[""] == nil ? adapters.filter { recognisers[$0] == nil } : [] }

  /// A line each: who recognises it, who does not, and what is done.
  var lines: [String] {
    let rules = Set(recognisers.values.joined()).sorted { $0.name < $1.name }
    var lines = rules.map { rule in
      let limit = rule.meanings.first { $0.fault == fault.name }?.mostConfidence
      let most = limit.map { ", at most \(Int(($0 * 100).rounded()))%" } ?? ""
      let place = rule.adapters.isEmpty ? "every adapter" : rule.adapters.joined(separator: ", ")
      return "recognised by \(rule.name) on \(place)\(most)"
    }
    if !unrecognised.isEmpty { lines.append("not recognised on \(unrecognised.joined(separator: ", "))") }
    lines += remedies.map { remedy in
      let titles = remedy.fixes.map { fix in
        let best = fix.confidences.map(\.share).max() ?? 0
        return "\(Int((best * 100).rounded()))% \(fix.title.outline)"
      }
      let place = remedy.adapters.isEmpty ? "" : " on \(remedy.adapters.joined(separator: ", "))"
      return "\(remedy.name)\(place): \((titles.isEmpty ? ["advice"] : titles).joined(separator: "; "))"
    }
    return lines
  }
}

// MARK: The page

extension FaultTable {
  /// `docs/faults.md`: what heal heals where.
  static func page(_ rules: RuleSet) -> String {
    let tables = rules.faults.map { FaultTable($0, rules) }
    return (preface + [matrix(tables)] + tables.map(\.section)).joined(separator: "\n") + "\n"
  }

  private static let preface = [
    """
    # What heal heals where

    A *fault* is what is wrong, in words that are the same for every engine. Rules recognise it in an engine's words, remedies say what to
    do about it, once. This page is made from the rules that are installed: after a change, run
    `HEAL_RECORD=1 swift test --filter ReferenceTests`. `heal explain missing_column` says the same of one fault. How sure a fix is depends on
    what proves it at the time; the number is the most that it can claim. From 80 % on it may be applied without a person.

    """
  ]

  /// Whether the rules know the fault in the words of an adapter; `general` stands for rules for all adapters.
  private static func matrix(_ tables: [FaultTable]) -> String {
    let adapters = ["snowflake", "bigquery", "databricks", "redshift", "postgres", "duckdb", "trino", "clickhouse", "sqlserver", "mysql"]
    let header = "| fault | \(adapters.joined(separator: " | ")) | heals |\n|---|\(adapters.map { _ in ":-:" }.joined(separator: "|"))|--:|"
    let rows = tables.map { table in
      let cells = adapters.map { adapter in
        table.recognisers[adapter] != nil ? "yes" : table.recognisers[""] != nil ? "all" : "–"
      }
      let best = table.remedies.flatMap(\.fixes).flatMap(\.confidences).map(\.share).max()
      let shown = best.map { "\(Int(($0 * 100).rounded())) %" } ?? "advice"
      return "| [\(table.fault.name)](#\(table.fault.name)) | \(cells.joined(separator: " | ")) | \(shown) |"
    }
    let legend = """

      yes: a rule for the adapter recognises it · all: a rule for every adapter does · –: no rule does

      """
    return ([header] + rows + [legend]).joined(separator: "\n")
  }

  private var section: String {
    """
    ## \(fault.name)

    \(fault.documentation)

    ```heal
    \(fault.form)
    ```

    \(lines.map { "- \($0)" }.joined(separator: "\n"))

    """
  }
}

extension Template {
  /// The text with `…` for what differs from failure to failure.
  fileprivate var outline: String {
    parts.map { if case .text(let text) = $0 { text } else { "…" } }.joined()
  }
}
