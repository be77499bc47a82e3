import PCRE2
import Testing

@Suite struct SearchTraceTests {
  @Test func `the items of a pattern are told in their order`() throws {
    let pattern = "a(?:b|c)+d"
    let trace = try SearchTrace(pattern)
    let texts = trace.items.map { String(decoding: Array(pattern.utf8)[$0], as: UTF8.self) }
    #expect(texts == ["a", "(?:", "b", "|", "c", ")+", "d", ""])
  }

  @Test(arguments: [
    ("relation x does not", "a relation x doesn't", 17),
    ("abc", "ab abx", 2),
  ])
  func `the search stops where the text goes another way`(
    pattern: String, text: String, position: Int
  ) throws {
    let trace = try SearchTrace(pattern)
    let weights = Array(trace.items.indices)
    #expect(trace.farthest(in: Array(text.utf8), weights: weights)?.position == position)
  }

  @Test func `a search without end is given up and tells what it found`() throws {
    let trace = try SearchTrace("(a|aa)+$b")
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 200)
    let stop = trace.farthest(in: text, weights: Array(trace.items.indices), steps: 10_000)
    #expect(stop != nil)
  }

  @Test func `a pattern that is none is refused`() {
    #expect(throws: Regex.Fault.self) { try SearchTrace("(a") }
  }
}
