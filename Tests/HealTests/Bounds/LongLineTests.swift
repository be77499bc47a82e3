import HealEngine
import Testing

@testable import HealServer

/// One line of a text may be all of it. Found by `make fuzz`.
@Suite struct LongLineTests {
  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      "or in test relationships_a_b#", " in ", "Database Error in model a b ", "Failure in test x",
    ])
  func `a line with thousands of words like a header's is read`(part: String) {
    let text = "Database Error in model orders (models/orders.sql)\n  " + repeated(part, 200_000)
    let failures = FailureText.readAll(text)
    #expect(failures.first?.node?.name == "orders")
    #expect(failures.count == 1)
  }

  @Test func `a header stands anywhere in its line`() {
    let text = "x in y Error in z, " + repeated("a in b ", 5_000) + "Runtime Error in model orders"
    #expect(FailureText.readAll(text).map(\.node?.name) == ["orders"])
  }

  @Test(.timeLimit(.minutes(10)))
  func `places in a long line are found as quickly as in a short one`() {
    let places = TextPlaces(repeated("aé🙂", 700_000))
    for offset in stride(from: 0, to: 700_000, by: 7) {
      #expect(places.position(of: offset).character == offset / 7 * 4)
    }
  }

  private func repeated(_ part: String, _ size: Int) -> String {
    String(repeating: part, count: size / part.utf8.count)
  }
}
