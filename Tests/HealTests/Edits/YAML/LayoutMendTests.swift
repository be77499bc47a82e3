import Testing
import YAML

@testable import HealEngine

@Suite struct LayoutMendTests {
  static let schema = """
    version: 2

    models:
      - name: stg_orders # one row per order
        description: "Orders: as they came"
        columns:
          - name: order_id
            data_tests:
              - unique
              - not_null
          - name: status
            description: Customer's words
            data_tests:
              - accepted_values:
                  values: ['placed', 'shipped']
      - name: stg_customers
        columns:
          - name: customer_id
            data_tests:
              - unique
              - relationships:
                  to: ref('people')
                  field: id

    """

  /// What is broken, and how it is written then.
  @Test(arguments: [
    ("        data_tests:\n          - unique\n", "\tdata_tests:\n          - unique\n"),
    ("      - name: status", "\t- name: status"),
    ("  - name: stg_customers", "\t- name: stg_customers"),
    ("    columns:\n      - name: order_id", "     columns:\n      - name: order_id"),
    ("    columns:\n      - name: order_id", "   columns:\n      - name: order_id"),
    ("      - name: status", "     - name: status"),
    ("          - not_null", "         - not_null"),
    ("              field: id", "            field: id"),
    ("              values:", "            values:"),
    ("  - name: stg_customers", "  - name stg_customers"),
    ("  - name: stg_customers", "  - name:stg_customers"),
    ("          - not_null", "          -not_null"),
    ("models:\n", "models\n"), ("version: 2", "version 2"),
    ("'placed', 'shipped'", "'placed, 'shipped'"), ("'shipped']", "'shipped'"),
    ("'shipped']", "'shipped\"]"), ("as they came\"", "as they came"),
    (
      "        data_tests:\n          - unique\n          - not_null",
      "        data_tests\n          - unique\n          - not_null"
    ),
  ])
  func `what was broken is as it was`(whole: String, broken: String) throws {
    try #require(Self.schema.contains(whole))
    let text = Self.schema.replacingFirst(whole, with: broken)
    #expect(try mended(text) == Self.schema)
    let windows = text.replacing("\n", with: "\r\n")
    #expect(try mended(windows) == Self.schema.replacing("\n", with: "\r\n"))
  }

  @Test(arguments: [
    ("description: a: b", "description: \"a: b\""), ("description: *a", "description: \"*a\""),
    ("description: @a", "description: \"@a\""), ("description: `a` b", "description: \"`a` b\""),
    ("description: {{ doc(\"a\") }}", "description: '{{ doc(\"a\") }}'"),
    ("description: 'Ada's'", "description: \"Ada's\""),
    ("description: [a] b # c", "description: \"[a] b\" # c"),
  ])
  func `a value that YAML takes for something else gets quotes`(before: String, after: String)
    throws
  {
    let head = "models:\n  - name: orders\n    "
    #expect(try mended(head + before + "\n") == head + after + "\n")
  }

  @Test func `two faults are mended together`() throws {
    let text = Self.schema.replacingFirst(
      "  - name: stg_customers", with: "\t- name: stg_customers"
    )
    .replacingFirst("version: 2", with: "version:2")
    #expect(try mended(text) == Self.schema)
  }

  @Test(arguments: [
    // Nothing is wrong with it.
    schema,
    // The line may be an argument or a setting.
    "models:\n  - name: a\n\tconfig: {}\n\tcolumns: []\n      - name: b\n  x: [",
    // Words are missing.
    "models:\n  - name: a\n    columns:\n      - : :\n",
    "", "\t", "%", "]]]]",
  ])
  func `what is not clear is refused`(text: String) {
    #expect(throws: EditRefusal.self) { try mended(text) }
  }

  @Test func `a project's own keys are left alone`() throws {
    let text = Self.schema + String(repeating: "\n", count: 12) + "house_rules:\n  owner: Ada\n"
    let broken = text.replacingFirst("  - name: stg_customers", with: "  - name stg_customers")
    #expect(try mended(broken) == text)
  }

  /// Thousands of broken lines: what is changed is only blanks, tabs, dashes, colons, commas, brackets
  /// and quotes, and what comes out can be read.
  @Test func `no word is ever changed`() throws {
    var random = SplitMix(seed: 7)
    var mendings = 0
    for _ in 0..<150 {
      let text = String(decoding: random.mutated(Self.schema), as: UTF8.self)
      guard let after = try? mended(text) else { continue }
      mendings += 1
      #expect(Self.words(after) == Self.words(text))
      #expect((try? YAMLDocument.parse(after)) != nil)
    }
    #expect(mendings > 10)
  }

  @Test(arguments: 0..<4)
  func `a line moved, or robbed of a sign, comes back or is refused`(part: Int) throws {
    let lines = Self.schema.split(separator: "\n", omittingEmptySubsequences: false)
    var healed = 0
    var tried = 0
    for index in lines.indices where !lines[index].isEmpty && index % 4 == part {
      for broken in Self.broken(String(lines[index])) {
        var all = lines.map(String.init)
        all[index] = broken
        let text = all.joined(separator: "\n")
        guard (try? YAMLDocument.parse(text)) == nil else { continue }
        tried += 1
        guard let after = try? mended(text) else { continue }
        healed += 1
        #expect(after == Self.schema, "\(broken)")
      }
    }
    #expect(healed * 10 >= tried * 8, "\(healed) of \(tried)")
  }

  /// A search for several faults in a long file ends early; found by `make fuzz`.
  @Test func `a search may cost so much and no more`() throws {
    let text = Self.schema.replacingFirst("      - name: status", with: "\t- name: status")
    let bytes = Array(text.utf8)
    let path = "models/schema.yml"
    #expect(try !LayoutMend(path: path).edits(in: bytes).isEmpty)
    #expect(throws: EditRefusal("\(path): too much is wrong")) {
      try LayoutMend(path: path, mostCost: .init(ofOneFault: 10_000)).edits(in: bytes)
    }
    #expect(try !LayoutMend(path: path, mostCost: .init(ofAll: 10)).edits(in: bytes).isEmpty)
    let two = text.replacingFirst("version: 2", with: "version 2")
      .replacingFirst("ref('people')", with: "ref('people'): x")
    #expect(throws: EditRefusal.self) {
      try LayoutMend(path: path, mostCost: .init(ofAll: 10)).edits(in: Array(two.utf8))
    }
  }

  private static func broken(_ line: String) -> [String] {
    let content = line.drop { $0 == " " }
    let depth = line.count - content.count
    var broken = [-2, -1, 1, 2].filter { depth + $0 >= 0 }.map { step in
      String(repeating: " ", count: depth + step) + String(content)
    }
    if depth > 0 { broken.append("\t" + String(content)) }
    if let colon = line.firstIndex(of: ":") {
      broken.append(String(line[..<colon]) + String(line[line.index(after: colon)...]))
    }
    return broken
  }

  private static func words(_ text: String) -> [UInt8] {
    let layout = Array(" \t-:,[]{}'\"\\".utf8)
    return text.utf8.filter { !layout.contains($0) }
  }

  private func mended(_ text: String) throws -> String {
    let edits = try EditRequest.mendLayout.edits(in: text, path: "models/schema.yml", adapter: nil)
    return apply(edits, to: text)
  }
}

extension String {
  fileprivate func replacingFirst(_ old: String, with new: String) -> String {
    guard let range = firstRange(of: old) else { return self }
    return String(self[..<range.lowerBound] + new + self[range.upperBound...])
  }
}
