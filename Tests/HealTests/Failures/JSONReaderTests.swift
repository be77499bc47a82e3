import HealEngine
import Testing

@Suite("JSON")
struct JSONReaderTests {
  @Test("Values are read with their escapes")
  func values() {
    let text =
      #"{"a": [1, -2.5e3, true, null], "b": {"c": "x\n\"é\ud83d\ude00\u00e9\\"}, "a2": {}}"#
    var reader = JSONReader(Array(text.utf8))
    let value = reader.readValue()
    #expect(value?["a"] == .array([.number("1"), .number("-2.5e3"), .bool(true), .null]))
    #expect(value?["b"]?["c"]?.string == "x\n\"é😀é\\")
    #expect(value?["a2"]?.object?.isEmpty == true)
  }

  @Test("What nobody takes is skipped")
  func skipping() {
    let text = #"{"a": {"x": [1, "}", {"y": "\""}]}, "b": "wanted", "c": [[]], "d": 1}"#
    var reader = JSONReader(Array(text.utf8))
    var found: [String: String] = [:]
    let isWhole = reader.readObject { key, reader in
      found[key] = key == "b" ? reader.readString() : ""
      return true
    }
    #expect(isWhole)
    #expect(found == ["a": "", "b": "wanted", "c": "", "d": ""])
  }

  @Test(
    "What is no JSON is nothing, not a trap",
    arguments: [
      "", "{", "{\"a\"", "{\"a\":", "{\"a\": }", "[1,", "\"\\", "\"\\u12", "{1: 2}", "]",
      "{\"a\" 1}",
      "[1 2]",
    ])
  func broken(text: String) {
    var reader = JSONReader(Array(text.utf8))
    #expect(reader.readValue() == nil)
    reader.skipValue()
  }

  @Test("Deep nesting is cut off")
  func deep() {
    let text = String(repeating: "[", count: 100_000)
    var reader = JSONReader(Array(text.utf8))
    _ = reader.readValue()
    reader.skipValue()
    #expect(reader.readValue() == nil)
  }

  @Test("A lone surrogate becomes the replacement character")
  func surrogates() {
    var reader = JSONReader(Array(#""\ud83d x \ude00""#.utf8))
    #expect(reader.readString() == "\u{FFFD} x \u{FFFD}")
  }
}
