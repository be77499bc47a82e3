import HealLanguage
import PCRE2
import Testing

@Suite("Skeletons")
struct SkeletonTests {
  /// A skeleton, a message, and what its holes let through; nil where it is not found.
  struct Case: Sendable, CustomTestStringConvertible {
    var skeleton: String
    var message: String
    var captures: [String: String]?

    init(_ skeleton: String, _ message: String, _ captures: [String: String]?) {
      self.skeleton = skeleton
      self.message = message
      self.captures = captures
    }

    var testDescription: String { "\(skeleton) in \(message)" }
  }

  static let names = [
    Case("column <c> not", "column id not", ["c": "id"]),
    Case("column <c>", "Unknown column a.b.", ["c": "a.b"]),
    Case("column <c>", "Unknown column naïve_ß, b", ["c": "naïve_ß"]),
    Case("column <c>", #"column "a b"."c" x"#, ["c": #""a b"."c""#]),
    Case("table <t> ", "table `p-1`.[my db].x is", ["t": "`p-1`.[my db].x"]),
    Case("table <t>", "table my-project.data-set.t-", ["t": "my-project.data-set.t"]),
    Case("table <t>, try", "table a$b, try", ["t": "a$b"]),
    Case("find <x>.", "find a.b.", ["x": "a.b"]),
    Case("<s>.<t> is gone", "x db.raw.orders is gone", ["s": "db.raw", "t": "orders"]),
    Case("<x>__dbt_tmp", "drop orders__dbt_tmp", ["x": "orders"]),
    Case("relation <r> does", "relation 'my table' does", ["r": "'my table'"]),
    Case("<x> does not exist", "the \"a b\" does not exist", ["x": "\"a b\""]),
    Case("node 'model.<p>.<m>'", "node 'model.shop.orders'", ["p": "shop", "m": "orders"]),
    Case("column <c> not", "column ... not", nil),
  ]

  static let quotedNames = [
    Case(#"column "<c>" not"#, #"column "Order Id" not"#, ["c": "Order Id"]),
    Case(#"column "<c>" not"#, #"column "a""b" not"#, ["c": #"a""b"#]),
    Case("column '<c>' not", "column 'it, is' not", ["c": "it, is"]),
    Case("column `<c>` not", "column `a-b c` not", ["c": "a-b c"]),
    Case("column [<c>] not", "column [a b] not", ["c": "a b"]),
    Case(#"column "<c>" not"#, "column \"a\nb\" not", nil),
    Case(#""<a>" or "<b>""#, #""x" or "y z""#, ["a": "x", "b": "y z"]),
  ]

  static let others = [
    Case("<n:int> columns", "has -12 columns", ["n": "-12"]),
    Case("code <n:int>0", "code 4200", ["n": "420"]),
    Case("got <n:int>", "got x", nil),
    Case("share <n:number>%", "share 12.5e3%", ["n": "12.5e3"]),
    Case("in <f:path>:<l:int>", "in models/a b.sql models/x-y/z.sql:12", nil),
    Case("at <f:path>:<l:int>", "at models/x-y/z.sql:12", ["f": "models/x-y/z.sql", "l": "12"]),
    Case("(<f:path>)", "(models/stg.sql)", ["f": "models/stg.sql"]),
    Case("read <f:path>", "read ../a/b.yml.", ["f": "../a/b.yml"]),
    Case("read '<f:path>'", "read 'my models/a.sql'", ["f": "my models/a.sql"]),
    Case("<d:path>/profiles.yml", "in /etc/dbt/profiles.yml", ["d": "/etc/dbt"]),
    Case("found: <r:line>", "found:  a, b c \nnext", ["r": "a, b c"]),
    Case("found: <r:line>", "found:\r\n  a\r\nnext", ["r": "a"]),
    Case("found:<r:line>", "found:  a\t\u{B}\n", ["r": "a"]),
    Case("found:<r:line>", "found:  \nb", nil),
    Case("found: <r:line> LINE", "found: a b\n LINE", ["r": "a b"]),
    Case("error <t:text> near", "error one\ntwo near three near", ["t": "one\ntwo"]),
    Case("error <t:text>", "error one\ntwo\n ", ["t": "one\ntwo"]),
    Case("a <x:text> b <n:int>", "a z b q b 3", ["x": "z b q", "n": "3"]),
    Case("a <x:text> b <y:text> c", "a 1 b 2 b 3 c", ["x": "1", "y": "2 b 3"]),
    Case("no   such\n table", "no such\r\n\ttable", [:]),
    Case("\n  indented words\n  ", "indented words", [:]),
    Case(#"a \< b"#, "a < b", [:]),
    Case(#"a \\<x>"#, #"a \name"#, ["x": "name"]),
    Case(#"C:\dir (x)? [y] {1} a.b|c^$*+#"#, #"C:\dir (x)? [y] {1} a.b|c^$*+#"#, [:]),
    Case("Words", "words", nil),
  ]

  @Test("A hole lets through what its kind says", arguments: names + quotedNames + others)
  func finds(_ one: Case) throws {
    let pattern = try #require(skeleton(one.skeleton).pattern)
    let regex = try Regex(pattern.regex)
    let bytes = Array(one.message.utf8)
    guard case .match(let match) = regex.firstMatch(in: bytes) else {
      #expect(one.captures == nil, "was not found by \(pattern.regex)")
      return
    }
    let found = regex.groupNumbers.compactMapValues { number in
      match.groups[number].map { String(decoding: bytes[$0], as: UTF8.self) }
    }
    #expect(found == one.captures, "found by \(pattern.regex)")
  }

  @Test("The holes are captures of their kind's type, at their place in the source")
  func captures() throws {
    let pattern = try #require(skeleton("in <f:path>, <c> and <n:int>", start: 101).pattern)
    #expect(pattern.captures.map(\.name) == ["f", "c", "n"])
    #expect(pattern.captures.map(\.type) == [.path, .name, .int])
    #expect(pattern.captures.map(\.location.range) == [105..<106, 115..<116, 123..<124])
    #expect(pattern.captures.allSatisfy { !$0.mayBeUnset })
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    var skeleton: String
    var marked: String
    var message: String

    init(_ skeleton: String, _ marked: String, _ message: String) {
      self.skeleton = skeleton
      self.marked = marked
      self.message = message
    }

    var testDescription: String { skeleton }
  }

  @Test(
    "A wrong skeleton is marked where it is wrong",
    arguments: [
      Wrong("a < b", "  ^", "this `<` opens no hole"),
      Wrong("<class 'str'> x", "^", "this `<` opens no hole"),
      Wrong("x <c:nam> y", "     ^^^", "`nam` is no kind of hole"),
      Wrong("x <c:> y", "     ^", "`` is no kind of hole"),
      Wrong("<x> <y>", "^^^^^^^", "this skeleton has no words to look for"),
      Wrong("  ", "^^", "this skeleton has no words to look for"),
      Wrong("a <x><y> b", "     ^^^", "nothing tells where `x` ends and `y` begins"),
      Wrong("a <x> b <x>", "         ^", "`x` is a hole of this skeleton already"),
      Wrong("a <1x> b", "   ^^", "`1x` cannot name a hole"),
      Wrong("a <r:line>, b", "   ^", "nothing can follow `r` on its line"),
    ])
  func faults(_ wrong: Wrong) throws {
    let (pattern, faults) = skeleton(wrong.skeleton)
    #expect(pattern == nil)
    let fault = try #require(faults.first)
    #expect(faults.count == 1)
    #expect(fault.message == wrong.message)
    #expect(marks(fault.range) == wrong.marked)
    #expect(fault.help != nil)
  }

  @Test("A misspelt kind is answered with the near one")
  func nearKind() {
    #expect(skeleton("x <c:nam>").faults.first?.help == "Write `name`.")
    #expect(skeleton("x <c:integer>").faults.first?.help == "Write `int`.")
    #expect(skeleton("x <c:string>").faults.first?.help?.contains("`text`") == true)
  }

  @Test("Many open holes over a long message end in time")
  func cannotBlowUp() throws {
    let pattern = try #require(
      skeleton("a <b:text> a <c:text> a <d:text> a <e:text> a <f> a <g:line> x").pattern)
    let regex = try Regex(pattern.regex)
    let bytes = Array(String(repeating: "a ", count: 10_000).utf8)
    #expect(regex.firstMatch(in: bytes) == .noMatch)
  }

  private func skeleton(_ written: String, start: Int = 1) -> (
    pattern: Pattern?, faults: [PatternFault]
  ) {
    Pattern.skeleton(
      written, location: Location(source: "t", range: 0..<(written.utf8.count + 2)),
      contentStart: start)
  }
}

/// A range as marks under the text: `  ^^`.
func marks(_ range: Range<Int>) -> String {
  String(repeating: " ", count: range.lowerBound) + String(repeating: "^", count: range.count)
}
