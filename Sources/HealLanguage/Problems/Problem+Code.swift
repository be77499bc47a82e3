extension Problem {
  /// Kebab-case, never reused; each has a golden case and a section in `grammar/problems.md`.
  package enum Code: String, CaseIterable, Hashable, Sendable {
    case syntaxError = "syntax-error"
  }
}
