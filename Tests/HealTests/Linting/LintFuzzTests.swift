import HealEngine
import HealLanguage
import Testing

/// Whatever is in a rule file, linting ends and says where.
@Suite struct LintFuzzTests {
  static let seeds =
    (try? Repository.files(in: ProblemTests.folder, ending: ".heal").map {
      try Repository.text("\(ProblemTests.folder)/\($0)")
    }) ?? []

  @Test func `mutated files are linted, and every place is in them`() throws {
    var random = SplitMix(seed: 5)
    let clock = ContinuousClock()
    let start = clock.now
    var tried = 0
    while tried < 400, clock.now - start < .seconds(4) {
      let seed = try #require(Self.seeds.randomElement(using: &random))
      let text = String(decoding: random.mutated(seed), as: UTF8.self)
      let source = Source(name: "a.heal", text: text)
      let began = clock.now
      for problem in lint([source], options: LintOptions(includesStyle: true)) {
        for label in problem.labels {
          #expect(label.location.range.upperBound <= text.utf8.count, "\(problem.code): \(text)")
        }
        for remedy in problem.remedies {
          #expect(remedy.edits.applied(to: source) != nil, "\(problem.code): \(text)")
        }
      }
      #expect(clock.now - began < .seconds(3), "slow: \(text)")
      tried += 1
    }
    #expect(tried > 20)
  }

  @Test func `mutated patterns are linted`() throws {
    var random = SplitMix(seed: 7)
    let patterns = RegexTreeTests.regexes
    for _ in 0..<60 {
      let seed = try #require(patterns.randomElement(using: &random))
      let pattern = String(decoding: random.mutated(seed), as: UTF8.self)
        .replacing("/", with: "\\/").replacing("\n", with: " ")
      let source = LintTests.source(LintTests.rule("match /\(pattern)/"))
      let began = ContinuousClock().now
      _ = lint([source])
      #expect(ContinuousClock().now - began < .seconds(5), "slow: \(pattern)")
    }
  }
}
