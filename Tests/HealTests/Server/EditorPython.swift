import FoundationEssentials

/// A Python with `Tests/LanguageServer/requirements.txt` installed.
enum EditorPython {
  static let program = ProcessInfo.processInfo.environment["HEAL_EDITOR_PYTHON"]
}
