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

  @Test func `paths and URIs stand for each other`() {
    for path in ["/a/b.heal", "/a b/ü.heal", "/100%/x#y?.heal"] {
      #expect(DocumentURI.path(DocumentURI.uri(path)) == path)
    }
    #expect(DocumentURI.path("file:///c%3A/x%zz.heal") == "/c:/x%zz.heal")
    #expect(DocumentURI.path("untitled:Untitled-1") == nil)
    #expect(DocumentURI.uri("/a b.heal") == "file:///a%20b.heal")
  }
}
