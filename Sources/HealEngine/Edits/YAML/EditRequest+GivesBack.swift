import HealLanguage

extension EditRequest {
  /// Whether the change can only make work again what dbt could not read or find, whatever it touches:
  /// a layout that dbt could not read, a test or materialization that does not exist, a key that dbt
  /// does not know, each made one that it does. Nothing can be weakened that did not work.
  package func givesBack(_ evidence: any Evidence) -> Bool {
    switch self {
    case .mendLayout: true
    // What it says is said once more beside it.
    case .correction(.removeRepeated, _): true
    case .correctTest(let old, let new):
      if case .list(let tests) = evidence.answer(.tests) {
        !tests.contains(.text(old)) && tests.contains(.text(new))
      } else {
        false
      }
    case .correctKey(let old, let new):
      !DbtFile.allKeys.contains(old.lastPart) && !Self.softening.contains(new)
        && (DbtFile.allKeys.contains(new) || isSlip(of: new, for: old, evidence))
    case .correctValue("model", let old, let new), .renameRef(let old, let new):
      models(evidence).map { !$0.contains(.text(old)) && $0.contains(.text(new)) } ?? false
    // A test on a column that no SQL names has never looked at anything.
    case .correctValue("columns.name", let old, let new), .correctValue("field", let old, let new):
      isSlip(of: new, for: old, evidence)
    case .remove(let path) where path.hasPrefix("models[") && path.hasSuffix("]"):
      evidence.answer(.function(.spareEntryIn, [.text(String(path.dropFirst(7).dropLast()))])) != .unknown
    // Neither was ever in effect, and what comes is what holds where nothing is said.
    case .correctValue("severity", let old, "error"): !["error", "warn"].contains(old.lowercased())
    case .correctValue("enabled", let old, "true"): !["true", "false"].contains(old.lowercased())
    case .correctValue("materialized", let old, let new):
      !Self.materializations.contains(old) && Self.materializations.contains(new)
    default: false
    }
  }

  /// Settings that take from a test what it finds: a key that was without effect would get one.
  private static let softening: Set<String> = [
    "severity", "where", "limit", "warn_if", "error_if", "fail_calc", "enabled",
  ]

  /// Whether nothing else in the project is called `old`, and something is called `new`.
  private func isSlip(of new: String, for old: String, _ evidence: any Evidence) -> Bool {
    evidence.mentions(old) == 1 && (evidence.mentions(new) ?? 0) > 0
  }

  /// What `ref()` may name; nil where that is not known.
  private func models(_ evidence: any Evidence) -> [Value]? {
    guard case .list(let models) = evidence.answer(.models),
      case .list(let seeds) = evidence.answer(.seeds)
    else { return nil }
    return models + seeds
  }

  private static let materializations: Set<String> = [
    "view", "table", "incremental", "ephemeral", "materialized_view",
  ]
}

extension Evidence {
  /// How often the project names it; nil where that is not known.
  fileprivate func mentions(_ name: String) -> Int? {
    guard case .int(let count) = answer(.function(.mentions, [.text(name)])) else { return nil }
    return count
  }
}

extension String {
  fileprivate var lastPart: String { split(separator: ".").last.map(String.init) ?? self }
}
