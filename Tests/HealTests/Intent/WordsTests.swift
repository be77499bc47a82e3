import FoundationEssentials
import Testing
import Words

@Suite struct WordsTests {
  @Test func `what is looked up is what the plain lists say`() throws {
    let path = "\(HouseTests.root)/Tests/HealTests/Intent/dictionary-sample.txt"
    let data = try #require(FileManager.default.contents(atPath: path))
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 10_000)
    for line in lines {
      let parts = line.split(separator: " ")
      let rank = English.rank(of: String(parts[0]))?.rawValue ?? 0
      #expect(String(rank) == parts[1], "\(parts[0])")
    }
  }

  @Test(arguments: [
    "customer", "order", "amount", "email", "colour", "color", "cancelled", "canceled",
  ])
  func `words of every day are known in all spellings`(word: String) throws {
    #expect(try #require(English.rank(of: word)) >= .common)
  }

  @Test(arguments: ["", "Customer", "custmer", "customer ", "customer_id", "größe", "zzzz", "a1"])
  func `other text is no word`(text: String) { #expect(English.rank(of: text) == nil) }

  @Test func `a megabyte and a half is the most that words may weigh`() {
    #expect(English.byteCount > 100_000)
    #expect(English.byteCount < 1_500_000)
  }

  @Test func `the words of the trade are lower-case letters`() {
    #expect(TradeWords.terms.count > 1_000)
    #expect(TradeWords.abbreviations.count > 2_000)
    for word in TradeWords.terms.union(TradeWords.abbreviations) {
      #expect(
        word.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }, "\(word)"
      )
    }
  }

  @Test(arguments: [
    "id", "sku", "url", "uuid", "stg", "dim", "fct", "coalesce", "nullif", "datediff",
    "incremental",
  ])
  func `terms are words to correct to`(word: String) { #expect(TradeWords.terms.contains(word)) }

  @Test(arguments: [
    "qty", "amt", "gbx", "gbp", "uk", "us", "mm", "cm", "tx", "usa", "ytd", "mrr", "shopify",
    "menge",
  ])
  func `abbreviations are nothing to correct away from`(word: String) {
    #expect(TradeWords.abbreviations.contains(word))
  }
}
