import HealEngine
import HealLanguage
import Testing

/// `heal lint --fix`: what was offered is applied, exactly that, and once.
@Suite struct MendingTests {
  private let faulty = LintTests.source(
    LintTests.rule(#"match /Column \w+ is gone.*/"#)
      + LintTests.rule(
        #"match /no table raw.orders/"#, name: "duckdb.table", hit: "no table raw.orders",
        miss: "no table at all")
      + LintTests.rule(
        "match 'View <view> is gone'", name: "duckdb.view", hit: "View a is gone",
        miss: "View a is there"))

  @Test func `several remedies in one file are applied together`() throws {
    let mending = mend([faulty])
    let text = try #require(mending.changed.first?.text)
    #expect(mending.mended.map(\.code) == [.uselessAffix, .unescapedMetachar, .unusedCapture])
    #expect(
      text
        == faulty.text.replacing("is gone.*/", with: "is gone/")
        .replacing("raw.orders/", with: #"raw\.orders/"#).replacing("<view>", with: "<_view>"))
    #expect(mending.left == [])
  }

  @Test func `mending again changes nothing`() throws {
    let once = try #require(mend([faulty]).changed.first)
    let twice = mend([once])
    #expect(twice.changed == [])
    #expect(twice.mended == [])
  }

  @Test func `other line ends and all other bytes stay`() throws {
    let windows = Source(
      name: "a.heal", text: "# é 😀\r\n" + faulty.text.replacing("\n", with: "\r\n"))
    let changed = try #require(mend([windows]).changed.first)
    let expected = windows.text.replacing("is gone.*/", with: "is gone/")
      .replacing("raw.orders/", with: #"raw\.orders/"#).replacing("<view>", with: "<_view>")
    #expect(Array(changed.text.utf8) == Array(expected.utf8))
  }

  @Test func `only what is selected is mended`() {
    let mending = mend([faulty], where: { $0.code == .unusedCapture })
    #expect(mending.mended.map(\.code) == [.unusedCapture])
    #expect(mending.left.map(\.code) == [.uselessAffix, .unescapedMetachar])
  }

  @Test func `what only shows after the first remedy is mended too`() throws {
    let source = LintTests.source(
      LintTests.rule(
        "match 'Column <column> is gone'\n  let near = closest(column, [\"id\"])"))
    let mending = mend([source])
    #expect(mending.mended.map(\.code) == [.unusedLet, .unusedCapture])
    #expect(
      mending.changed.first?.text == LintTests.head
        + LintTests.rule("match 'Column <_column> is gone'"))
  }

  @Test func `edits that overlap or cut a character are refused`() {
    let source = Source(name: "a", text: "aé")
    let edit = { (range: Range<Int>, text: String) in
      SourceEdit(Location(source: "a", range: range), text)
    }
    #expect([edit(0..<2, "x")].applied(to: source) == nil)
    #expect([edit(0..<1, "x"), edit(0..<1, "y")].applied(to: source) == nil)
    #expect([edit(0..<9, "x")].applied(to: source) == nil)
    #expect([edit(1..<3, "e"), edit(0..<0, "[")].applied(to: source)?.text == "[ae")
    #expect([SourceEdit(Location(source: "b", range: 0..<1), "x")].applied(to: source) == source)
  }
}
