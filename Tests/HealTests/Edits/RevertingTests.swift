import HealEngine
import Testing

/// A change taken out of a text that others have gone on with.
struct RevertingTests {
  private let original = "a\nb\nc\nd\ne\nf\n"
  private let made = "a\nB\nc\nd\ne\nf\n"

  @Test(arguments: [
    ("a\nB\nc\nd\ne\nf\ng\n", "a\nb\nc\nd\ne\nf\ng\n"),
    ("a\nB\nc\nd\nE\nf\n", "a\nb\nc\nd\nE\nf\n"),
    ("a\nB\nc\ne\nf\n", "a\nb\nc\ne\nf\n"),
    ("a\nB\nc\nd\ne\nf\n", "a\nb\nc\nd\ne\nf\n"),
    ("a\nB\nc\nd\ne\nf", "a\nb\nc\nd\ne\nf"),
  ])
  func `what others wrote elsewhere stays`(now: String, expected: String) {
    #expect(reverting(made, to: original, in: now) == expected)
  }

  @Test(arguments: [
    "a\nBB\nc\nd\ne\nf\n", "a\nc\nd\ne\nf\n", "a\nB\nx\nc\nd\ne\nf\n", "A\nB\nc\nd\ne\nf\n", "",
    "something else\n",
  ])
  func `what touches the change is not told apart`(now: String) {
    #expect(reverting(made, to: original, in: now) == nil)
  }

  @Test func `lines that were put in and taken out`() {
    let original = "a\nb\nc\nd\n"
    #expect(
      reverting("a\nnew\nb\nc\nd\n", to: original, in: "a\nnew\nb\nc\nd\nz\n") == "a\nb\nc\nd\nz\n")
    #expect(reverting("a\nc\nd\n", to: original, in: "a\nc\nd\nz\n") == "a\nb\nc\nd\nz\n")
  }
}
