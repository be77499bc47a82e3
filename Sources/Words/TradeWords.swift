/// The vocabulary of the data trade that no dictionary has, read from its text at the first question.
package enum TradeWords {
  /// Words like any other in names: `id`, `sku`, `coalesce`, `incremental`.
  package static let terms = words(in: Bytes.terms.text)
  /// What stands for something, so that it is never a misspelling: `qty`, `gbp`, `mm`, `shopify`.
  package static let abbreviations = words(in: Bytes.abbreviations.text)

  /// Words are separated by white space and underscores; a line with `#` in front is a comment.
  private static func words(in text: String) -> Set<String> {
    var words: Set<String> = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      words.formUnion(line.split { $0 == " " || $0 == "_" }.map(String.init))
    }
    return words
  }
}
