import HealLanguage
import Testing

@Suite struct RenderingTests {
  @Test func `colours surround what they colour and say nothing new`() {
    let source = Source(name: "a.heal", text: "advice 'x'\n")
    let problems = compile([source]).problems
    let colored = problems.rendered([source], colored: true)
    #expect(colored.contains("\u{1B}[1;31merror[unknown-clause]\u{1B}[0m"))
    var plain = colored
    for code in ["1;31", "1;33", "34", "1", "0"] {
      plain = plain.split(separator: "\u{1B}[\(code)m", omittingEmptySubsequences: false).joined()
    }
    #expect(plain == problems.rendered([source]))
  }

  @Test func `nothing in a rule file can steer a terminal`() {
    let source = Source(name: "a.heal", text: "\tadvice '\u{1B}[31mred' \u{9B}\n")
    let text = compile([source]).problems.rendered([source])
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x9B })
  }

  @Test func `lines end in any of the three ways`() {
    let map = LineMap("a\r\nbé\rc\n\nd")
    #expect(map.position(of: 0) == LineMap.Position(line: 1, column: 1))
    #expect(map.position(of: 3) == LineMap.Position(line: 2, column: 1))
    #expect(map.position(of: 6) == LineMap.Position(line: 2, column: 3))
    #expect(map.position(of: 7) == LineMap.Position(line: 3, column: 1))
    #expect(map.position(of: 99) == LineMap.Position(line: 5, column: 2))
    #expect((1...5).map(map.line) == ["a", "bé", "c", "", "d"])
    #expect(map.line(6) == "")
  }
}
