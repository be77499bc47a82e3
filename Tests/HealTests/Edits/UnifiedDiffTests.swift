import HealEngine
import Testing

@Suite struct UnifiedDiffTests {
  @Test func `a changed line stands between three lines of context`() {
    let before = (1...9).map { "line \($0)\n" }.joined()
    #expect(
      unifiedDiff(path: "models/a.sql", before: before, after: before.replacing("5", with: "five"))
        == """
        --- a/models/a.sql
        +++ b/models/a.sql
        @@ -2,7 +2,7 @@
         line 2
         line 3
         line 4
        -line 5
        +line five
         line 6
         line 7
         line 8

        """)
  }

  @Test func `changes far apart stand in hunks of their own`() {
    let before = (1...20).map { "\($0)\n" }.joined()
    let after = "0\n" + before.replacing("\n20\n", with: "\n")
    #expect(
      unifiedDiff(path: "x", before: before, after: after, context: 1) == """
        --- a/x
        +++ b/x
        @@ -1 +1,2 @@
        +0
         1
        @@ -19,2 +20 @@
         19
        -20

        """)
  }

  @Test func `a missing end of line is told`() {
    #expect(
      unifiedDiff(path: "x", before: "a\nb", after: "a\nb\n") == """
        --- a/x
        +++ b/x
        @@ -1,2 +1,2 @@
         a
        -b
        \\ No newline at end of file
        +b

        """)
  }

  @Test func `new and emptied files`() {
    #expect(
      unifiedDiff(path: "x", before: "", after: "a\n") == "--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+a\n")
    #expect(
      unifiedDiff(path: "x", before: "a\n", after: "") == "--- a/x\n+++ b/x\n@@ -1 +0,0 @@\n-a\n")
    #expect(unifiedDiff(path: "x", before: "a", after: "a") == "")
  }

  @Test func `without colours CRLF is kept, with colours it is not shown`() {
    let (before, after) = ("a\r\nb\r\n", "a\r\nc\r\n")
    let plain = unifiedDiff(path: "x", before: before, after: after)
    #expect(Array(plain.utf8).count { $0 == 13 } == 3)
    let coloured = unifiedDiff(path: "x", before: before, after: after, colours: true)
    #expect(!coloured.utf8.contains(13) && !coloured.contains("^M"))
    #expect(coloured.contains("\u{1B}[31m-b\u{1B}[0m\n\u{1B}[32m+c\u{1B}[0m\n"))
  }

  @Test func `with colours a changed line end and control characters are visible`() {
    let ends = unifiedDiff(path: "x", before: "a\r\n", after: "a\n", colours: true)
    #expect(ends.contains("-a^M"))
    let escape = unifiedDiff(path: "x", before: "", after: "\u{1B}]0;x\u{7}\n", colours: true)
    #expect(escape.contains("+^[]0;x^G"))
  }

  @Test func `changed lines are counted from one in the new text`() {
    #expect(changedLines(before: "a\nb\nc\n", after: "a\nx\ny\nc\n") == [2..<4])
    #expect(changedLines(before: "a\nb\nc\n", after: "a\nc\n") == [2..<2])
    #expect(changedLines(before: "a\n", after: "a\n") == [])
  }

  @Test func `the changes turn one text into the other, and are the fewest`() {
    var random = SplitMix(seed: 3)
    for _ in 0..<150 {
      let lines = { (random: inout SplitMix) in
        (0..<Int.random(in: 0...12, using: &random)).map { _ in
          "\(Int.random(in: 0...3, using: &random))\n"
        }
      }
      let (before, after) = (lines(&random), lines(&random))
      let diff = LineDiff(before: before.joined(), after: after.joined())
      var rebuilt: [String] = []
      var position = 0
      var changed = 0
      for change in diff.changes {
        rebuilt += before[position..<change.before.lowerBound] + after[change.after]
        position = change.before.upperBound
        changed += change.before.count + change.after.count
      }
      #expect(rebuilt + before[position...] == after)
      #expect(changed == after.difference(from: before).count)
    }
  }

  @Test func `texts that share nothing are one change`() {
    let before = (0..<1500).map { "a\($0)\n" }.joined()
    let after = (0..<1500).map { "b\($0)\n" }.joined()
    let changes = LineDiff(before: before, after: after).changes
    #expect(changes.map(\.before) == [0..<1500] && changes.map(\.after) == [0..<1500])
  }
}
