/// What a clause means, for editors.
package struct ClauseGuide: Hashable, Sendable {
  package var block: Block
  /// The keyword that it begins with.
  package var name: String
  package var form: String
  /// One sentence.
  package var summary: String

  /// Where a clause may stand.
  package enum Block: String, CaseIterable, Hashable, Sendable { case file, fallback, rule, remedy, fix, test }

  /// Every clause of the language, block by block, in alphabetical order.
  package static let all: [ClauseGuide] = file + fallback + rule + remedy + fix + test

  package static func find(_ name: String, in block: Block) -> ClauseGuide? {
    all.first { $0.name == name && $0.block == block }
  }

  private static let file: [ClauseGuide] = [
    .init(
      .file, "category", "category NAME \"what it is\"",
      "Declares a category that rules may name."),
    .init(
      .file, "disable", "disable rule|remedy|fault NAME [for ADAPTER, ADAPTER] because \"the reason\"",
      "Silences a rule or a remedy of this or a lower layer, or all remedies of a fault."),
    .init(
      .file, "fallback", "fallback rule NAME { … } or fallback { … }",
      "Speaks only where no other rule does; in a block the first that matches has the word."),
    .init(
      .file, "fault", "fault NAME(FIELD: TYPE, FIELD: TYPE?) { category NAME }",
      "What can be wrong, in words that are the same for every engine; a field without `?` tells two of them apart."),
    .init(
      .file, "pattern", "pattern NAME = /…/ or pattern NAME = any { … }",
      "A name that the rules of this folder may write for the pattern."),
    .init(
      .file, "remedy", "remedy FAULT.WHAT { heals FAULT … }",
      "What to do about a fault, whichever rule recognised it."),
    .init(
      .file, "rule", "rule AREA.WHAT_HAPPENED { … }",
      "When a failure looks like this, it is of this category and this is the fix."),
  ]

  private static let fallback: [ClauseGuide] = [
    .init(
      .fallback, "rule", "rule AREA.WHAT_HAPPENED { … }",
      "Speaks where no rule outside of the block does, and none before it.")
  ]

  private static let rule: [ClauseGuide] = [
    .init(
      .rule, "adapter", "adapter NAME, NAME",
      "Only for these adapters; a failure whose adapter is unknown passes."),
    .init(.rule, "advise", "advise \"text\"", "What a person should look at."),
    .init(.rule, "category", "category NAME", "What kind of failure it is; each rule has one."),
    .init(.rule, "dbt", "dbt \">=1.8,<2\"", "Only for these versions of dbt."),
    .init(
      .rule, "fix", "fix \"title\" { … }",
      "A remedy with its operations and how sure the rule is of it."),
    .init(.rule, "let", "let NAME = EXPRESSION", "Names a value, worked out only when asked for."),
    .init(
      .rule, "match", "match [in SUBJECT] PATTERN or NAME",
      "Must be found, by default in the failure's own message; all of a rule's must."),
    .init(
      .rule, "means", "means FAULT(FIELD: EXPRESSION) [at most 70%]",
      "The fault that the message tells of, in place of a category and fixes of its own."),
    .init(
      .rule, "overrides", "overrides RULE, RULE", "Where both match, only this rule speaks."),
    .init(
      .rule, "test", "test \"name\" { … }", "An example that `heal test` runs."),
    .init(.rule, "unless", "unless [in SUBJECT] PATTERN", "Must not be found."),
    .init(
      .rule, "where", "where EXPRESSION",
      "Must hold; over an unknown value it does not."),
  ]

  private static let remedy: [ClauseGuide] = [
    .init(.remedy, "adapter", "adapter NAME, NAME", "Only for these adapters."),
    .init(.remedy, "advise", "advise \"text\"", "What a person should look at."),
    .init(.remedy, "dbt", "dbt \">=1.8,<2\"", "Only for these versions of dbt."),
    .init(
      .remedy, "fix", "fix \"title\" { … }",
      "Operations and how sure the remedy is of them."),
    .init(
      .remedy, "heals", "heals FAULT",
      "The fault; its fields are names here, unknown where no rule told them."),
    .init(.remedy, "let", "let NAME = EXPRESSION", "Names a value, worked out only when asked for."),
    .init(
      .remedy, "test", "test \"name\" { fault FAULT(FIELD: VALUE) … }",
      "An example that `heal test` runs."),
    .init(.remedy, "where", "where EXPRESSION", "Must hold; over an unknown value it does not."),
  ]

  private static let fix: [ClauseGuide] = [
    .init(.fix, "ask", "ask \"question\"", "Needs a person; heal does nothing."),
    .init(
      .fix, "confidence", "confidence 90% [when EXPRESSION]",
      "How sure the rule is; the first that holds counts."),
    .init(.fix, "edit", "edit FILE with OPERATION(…)", "Changes one file of the project."),
    .init(.fix, "retry", "retry after 5s", "Waits and runs again; changes nothing."),
    .init(.fix, "run", "run dbt deps", "Runs a command, word by word, never through a shell."),
  ]

  private static let test: [ClauseGuide] = [
    .init(
      .test, "expect", "expect match | no match | fix | no fix | fault | file | capture | advice",
      "What the rule must make of the failure."),
    .init(
      .test, "failure", "failure \"\"\"…\"\"\"",
      "What dbt printed. Of several in one test each is tested by itself, with the same expectations."),
    .init(.test, "fault", "fault FAULT(FIELD: VALUE)", "What a remedy is asked about."),
    .init(.test, "file", "file \"path\" \"\"\"…\"\"\"", "A file of the project before the fix."),
    .init(
      .test, "given", "given FACT VALUE",
      "A fact of the failure, or the answer of a function that reads the project."),
    .init(.test, "todo", "todo \"why\"", "Marks a test that is known to fail."),
  ]

  private init(_ block: Block, _ name: String, _ form: String, _ summary: String) {
    self.block = block
    self.name = name
    self.form = form
    self.summary = summary
  }
}
