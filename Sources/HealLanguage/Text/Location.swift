/// A place in a source: offsets of UTF-8 bytes. Only renderers turn it into lines and columns.
package struct Location: Hashable, Sendable {
  /// The `name` of the ``Source``.
  package var source: String
  /// UTF-8 offsets from the start of the source's text.
  package var range: Range<Int>

  package init(source: String, range: Range<Int>) {
    self.source = source
    self.range = range
  }
}
