/// One way to put a problem right by itself: all of its edits or none.
package struct Remedy: Hashable, Sendable {
  /// An imperative sentence, without a period: write `column`.
  package var title: String
  /// They do not overlap; an insertion has an empty range.
  package var edits: [SourceEdit]

  package init(_ title: String, _ edits: [SourceEdit]) {
    self.title = title
    self.edits = edits
  }
}

/// Bytes of a source that other text takes the place of.
package struct SourceEdit: Hashable, Sendable {
  package var location: Location
  package var replacement: String

  package init(_ location: Location, _ replacement: String) {
    self.location = location
    self.replacement = replacement
  }

  /// UTF-8 offsets in the text of the source.
  package var range: Range<Int> { location.range }
}

extension [SourceEdit] {
  /// A source's text with the edits in it that are of this source; nil where two of them overlap or
  /// one lies outside of the text or cuts a character.
  package func applied(to source: Source) -> Source? {
    let bytes = Array<UInt8>(source.text.utf8)
    let edits = filter { $0.location.source == source.name }
      .sorted {
        ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
      }
    var result: [UInt8] = []
    var position = 0
    for edit in edits {
      guard edit.range.lowerBound >= position, edit.range.upperBound <= bytes.count else {
        return nil
      }
      result += bytes[position..<edit.range.lowerBound]
      result += edit.replacement.utf8
      position = edit.range.upperBound
    }
    result += bytes[position...]
    guard let text = String(validating: result, as: UTF8.self) else { return nil }
    var changed = source
    changed.text = text
    return changed
  }
}
