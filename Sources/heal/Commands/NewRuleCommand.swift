import ArgumentParser
import FoundationEssentials
import HealEngine
import HealLanguage
import HealProject
import HealRunner

struct NewRuleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new-rule",
    abstract: "Drafts a rule for a failure that no rule knows.",
    discussion: """
      The pattern is the message's own words, with typed holes for what the project calls its things, for \
      numbers, paths and quoted names, and for what differs in failures that are alike otherwise (--like). The \
      category is that of the most alike example in the tests of other rules. The failure becomes a test, and a \
      near miss another. A fix stands in it at 10 % or as a comment, below any threshold. What is printed has been \
      compiled and its tests have passed; passwords, tokens and the like are taken out of it.

      Prints the draft, unless --output names a file. Exit code 1 when there is no failure, when all are known, or \
      when the message has no words to go by.
      """)

  @Option(
    help: ArgumentHelp(
      "A recording, a log, a run_results.json, a folder with logs/ and target/, or `-`.",
      valueName: "path"))
  var from: String

  @Option(
    help: ArgumentHelp("The failure of this node, where there are several.", valueName: "name"))
  var node: String?

  @Option(
    help: ArgumentHelp(
      "A log or recording with failures to compare with. May be repeated.", valueName: "path"))
  var like: [String] = []

  @Flag(help: "Draft a rule although one knows the failure; it overrides that one.")
  var anyway = false

  @Option(help: ArgumentHelp("The rule's name, such as shop.orders_late.", valueName: "name"))
  var name: String?

  @Option(help: "The category instead of a guess.")
  var category: String?

  @Option(
    help: ArgumentHelp(
      "A new .heal file to write it to; with --append one that may exist.", valueName: "file"))
  var output: String?

  @Flag(help: "Add it at the end of the file that --output names.")
  var append = false

  @Option(help: "The warehouse that printed the failure, such as duckdb or snowflake.")
  var adapter: String?

  @Option(help: ArgumentHelp("The dbt project the failure belongs to.", valueName: "folder"))
  var projectDir: String?

  @OptionGroup var ruleOptions: RuleOptions

  func validate() throws {
    if append, output == nil { throw ValidationError("--append goes with --output") }
    if let output, !output.hasSuffix(".heal") {
      throw ValidationError("--output must end in .heal: heal reads rules from such files only")
    }
    guard let name else { return }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let isName =
      parts.count > 1
      && parts.allSatisfy { part in
        part.first?.isLetter == true
          && part.utf8.allSatisfy {
            $0 == UInt8(ascii: "_") || $0.isDigit || $0.isLetter && !$0.isUppercase
          }
      }
    if !isName { throw ValidationError("--name takes a dotted name such as shop.orders_late") }
  }

  func run() throws {
    let folder = DbtProject.find(from: projectDir ?? ".")
    let library = try ruleOptions.library(project: folder)
    let rules = try ruleOptions.compiled(library)
    if let category { try check(category, rules) }
    let input = FailureInput(from, adapter: adapter)
    let evidence = input.evidence(folder.map(DbtProject.read))
    let diagnoses = Diagnostician(rules).diagnose(try input.readFailures(), evidence: evidence)
    let chosen = try choose(diagnoses)
    let redactor = try redactor(folder)
    var material = DraftMaterial()
    material.known = KnownNames(chosen.failure, evidence: evidence)
    material.evidence = evidence
    (material.rules, material.library) = (rules, library.sources)
    (material.name, material.category) = (name, category)
    material.others = (try alike() + diagnoses.map(\.failure)).filter { $0 != chosen.failure }
      .map { redacted($0, redactor) }
    guard let draft = RuleDraft(redacted(chosen.failure, redactor), material) else {
      Console.note("heal: the message has no words of its own that a pattern could go by")
      throw ExitCode.bad
    }
    for remark in draft.remarks { Console.note("heal: \(remark)") }
    try write(draft)
  }

  // MARK: The failure

  private func choose(_ diagnoses: [Diagnosis]) throws -> Diagnosis {
    let asked = diagnoses.filter { node == nil || $0.failure.node?.name == node }
    guard !asked.isEmpty else {
      let of = node.map { " of `\($0)`" } ?? ""
      Console.note("heal: there is no failure\(of) in \(from)")
      throw ExitCode.bad
    }
    let open = anyway ? asked : asked.filter(\.isUnknown)
    guard let chosen = open.first else {
      let names = Set(asked.compactMap(\.findings.first?.rule)).sorted().joined(separator: ", ")
      Console.note(
        "heal: every failure is known already (\(names)); --anyway drafts a rule nonetheless")
      throw ExitCode.bad
    }
    let others = open.dropFirst().compactMap(\.failure.node?.name)
    if !others.isEmpty {
      Console.note("heal: there are more, see --node: \(others.joined(separator: ", "))")
    }
    return chosen
  }

  private func alike() throws -> [Failure] {
    try like.flatMap { try FailureInput($0, adapter: adapter).readFailures() }
  }

  private func redactor(_ folder: String?) throws -> Redactor {
    let environment = ProcessInfo.processInfo.environment
    let settings = try explainingRefusals {
      try folder.map { try Settings.read(project: $0, environment: environment) }
    }
    do {
      return try Redactor.standard(
        environment: environment, patterns: settings?.redactedPatterns ?? [])
    } catch {
      throw fail("redact.patterns: \(error)")
    }
  }

  private func redacted(_ failure: Failure, _ redactor: Redactor) -> Failure {
    var failure = failure
    failure.message = redactor.redact(failure.message.withoutControls)
    return failure
  }

  private func check(_ category: String, _ rules: RuleSet) throws {
    let names = rules.categories.map(\.name)
    guard !names.contains(category) else { return }
    let near = nearNames(category, among: names)
    throw fail(
      "there is no category `\(category)`",
      help: near.isEmpty
        ? "name one of \(names.sorted().joined(separator: ", "))"
        : "did you mean \(near.map { "`\($0)`" }.joined(separator: ", "))?")
  }

  // MARK: The draft

  private func write(_ draft: RuleDraft) throws {
    guard let output else { return Console.write(draft.text, to: 1) }
    let exists = FileManager.default.fileExists(atPath: output)
    if exists, !append {
      throw fail("`\(output)` exists", help: "name a new file, or add to this one with --append")
    }
    var text = draft.text
    if exists {
      guard let data = FileManager.default.contents(atPath: output),
        let before = String(validating: data, as: UTF8.self)
      else { throw fail("cannot read `\(output)` as text") }
      text = before + (before.isEmpty ? "" : before.hasSuffix("\n") ? "\n" : "\n\n") + text
    }
    do {
      let folder = URL(filePath: output).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(filePath: output), options: .atomic)
    } catch {
      throw fail("cannot write `\(output)`")
    }
    Console.note("heal: wrote the rule `\(draft.name)` to \(output); next: heal lint && heal test")
  }
}
