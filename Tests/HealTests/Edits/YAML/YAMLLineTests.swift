@testable import HealEngine
import Testing

@Suite struct YAMLLineTests {
  @Test func `lines put together again are the text`() {
    var random = SplitMix(seed: 3)
    for _ in 0..<10_000 {
      let text = random.mutated("a: |\r\n  - b\n\n- c: 'd' # e\n\t- f")
      let lines = YAMLLine.all(in: text)
      var next = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      for line in lines {
        #expect(line.start == next)
        #expect(line.start <= line.content && line.content <= line.end)
        #expect(line.content <= line.body && line.body <= line.end)
        #expect(line.value(text).upperBound <= line.end)
        next = (text[line.end...].firstIndex(of: 0x0A) ?? text.count) + 1
      }
      #expect(next >= text.count)
    }
  }

  @Test(arguments: [
    ("  - name: a b # c", "name", "a b"), ("x: 'a # b' # c", "x", "'a # b'"),
    ("- - \"k: l\": v", "\"k:", "v"), ("just words", "just", "just words"),
    ("key:", "key", ""), ("key: # c", "key", ""), ("- # c", "#", ""), ("a:b: c", "a", "c"),
  ])
  func `a line has a key and a value`(text: String, word: String, value: String) {
    let bytes = Array(text.utf8)
    let line = YAMLLine.all(in: bytes)[0]
    let shown = { (range: Range<Int>) in String(decoding: bytes[range], as: UTF8.self) }
    #expect(shown(line.word(bytes)) == word.prefix { $0 != ":" })
    #expect(shown(line.bareValue(bytes)) == value)
  }

  @Test func `what stands under a bar is text`() {
    let text = Array("a: |\n  - b\n\n  c:\nd: >-\n  e\nf: g\n".utf8)
    #expect(
      YAMLLine.all(in: text).map(\.isBlockText) == [false, true, true, true, false, true, false])
  }
}
