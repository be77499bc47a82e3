func merged(_ a: [TextEdit], _ b: [TextEdit]) -> [TextEdit]? { a + b }
func touchesSafetyNet(_ change: FileChange) -> String? { nil }
package func apply(_ edits: [TextEdit], to text: String) -> String { text }
package func unifiedDiff(path: String, before: String, after: String, context: Int, coloured: Bool) -> String { "" }
