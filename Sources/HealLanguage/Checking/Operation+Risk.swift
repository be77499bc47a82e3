extension Operation {
  /// What it can do at worst, as far as its text shows; the engine raises it where the edit turns
  /// out to touch a test, a hook or `materialized`.
  var risk: Risk {
    switch self {
    case .retry: .safe
    case .ask: .manual
    case .run(let words): Self.risk(of: words.map(\.constant))
    case .edit(let file, let edit):
      edit.touchesSafetyNet || Self.isTest(file) ? .destructive : .review
    }
  }

  /// nil stands for a word that is not known before the rule is applied.
  private static func risk(of words: [String?]) -> Risk {
    guard words.first == "dbt" else { return .review }
    let flags = words.compactMap(\.self).filter { $0.hasPrefix("-") }
    let rebuilds = flags.contains { $0 == "-f" || $0.hasPrefix("--full-refresh") }
    if rebuilds { return isOneSeed(words) ? .review : .destructive }
    switch words.dropFirst().compactMap(\.self).first(where: { !$0.hasPrefix("-") }) {
    case "deps":
      return flags.contains { ["--upgrade", "--add-package"].contains($0) } ? .review : .safe
    case "parse", "debug", "list", "ls": return .safe
    // A macro may do anything.
    case "run-operation": return .destructive
    default: return .review
    }
  }

  /// Whether it is `dbt seed --full-refresh --select NAME`: all that the table holds stands in the seed's file.
  private static func isOneSeed(_ words: [String?]) -> Bool {
    words.count == 5 && words.prefix(4) == ["dbt", "seed", "--full-refresh", "--select"]
  }

  private static func isTest(_ file: Expression) -> Bool {
    let path: String? =
      switch file.kind {
      case .literal(.text(let text)): text
      case .template(let template):
        if case .text(let start) = template.parts.first { start } else { nil }
      default: nil
      }
    return path.map { $0.hasPrefix("tests/") || $0.contains("/tests/") } ?? false
  }
}

extension Edit {
  /// Whether what it looks for or writes names a hook or how a model is kept.
  fileprivate var touchesSafetyNet: Bool {
    writtenTexts.contains { text in
      let text = text.lowercased()
      return Self.safetyNet.contains { text.contains($0) }
    } || pathTexts.contains { !Self.testKeys.isDisjoint(with: $0.split { ".[]+".contains($0) }.map(String.init)) }
  }

  /// The key paths whose nodes it adds to, takes away or puts elsewhere.
  private var pathTexts: [String] {
    switch self {
    case .append(let path, _), .remove(let path): path.writtenTexts
    case .move(let path, let target): path.writtenTexts + target.writtenTexts
    default: []
    }
  }

  /// Keys that are a test, or say what one finds.
  private static let testKeys: Set<String> = [
    "tests", "data_tests", "unit_tests", "severity", "warn_if", "error_if", "fail_calc", "enabled",
  ]

  private static var safetyNet: [String] {
    ["materialized", "pre_hook", "pre-hook", "post_hook", "post-hook", "on-run-", "full_refresh"]
  }

  private var writtenTexts: [String] {
    switch self {
    case .correctColumn, .renameColumn, .renameRef, .correction: []
    // The engine sees for itself whether these give back what was lost, or touch the safety net.
    case .correctKey, .correctTest, .correctValue, .mendLayout, .restoreLine: []
    case .set(let path, _): path.writtenTexts
    case .append, .remove, .move: pathTexts
    case .replace(let old, let new, _): old.writtenTexts + new.writtenTexts
    case .replaceMatch(let pattern, let new, _): [pattern.written] + new.writtenTexts
    case .deleteMatch(let pattern, _): [pattern.written]
    case .insertBefore(let pattern, let text, _), .insertAfter(let pattern, let text, _):
      [pattern.written] + text.writtenTexts
    }
  }
}

extension Expression {
  fileprivate var writtenTexts: [String] {
    switch kind {
    case .literal(.text(let text)): [text]
    case .template(let template):
      template.parts.flatMap { part in
        switch part {
        case .text(let text): [text]
        case .expression(let inner): inner.writtenTexts
        }
      }
    case .list(let items), .call(_, let items): items.flatMap(\.writtenTexts)
    default: []
    }
  }
}

extension Template {
  /// The text when nothing is interpolated.
  package var constant: String? {
    var text = ""
    for part in parts {
      guard case .text(let piece) = part else { return nil }
      text += piece
    }
    return text
  }
}
