import HealLanguage
import Testing

@testable import HealServer

/// Messages are cut out of bytes however these arrive.
@Suite struct FramingTests {
  @Test(arguments: [1, 2, 7, 1000]) func `pieces of any size make the same messages`(size: Int) {
    let bodies = [#"{"a":"é🙂"}"#, "{}", String(repeating: "x", count: 300)]
    let bytes = bodies.flatMap { body in
      Array("Content-Length: \(body.utf8.count)\r\nContent-Type: x\r\n\r\n\(body)".utf8)
    }
    var framing = Framing()
    var found: [String] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      framing.append(bytes[start..<min(start + size, bytes.count)])
      while let body = framing.next() { found.append(body) }
    }
    #expect(found == bodies)
  }

  @Test(arguments: [
    "Content-Length: x\r\n\r\n", "Content-Length: -4\r\n\r\n", "\r\n\r\n",
    "Content-Length: 99999999999999999999\r\n\r\n",
  ])
  func `a wrong header is skipped`(header: String) {
    var framing = Framing()
    framing.append(Array((header + "content-length:2\r\n\r\n{}").utf8))
    #expect(framing.next() == "{}")
    #expect(framing.next() == nil)
  }

  @Test func `what has no end of its header is passed over in no time`() {
    var framing = Framing()
    for _ in 0..<200 {
      framing.append([UInt8](repeating: UInt8(ascii: "x"), count: 65_000))
      #expect(framing.next() == nil)
    }
    framing.append(Array("\r\n\r\nContent-Length: 2\r\n\r\n{}".utf8))
    #expect(framing.next() == "{}")
  }

  @Test(arguments: [
    "[", "{\"a\":",
    #"{"jsonrpc":"2.0","id":1e999,"method":"initialize"}"#,
    #"{"jsonrpc":"2.0","id":99999999999999999999999999,"method":"shutdown"}"#,
    #"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///x.heal"},"position":{"line":9223372036854775807,"character":-9223372036854775808}}}"#,
    #"{"jsonrpc":"2.0","id":1,"method":"textDocument/rangeFormatting","params":{"range":{"start":{"line":-1,"character":1e300}}}}"#,
  ])
  func `a frame of any numbers and depth is answered or left`(text: String) {
    let body = text.utf8.count < 10 ? String(repeating: text, count: 100_000) : text
    var framing = Framing()
    framing.append(Array("Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8))
    #expect(framing.next() == body)
    _ = JSON(parsing: body)?.rendered()
  }

  @Test func `paths and URIs stand for each other`() {
    for path in ["/a/b.heal", "/a b/ü.heal", "/100%/x#y?.heal"] {
      #expect(DocumentURI.path(DocumentURI.uri(path)) == path)
    }
    #expect(DocumentURI.path("file:///c%3A/x%zz.heal") == "/c:/x%zz.heal")
    #expect(DocumentURI.path("untitled:Untitled-1") == nil)
    #expect(DocumentURI.uri("/a b.heal") == "file:///a%20b.heal")
  }
}
