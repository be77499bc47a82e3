package import HealLanguage

/// Why a rule does not know a failure, and how near it came.
package struct RuleMiss: Hashable, Sendable {
  package var rule: Rule
  /// From 0 to 1: 1 where every pattern is found and only a guard speaks against the rule.
  package var nearness: Double
  /// Never empty.
  package var reasons: [Reason]

  package init(rule: Rule, nearness: Double, reasons: [Reason]) {
    self.rule = rule
    self.nearness = nearness
    self.reasons = reasons
  }

  package enum Reason: Hashable, Sendable {
    /// A `match` that is not found.
    case notFound(Search)
    /// A `match` in something that the failure does not have: no code, no compiled SQL.
    case noText(Subject, Location)
    /// An `unless` that is found, and the words that it found.
    case excluded(Location, Subject, found: String)
    /// The rule is for other warehouses.
    case adapter(wanted: [String], actual: String)
    /// The rule is for other versions of dbt.
    case version(wanted: VersionRange, actual: String)
    /// A `where` that does not hold, with its values.
    case guarded(Location, shown: String, isUnknown: Bool)
    /// A pattern hit a limit of PCRE2: neither found nor not found.
    case limit(Location)
    /// The rule has no `match` and so never speaks.
    case matchesNothing
  }

  /// One pattern that is not found, and how far it got; of several alternatives the one that got farthest.
  package struct Search: Hashable, Sendable {
    package var pattern: Pattern
    package var subject: Subject
    /// nil where none of its words is there.
    package var stop: Stop?

    package init(pattern: Pattern, subject: Subject, stop: Stop?) {
      self.pattern = pattern
      self.subject = subject
      self.stop = stop
    }
  }

  package struct Stop: Hashable, Sendable {
    /// From 0 to 1: how much of the pattern's words was found.
    package var share: Double
    /// The line of the text where the pattern stopped, and its number from 1.
    package var line: String
    package var lineNumber: Int
    /// From 0, in Unicode scalars of the line.
    package var column: Int
    /// UTF-8 offsets in the pattern as written: what was wanted there.
    package var wanted: Range<Int>

    package init(share: Double, line: String, lineNumber: Int, column: Int, wanted: Range<Int>) {
      self.share = share
      self.line = line
      self.lineNumber = lineNumber
      self.column = column
      self.wanted = wanted
    }
  }
}
