package import HealLanguage

/// An ``Edit`` of a rule with its expressions evaluated.
package enum EditRequest: Hashable, Sendable {
  case correctColumn(String, to: String)
  case renameColumn(String, to: String)
  case renameRef(String, to: String)
  case replace(String, with: String, all: Bool)
  case replaceMatch(Pattern, with: String, all: Bool)
  case deleteMatch(Pattern, all: Bool)
  case insertBefore(Pattern, String, all: Bool)
  case insertAfter(Pattern, String, all: Bool)
  /// The number of a line, 1-based, and the file as it was.
  case restoreLine(Int, of: String)
  case correctKey(String, to: String)
  case correctTest(String, to: String)
  case correctValue(of: String, String, to: String)
  case mendLayout
  case set(String, to: String)
  case append(String, String)
  case remove(String)
  case move(String, under: String)
  case correction(OperationName, [String])
}
