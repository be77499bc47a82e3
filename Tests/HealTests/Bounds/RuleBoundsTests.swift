import HealLanguage
import Testing

@testable import HealEngine

/// What a rule may compute is bounded, before anything runs where that can be told, else while it runs.
@Suite struct RuleBoundsTests {
  private static func rule(_ lets: [String], advice: String = "x") -> HealLanguage.Source {
    let body = lets.map { "  \($0)\n" }.joined()
    return HealLanguage.Source(
      name: "x.heal",
      text: """
        category SCHEMA "Columns."
        rule x.r {
          category SCHEMA
          match 'Column "<a>" of <b:text> is missing'
        \(body)  advise "\(advice)"
        }
        """)
  }

  private static func errors(_ lets: [String], advice: String) -> [Problem] {
    compile([rule(lets, advice: advice)]).problems.filter { $0.severity == .error }
  }

  private static func chain(_ count: Int, from first: String, _ next: (String) -> String)
    -> [String]
  {
    ["let v0 = \(first)"] + (1...count).map { "let v\($0) = \(next("v\($0 - 1)"))" }
  }

  @Test(arguments: [
    chain(60, from: #""${a}""#) { "\"${\($0)}${\($0)}\"" },
    chain(60, from: #""constant""#) { "\"${\($0)}${\($0)}\"" },
    chain(60, from: #"[a, a]"#) { "[join(\($0), \"-\"), join(\($0), \"-\")]" },
    chain(20, from: "b") { "replace_all(\($0), \"a\", \($0))" },
    chain(20, from: "b") { "replace_all(\($0), \"a\", \"aaaaaaaaaaaa\")" },
    chain(20, from: "b") { "join(split(\($0), \"a\"), \"aaaaaaaaaaaa\")" },
    chain(20, from: #""x""#) { "replace_all(\($0), \"x\", \($0))" }.map {
      $0.replacing("let v0 = \"x\"", with: "let v0 = \"${a}${a}x\"")
    },
  ])
  func `a rule that multiplies its texts is an error with its place`(lets: [String]) throws {
    let errors = Self.errors(lets, advice: "${v\(lets.count - 1)}")
    #expect(errors.map(\.code) == [.textTooLong])
    let error = try #require(errors.first)
    #expect(error.help != nil)
    #expect(error.labels.first?.location.range.isEmpty == false)
  }

  @Test func `a chain that is too long is an error, and one of any length is read in no time`() {
    for count in [101, 5_000] {
      let lets = Self.chain(count, from: "a") { "lower(\($0))" }
      #expect(Self.errors(lets, advice: "${v\(count)}").map(\.code) == [.nestedTooDeeply])
    }
    let short = Self.chain(90, from: "a") { "lower(\($0))" }
    #expect(Self.errors(short, advice: "${v90}").isEmpty)
  }

  /// Two `let`s that name the two before them: every path is as many as Fibonacci's numbers.
  @Test func `names are followed once, however many ways lead to them`() {
    let lets = (2..<90).map { "let v\($0) = v\($0 - 1) == v\($0 - 2)" }
    let all = ["let v0 = a == \"x\"", "let v1 = a == \"y\""] + lets
    #expect(Self.errors(all, advice: "${v89}").map(\.code).allSatisfy { $0 != .textTooLong })
  }

  @Test func `the standard rules stay far below the bounds`() throws {
    let problems = compile(try StandardSources.all(in: Repository.root + "/rules")).problems
    #expect(!problems.contains { [.textTooLong, .nestedTooDeeply].contains($0.code) })
  }

  @Test func `a text that grows with the failure is unknown, and the fix says why`() throws {
    let source = HealLanguage.Source(
      name: "x.heal",
      text: """
        category SCHEMA "Columns."
        rule x.r {
          category SCHEMA
          match 'Column <b:text> is missing'
          let v = replace_all(b, "a", message)
          let w = "${v}${v}"
          fix "Do ${w}" { ask "${w}"; confidence 50% }
        }
        """)
    let compilation = compile([source])
    #expect(!compilation.hasErrors, "\(compilation.problems)")
    let long = String(repeating: "a", count: 20_000)
    let failure = Failure(id: "x", message: "Column \(long) is missing")
    let diagnosis = try #require(
      Diagnostician(compilation.rules).diagnose([failure], evidence: NoAnswers()).first)
    let withheld = try #require(diagnosis.withheld.first)
    #expect(withheld.reason.contains("more than 1 MiB"), "\(withheld.reason)")
    #expect(withheld.title.utf8.count < 1_000)
  }

  @Test func `long texts are compared in no time`() {
    let long = String(repeating: "ab", count: 100_000)
    #expect(editDistance(long, long + "c") == 200_001)
    #expect(similarity(long, "x" + long) == 0)
    #expect(editDistance("emial", "email") == 1)
  }

  @Test func `an edit adds no more than a file can bear`() throws {
    let text = String(repeating: "a\n", count: 50_000)
    let long = String(repeating: "b", count: 10_000)
    let pattern = try #require(
      compile([
        HealLanguage.Source(
          name: "x.heal", text: "category C \"c\"\nrule x.r { category C; match /a/; advise \"x\" }"
        )
      ]).rules.rules.first?.matches.first?.alternatives.first)
    for request in [
      EditRequest.replace("a", with: long, all: true),
      .replaceMatch(pattern, with: long, all: true), .insertAfter(pattern, long, all: true),
      .insertBefore(pattern, long, all: true),
    ] {
      #expect(throws: EditRefusal("50000 replacements would add more than 4 MiB to m.sql")) {
        try request.edits(in: text, path: "m.sql", adapter: nil)
      }
    }
  }

  @Test(arguments: [Int.min, -1, 0, Int.max])
  func `a line that cannot be is none`(line: Int) {
    #expect(LineRestoration(line, of: "a\nb\n").text(in: "a\nc\n") == nil)
  }

  @Test(arguments: [1e300, -.infinity, .nan, .infinity])
  func `a share that is none is shown nonetheless`(share: Double) {
    #expect(share.percent.hasSuffix("%"))
  }

  @Test func `durations beyond all runs are read`() {
    let long = String(repeating: "9", count: 400)
    let text =
      "category C \"c\"\nrule x.r { category C; match 'some words'; fix \"w\" { retry after \(long)s; confidence 50% } }"
    _ = lint([HealLanguage.Source(name: "x.heal", text: text)])
  }
}

private struct NoAnswers: Evidence {
  func answer(_ question: Question) -> Value { .unknown }
}
