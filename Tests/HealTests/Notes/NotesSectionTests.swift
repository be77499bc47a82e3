import Testing

@testable import HealRunner

@Suite struct NotesSectionTests {
  private let entry = NotesSection.Entry(mark: "abc", text: "A lesson\n")

  @Test func `the first lesson makes the heading`() {
    #expect(
      NotesSection.adding([entry], to: "") == "## Learnt by heal\n\n<!-- heal: abc -->\nA lesson\n")
    #expect(
      NotesSection.adding([entry], to: "# Ours")
        == "# Ours\n\n## Learnt by heal\n\n<!-- heal: abc -->\nA lesson\n")
  }

  @Test func `lessons go to the end of heal's part, once each`() throws {
    let text = "# Ours\n## Learnt by heal\n\nold\n\n```\n## no heading\n```\n\n# Theirs\nx"
    let new = try #require(NotesSection.adding([entry, entry], to: text))
    #expect(
      new
        == "# Ours\n## Learnt by heal\n\nold\n\n```\n## no heading\n```\n\n"
        + "<!-- heal: abc -->\nA lesson\n\n# Theirs\nx")
    #expect(NotesSection.adding([entry], to: new) == nil)
  }

  @Test func `an open fence is noticed`() {
    #expect(NotesSection.hasOpenFence("a\n```heal\nrule x {"))
    #expect(!NotesSection.hasOpenFence("a\n```heal\n```\nx"))
  }

  /// Whatever people wrote: what was there before is there after, in one piece before heal's and one behind.
  @Test func `what people wrote is never touched`() throws {
    var chance = Chance(seed: 5)
    let pieces = [
      "# Ours", "## Learnt by heal", "### Learnt by heal", "text é 😀", "```", "```heal", "~~~", "",
      "\t- `x`",
      "\u{2028}", "<!-- heal: old -->", "## Labels", "a\rb", "#", "####### x",
    ]
    for _ in 0..<2000 {
      let lineEnd = chance.pick(["\n", "\r\n"])
      let count = Int.random(in: 0...12, using: &chance)
      var text = (0..<count).map { _ in chance.pick(pieces) }.joined(separator: lineEnd)
      if chance.once(in: 2) { text += lineEnd }
      let new = try #require(NotesSection.adding([entry], to: text))
      let (before, after) = (Array(text.utf8), Array(new.utf8))
      let head = zip(before, after).prefix { $0 == $1 }.count
      let tail = zip(before.reversed(), after.reversed()).prefix { $0 == $1 }.count
      #expect(head + tail >= before.count, "\(text.debugDescription) → \(new.debugDescription)")
      #expect(NotesSection.adding([entry], to: new) == nil)
    }
  }
}
