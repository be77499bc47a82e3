import FoundationEssentials
import HealEngine
import Testing

/// What holds for every edit, whatever it is asked to do.
@Suite struct EditPropertyTests {
  /// More with `HEAL_FUZZ=100`.
  private static let rounds =
    ProcessInfo.processInfo.environment["HEAL_FUZZ"].flatMap(Int.init) ?? 3

  @Test(arguments: [nil, "duckdb", "postgres", "snowflake", "bigquery", "sqlserver"])
  func `a rename of mutated SQL is refused or touches only names`(adapter: String?) {
    var random = SplitMix(seed: 11)
    for sample in RenameColumnCase.all {
      for _ in 0..<Self.rounds {
        let text = String(decoding: random.mutated(sample.sql), as: UTF8.self)
        let edits = try? EditRequest.renameColumn(sample.old, to: sample.new)
          .edits(in: text, path: "m.sql", adapter: adapter)
        guard let edits else { continue }
        #expect(!edits.isEmpty)
        let name = sample.old.split(separator: ".").last?.lowercased() ?? ""
        for edit in edits where !edit.range.isEmpty {
          let bytes = Array(text.utf8)[edit.range]
          let replaced = String(decoding: bytes, as: UTF8.self).lowercased()
          #expect(replaced.filter { !"\"`[]".contains($0) } == name)
        }
        #expect(apply(edits, to: text) != text)
      }
    }
  }

  @Test func `what an edit does not name stays byte for byte`() {
    var random = SplitMix(seed: 12)
    for _ in 0..<200 {
      let text =
        "é\r\n\u{FEFF}" + String(decoding: random.mutated("select 1\r\n\tfrom x"), as: UTF8.self)
      let bytes = Array(text.utf8)
      let cuts = (0..<4).map { _ in Int.random(in: 0...bytes.count, using: &random) }.sorted()
      let edits = [TextEdit(cuts[0]..<cuts[1], ""), TextEdit(cuts[2]..<cuts[3], "new")]
      let expected =
        bytes[..<cuts[0]] + bytes[cuts[1]..<cuts[2]] + Array("new".utf8) + bytes[cuts[3]...]
      #expect(apply(edits, to: text) == String(decoding: expected, as: UTF8.self))
    }
  }

  @Test func `deep nesting is refused, not fatal`() {
    let deep = String(repeating: "(", count: 5000)
    let shut = String(repeating: ")", count: 5000)
    #expect(throws: EditRefusal.self) {
      try EditRequest.renameColumn("a", to: "b")
        .edits(in: "select \(deep)a\(shut) from t", path: "m.sql", adapter: nil)
    }
    let queries =
      String(repeating: "(select a from ", count: 100) + "t" + String(repeating: ") x", count: 100)
    let edits = try? EditRequest.renameColumn("a", to: "b")
      .edits(in: "select a from \(queries)", path: "m.sql", adapter: "duckdb")
    #expect(edits?.count == 1)
  }
}
