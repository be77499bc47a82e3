import HealLanguage
import Testing

@testable import HealEngine

/// A permanent diagnosis discards the retries that other rules offer for the same failure.
@Suite struct VainRetryTests {
  @Test func `a refused login is not retried, whatever another rule offers`() throws {
    let diagnosis = try diagnose("cannot connect: password expired")
    #expect(diagnosis.candidates.isEmpty)
    #expect(!diagnosis.isTransient)
    #expect(
      diagnosis.withheld.map(\.reason) == ["shop.expired says that it does not pass by itself"])
  }

  @Test func `what two rules would retry is retried`() throws {
    let diagnosis = try diagnose("cannot connect: lock timeout")
    #expect(diagnosis.candidates.map(\.isRetryOnly) == [true])
    #expect(diagnosis.isTransient)
  }

  @Test func `a fallback is too unsure to discard a retry`() throws {
    let diagnosis = try diagnose("cannot connect: odd", rules: Self.fallback)
    #expect(diagnosis.candidates.map(\.isRetryOnly) == [true])
  }

  @Test func `a rule of a category that can pass discards none`() throws {
    let diagnosis = try diagnose("cannot connect: disk full")
    #expect(diagnosis.candidates.map(\.isRetryOnly) == [true])
  }

  // MARK: Rules

  private static let rules = """
    category CONNECTION "c"
    category CONCURRENCY "c"
    category RESOURCE "c"
    category AUTH "c"
    rule shop.line {
      category CONNECTION
      match 'cannot connect'
      fix "Wait" { retry after 5s; confidence 90% }
    }
    rule shop.lock {
      category CONCURRENCY
      match 'lock timeout'
      fix "Wait" { retry after 5s; confidence 90% }
    }
    rule shop.disk {
      category RESOURCE
      match 'disk full'
    }
    rule shop.expired {
      category AUTH
      match 'password expired'
    }

    """

  private static let fallback =
    rules + """
      fallback rule general.odd {
        category AUTH
        match ': odd'
      }

      """

  private func diagnose(_ message: String, rules: String = rules) throws -> Diagnosis {
    let compilation = compile([HealLanguage.Source(name: "shop.heal", text: rules)])
    try #require(compilation.problems.allSatisfy { $0.severity != .error })
    return try #require(
      Diagnostician(compilation.rules).diagnose(
        [Failure(id: "f", message: message)], evidence: RecordedEvidence()
      ).first)
  }
}
