import HealEngine

/// The macros and generic tests that a file defines.
struct JinjaDefinitions {
  var macros: [String] = []
  var tests: [String] = []

  /// Looks for `{% macro name(` and `{% test name(`; comments are no definitions.
  init(_ text: [UInt8]) {
    var cursor = LineCursor(SQLText.withoutComments(text)[...])
    while cursor.take(upTo: "{%") != nil {
      _ = cursor.take("-") || cursor.take("+")
      Self.skipSpace(&cursor)
      let isMacro = cursor.take("macro ")
      guard isMacro || cursor.take("test ") else { continue }
      Self.skipSpace(&cursor)
      let name = cursor.take { SQLText.isWord($0) }
      Self.skipSpace(&cursor)
      guard !name.isEmpty, cursor.take("(") else { continue }
      if isMacro { macros.append(name.text) } else { tests.append(name.text) }
    }
  }

  private static func skipSpace(_ cursor: inout LineCursor) {
    _ = cursor.take { $0.isBlank || $0 == 0x0A || $0 == 0x0D }
  }
}
