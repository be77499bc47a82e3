import ArgumentParser
import HealEngine
import HealLanguage
import HealProject
import HealRunner

struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Checks rule files and says all that is wrong, with the place and what to do.",
    discussion: """
      Where a problem has a remedy that was tried (the file compiles, nothing new is wrong, the rule's \
      tests pass), it is shown, and --fix applies it. One warning is silenced by a comment above it: \
      # heal:allow CODE because "…". `heal explain CODE` tells more of one.

      Exit code 0 without errors, 1 with errors (with --strict: with warnings too), 2 when the rules \
      cannot be read.
      """)

  @Argument(help: "Files or folders; `rules` when left out.")
  var paths: [String] = []

  @Option(help: "text, json, json-lines, sarif or github (annotations of Actions).")
  var outputFormat = LintFormat.text

  @Flag(help: "Apply the remedies that are shown.")
  var fix = false

  @Flag(help: "Show what --fix would change as a diff; change nothing.")
  var diff = false

  @Flag(help: "Report matters of taste too.")
  var style = false

  @Flag(help: "End with exit code 1 where there are warnings.")
  var strict = false

  @Option(
    help: ArgumentHelp("Report only this code. May be repeated.", valueName: "code"),
    transform: code)
  var select: [Problem.Code] = []

  @Option(
    help: ArgumentHelp("Do not report this code. May be repeated.", valueName: "code"),
    transform: code)
  var ignore: [Problem.Code] = []

  @Flag(help: "Say what each rule is found by, how often that is in a corpus, and what it costs.")
  var perf = false

  @Option(
    help: ArgumentHelp(
      "For --perf: a log, a folder of logs or recordings; may be repeated. The tests of all rules when left out.",
      valueName: "path"))
  var corpus: [String] = []

  func validate() throws {
    if !corpus.isEmpty, !perf { throw ValidationError("--corpus goes with --perf") }
    if fix, diff { throw ValidationError("--fix and --diff exclude each other") }
    if perf, fix || diff { throw ValidationError("--perf goes without --fix and --diff") }
    if perf, ![.text, .json].contains(outputFormat) {
      throw ValidationError("--perf prints text or json")
    }
  }

  func run() throws {
    let authored = try AuthoredRules.read(paths)
    if perf {
      let texts = try Corpus(corpus, rules: authored.compilation.rules.rules)
      RuleCosts(authored, corpus: texts).answer(as: outputFormat)
      return
    }
    if fix || diff { return try mend(authored) }
    let problems = lint(
      authored.sources, compiled: authored.compilation, options: options(authored))
    try answer(problems.filter(isAskedFor), authored.sources, authored)
  }

  private func options(_ authored: AuthoredRules) -> LintOptions {
    let includesStyle = style || select.contains(where: \.isStyle)
    return LintOptions(names: authored.names, includesStyle: includesStyle)
  }

  private func isAskedFor(_ problem: Problem) -> Bool {
    (select.isEmpty || select.contains(problem.code)) && !ignore.contains(problem.code)
  }

  // MARK: Answers

  private func answer(
    _ problems: [Problem], _ sources: [HealLanguage.Source], _ authored: AuthoredRules
  ) throws {
    let text = outputFormat.rendered(problems, sources)
    if !text.isEmpty { Console.answer(text) }
    if outputFormat == .text { Console.answer(summary(problems, authored)) }
    let isBad = problems.contains {
      $0.severity == .error || strict && $0.severity == .warning
    }
    if isBad { throw ExitCode.bad }
  }

  /// `46 rules in 12 files: 0 errors, 2 warnings`.
  private func summary(_ problems: [Problem], _ authored: AuthoredRules) -> String {
    let count = { (severity: Problem.Severity) in problems.count { $0.severity == severity } }
    let notes = count(.note) > 0 ? ", \(count(.note).counted("note"))" : ""
    let remedies = problems.count { !$0.remedies.isEmpty }
    let hint = remedies > 0 ? "; heal lint --fix mends \(remedies)" : ""
    return "\(authored.rules.count.counted("rule")) in \(authored.names.count.counted("file")): "
      + "\(count(.error).counted("error")), \(count(.warning).counted("warning"))\(notes)\(hint)"
  }

  // MARK: Mending

  private func mend(_ authored: AuthoredRules) throws {
    let mending = HealEngine.mend(
      authored.sources, options: options(authored), where: isAskedFor)
    let before = Dictionary(authored.sources.map { ($0.name, $0) }) { first, _ in first }
    if diff {
      let colours = Style(descriptor: 1).isColoured
      for file in mending.changed {
        let path = file.name.hasPrefix("/") ? String(file.name.dropFirst()) : file.name
        let text = unifiedDiff(
          path: path, before: before[file.name]?.text ?? "", after: file.text, colours: colours)
        Console.write(text, to: 1)
      }
      return
    }
    try explainingRefusals {
      for file in mending.changed {
        try RuleFile.replace(file.name, text: before[file.name]?.text ?? "", with: file.text)
      }
    }
    var after = authored
    after.sources = authored.sources.map { source in
      mending.changed.first { $0.name == source.name } ?? source
    }
    Console.note(
      "mended \(mending.mended.count.counted("problem")) in "
        + "\(mending.changed.count.counted("file"))")
    try answer(mending.left.filter(isAskedFor), after.sources, after)
  }
}

/// The code that an option names.
private func code(_ name: String) throws -> Problem.Code {
  if let code = Problem.Code(rawValue: name) { return code }
  let near = nearNames(name, among: Problem.Code.allCases.map(\.rawValue))
  let help = near.isEmpty ? "" : "; did you mean \(near.joined(separator: ", "))?"
  throw ValidationError("there is no problem code `\(name)`\(help)")
}

extension AuthoredRules {
  /// The rules at these paths; ends the command with exit code 2 where they cannot be read.
  static func read(_ paths: [String], beside neighbours: String? = nil) throws -> AuthoredRules {
    do throws(UnreadableRules) {
      return try AuthoredRules(paths: paths, beside: neighbours)
    } catch {
      throw fail(
        "cannot read the rules at `\(error.path)`: \(error.reason)",
        help: "name a `.heal` file or a folder that has some")
    }
  }
}
