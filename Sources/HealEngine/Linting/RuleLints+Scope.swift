import HealLanguage

/// For which failures a rule speaks, and what its fixes do without asking.
extension RuleLints {
  mutating func checkScope() {
    for clause in clauses {
      switch clause.kind {
      case .dbt(let text) where rule.dbtVersions?.isEmpty == true:
        report(
          .unsatisfiableScope(
            "no version of dbt is in this range", at: location(text.span),
            why: "these comparisons shut each other out", help: "turn one of them round"))
      case .adapter(let names): checkAdapters(names)
      default: break
      }
    }
    for exclusion in rule.exclusions {
      for pattern in exclusion.alternatives {
        let same = rule.matches.first { match in
          match.subject == exclusion.subject
            && match.alternatives.allSatisfy { $0.regex == pattern.regex }
        }
        guard same != nil else { continue }
        report(
          .unsatisfiableScope(
            "`unless` takes away all that `match` finds", at: pattern.location,
            why: "a `match` has the same pattern", help: "remove one of the two"))
      }
    }
    checkGuards()
  }

  private mutating func checkAdapters(_ names: [Syntax.Name]) {
    for name in names {
      guard let meant = Self.mistakenAdapters[name.text.lowercased()] else { continue }
      let place = location(name.span)
      report(
        .unsatisfiableScope(
          "no adapter of dbt is called `\(name.text)`", at: place,
          why: "this rule never matches there", help: "write `\(meant)`",
          remedies: [Remedy("write `\(meant)`", [SourceEdit(place, meant)])]))
    }
  }

  /// `where adapter == "postgres"` in a rule for another adapter.
  private mutating func checkGuards() {
    for condition in rule.guards.flatMap(\.conjuncts) {
      guard case .compare(let left, .equal, let right) = condition.kind,
        case .fact(.adapter) = left.kind, case .literal(.text(let adapter)) = right.kind,
        !rule.adapters.isEmpty, !rule.adapters.contains(adapter.lowercased())
      else { continue }
      report(
        .unsatisfiableScope(
          "this guard can never hold", at: condition.location,
          why: "the rule is for \(rule.adapters.joined(separator: ", "))",
          help: "name the adapter in the clause `adapter` only"))
    }
  }

  /// What people call adapters, and what dbt does.
  private static let mistakenAdapters = [
    "postgresql": "postgres", "pg": "postgres", "mssql": "sqlserver", "sql_server": "sqlserver",
    "big_query": "bigquery", "bq": "bigquery", "duck_db": "duckdb", "motherduck": "duckdb",
    "click_house": "clickhouse", "sqlite3": "sqlite", "redshift_serverless": "redshift",
  ]

  // MARK: Fixes

  /// The share from which on a fix may be applied without a person, by default.
  private static let autonomousShare = 0.8

  mutating func checkFixes() {
    guard rule.guards.isEmpty else { return }
    for fix in rule.fixes {
      let isUnguarded = fix.confidences.contains {
        $0.condition == nil && $0.share >= Self.autonomousShare
      }
      guard isUnguarded, let what = fix.harm else { continue }
      report(.unsafeFix(what, at: fix.location))
    }
  }
}

extension Fix {
  /// What it may lose, in words; nil where nothing.
  fileprivate var harm: String? {
    for case .run(let words) in operations {
      let text = words.map { $0.constant ?? "" }.joined(separator: " ").lowercased()
      if text.contains("drop ") || text.contains("truncate ") || text.contains("delete from") {
        return "drops data"
      }
      if words.contains(where: { $0.constant.map(Self.isFullRefresh) ?? false }) {
        return "rebuilds tables from scratch"
      }
    }
    return risk == .destructive ? "touches what must not be lost" : nil
  }

  private static func isFullRefresh(_ word: String) -> Bool {
    word == "-f" || word.hasPrefix("--full-refresh")
  }
}

extension Expression {
  /// The parts that must all hold.
  fileprivate var conjuncts: [Expression] {
    if case .and(let left, let right) = kind { left.conjuncts + right.conjuncts } else { [self] }
  }
}

extension VersionRange {
  /// Whether no version can be in it. Versions next to each bound, and between them, are tried.
  var isEmpty: Bool {
    let tried = bounds.flatMap { bound -> [[Int]] in
      var next = bound.version
      if let last = next.last { next[next.count - 1] = last + 1 }
      var before = bound.version
      if let last = before.last, last > 0 { before[before.count - 1] = last - 1 }
      return [bound.version, next, before, bound.version + [0, 1], before + [9_999]]
    }
    return !tried.contains { version in
      contains(version.map(String.init).joined(separator: ".")) == true
    }
  }
}
