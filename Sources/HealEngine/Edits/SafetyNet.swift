/// Why a change touches what keeps a pipeline honest, for people; nil where it does not.
///
/// That is: a test (a file below a `tests` folder, a `{% test %}` block, anything under `tests:`,
/// `data_tests:` or `unit_tests:` in YAML, however harmless), a hook, `materialized` and `enabled`.
/// Such a change is destructive whatever the operation that makes it.
package func touchesSafetyNet(_ change: FileChange) -> String? {
  guard !change.edits.isEmpty, !change.givesBack else { return nil }
  if change.path.split(separator: "/").dropLast().contains("tests") {
    return "\(change.path) is a test"
  }
  let after = apply(change.edits, to: change.before)
  if change.path.isYAML {
    return YAMLSafetyNet.reason(before: change.before, after: after)
      ?? YAMLSafetyNet.settingReason(before: change.before, after: after)
  }
  return SQLSafetyNet.reason(in: Array(change.before.utf8), at: change.edits.map(\.range))
    ?? SQLSafetyNet.reason(in: Array(after.utf8), at: rangesAfter(change.edits))
}

/// Where the edits' replacements stand in the new text.
private func rangesAfter(_ edits: [TextEdit]) -> [Range<Int>] {
  var shift = 0
  return edits.map { edit in
    let start = edit.range.lowerBound + shift
    let count = edit.replacement.utf8.count
    shift += count - edit.range.count
    return start..<start + count
  }
}

/// Settings that a change must not touch by itself.
enum SafetySetting {
  /// What a key of YAML or an argument of `config()` is, for people; nil where it is harmless.
  static func reason(_ key: String) -> String? {
    switch key.drop(while: { $0 == "+" }) {
    case "tests", "data_tests", "unit_tests", "severity", "test-paths", "warn_if", "error_if",
      "fail_calc":
      "it changes a test"
    case "pre-hook", "pre_hook", "post-hook", "post_hook", "on-run-start", "on-run-end":
      "it changes a hook"
    case "materialized": "it changes “materialized”"
    case "enabled": "it changes “enabled”"
    default: nil
    }
  }
}
