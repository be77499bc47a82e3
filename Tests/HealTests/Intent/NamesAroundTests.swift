import Testing

@testable import HealEngine

@Suite struct NamesAroundTests {
  private func names(_ text: String, at part: String) throws -> [String] {
    let bytes = Array(text.utf8)
    let range = try #require(bytes[...].firstRange(of: part))
    return NamesAround(FileChange(path: "models/a.sql", before: text, edits: [TextEdit(range, "x")])).names
  }

  @Test func `in a call its own arguments count`() throws {
    let text = "select a, strptime(placed, '%Y-%m-%d')::date as day, b from t"
    #expect(try names(text, at: "%Y-%m-%d").contains("placed"))
    #expect(try !names(text, at: "%Y-%m-%d").contains("a"))
    #expect(try !names(text, at: "%Y-%m-%d").contains("b"))
  }

  @Test func `without a call the item of the list counts`() throws {
    let text = "with s as (select a, amount::numeric as amount, b from t) select * from s"
    #expect(try names(text, at: "amount::") == ["amount", "as", "numeric"])
  }

  @Test func `the innermost call counts`() throws {
    let text = "select round(cast(amount as numeric), digits) as amount from t"
    #expect(try names(text, at: "amount as numeric") == ["amount", "as", "numeric"])
  }
}
