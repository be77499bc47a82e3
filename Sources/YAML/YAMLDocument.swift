/// A YAML text, read: one document, as dbt takes it.
package struct YAMLDocument: Hashable, Sendable {
  /// nil for a text without any content.
  package var root: YAMLNode?
  /// Keys that stand a second time in their mapping, in the order of the text.
  package var duplicateKeys: [YAMLNode]
  /// How many values its aliases stand for, those that are repeated within them counted each time.
  package var repeated = 0

  /// Reads a text. Never aborts: what is not YAML, is nested deeper than ``depthLimit``, repeats more than
  /// ``repeatLimit`` values by aliases, or holds a second document is an error.
  package static func parse(_ text: String) throws(YAMLError) -> YAMLDocument {
    let scan = EventReader.readAll(text)
    var builder = NodeBuilder(events: scan.events)
    let document = try builder.document(ending: scan.error)
    return document
  }

  /// How deep nodes may be nested, aliases followed. A project's files need less than ten.
  package static let depthLimit = 200

  /// The most that ``repeated`` may be: ten lines of aliases of aliases could stand for a thousand million values.
  package static let repeatLimit = 50_000
}
