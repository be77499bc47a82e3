import Testing

@testable import HealServer

/// Columns are UTF-16 units, as the protocol counts them, whatever stands in a line.
@Suite struct TextPlacesTests {
  @Test(arguments: [
    ("abc", 2, 0, 2), ("a\nb", 2, 1, 0), ("a\r\nb", 3, 1, 0), ("a\rb", 2, 1, 0),
    ("é=1", 2, 0, 1), ("日本 x", 6, 0, 2), ("🙂x", 4, 0, 2), ("👩‍💻x", 11, 0, 5), ("\tx", 1, 0, 1),
    ("a🙂\r\n\t🙂b", 12, 1, 3),
  ])
  func `an offset has its column and back`(text: String, offset: Int, line: Int, character: Int) {
    let places = TextPlaces(text)
    let position = TextPlaces.Position(line: line, character: character)
    #expect(places.position(of: offset) == position)
    #expect(places.offset(of: position) == offset)
  }

  @Test func `a column in the middle of a character is its beginning`() {
    #expect(TextPlaces("a🙂b").offset(of: .init(line: 0, character: 2)) == 1)
  }

  @Test func `places outside of the text are its nearest ends`() {
    let places = TextPlaces("ab\r\ncd")
    #expect(places.offset(of: .init(line: 0, character: 99)) == 2)
    #expect(places.offset(of: .init(line: 9, character: 0)) == 6)
    #expect(places.offset(of: .init(line: -1, character: -1)) == 0)
    #expect(places.position(of: 99) == .init(line: 1, character: 2))
  }

  @Test func `every character of any text goes there and back`() {
    var random = SplitMix(seed: 5)
    let pieces = ["a", "é", "日", "🙂", "\t", "\n", "\r\n", "\r", " ", "\u{301}"]
    for _ in 0..<200 {
      let text = (0..<20).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let places = TextPlaces(text)
      var offset = 0
      for scalar in text.unicodeScalars {
        let isSecond = scalar == "\n" && offset > 0 && places.bytes[offset - 1] == 13
        if !isSecond { #expect(places.offset(of: places.position(of: offset)) == offset) }
        offset += String(scalar).utf8.count
      }
    }
  }
}
