import PCRE2

/// How far a pattern that is not found in a text got in it.
package struct PatternStop: Hashable, Sendable {
  /// From 0 to 1: how much of the pattern's words had been found when the search stopped.
  package var share: Double
  /// Where in the text it stopped; an offset of a byte.
  package var textOffset: Int
  /// Where the words that were found begin in the text.
  package var textStart: Int
  /// What was wanted there: UTF-8 offsets in the pattern as written, delimiters not counted.
  package var wanted: Range<Int>

  package init(share: Double, textOffset: Int, textStart: Int, wanted: Range<Int>) {
    self.share = share
    self.textOffset = textOffset
    self.textStart = textStart
    self.wanted = wanted
  }
}

extension Pattern {
  /// The farthest try of a pattern that is not found in a text, which is UTF-8; nil where nothing of its words is
  /// there.
  package func farthestStop(in text: [UInt8]) -> PatternStop? {
    guard let trace = try? SearchTrace(regex) else { return nil }
    let outline: any PatternOutline =
      form == .skeleton
      ? SkeletonOutline(self, items: trace.items) : RegexOutline(self, items: trace.items)
    guard let stop = trace.farthest(in: text, weights: outline.weights),
      outline.weights.indices.contains(stop.item), outline.weights[stop.item] > 0,
      outline.total > 0
    else { return nil }
    return PatternStop(
      share: min(1, Double(outline.weights[stop.item]) / Double(outline.total)),
      textOffset: stop.position, textStart: stop.start, wanted: outline.written(of: stop.item))
  }
}

/// What the items of a compiled pattern are in the pattern as written.
protocol PatternOutline {
  /// For each item, how many letters of words must have been found before it is tried.
  var weights: [Int] { get }
  /// The same for the end of the pattern.
  var total: Int { get }
  /// What stands from an item on as far as it is of one kind: the rest of the words, a whole hole or group.
  func written(of item: Int) -> Range<Int>
}
