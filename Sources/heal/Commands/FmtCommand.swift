import ArgumentParser
import FoundationEssentials
import HealEngine
import HealLanguage
import HealProject
import HealRunner

struct FmtCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Lays rule files out in the one style that there is.",
    discussion: """
      Comments stay, and nothing inside a pattern or a text changes. A rule that cannot be read is left as \
      it is. Exit code 0 when all is done, 1 with --check when a file would change, 2 when the rules cannot \
      be read or written.
      """)

  @Argument(help: "Files or folders; `rules` when left out; - for standard input.")
  var paths: [String] = []

  @Flag(help: "Write nothing; name the files that would change.")
  var check = false

  @Flag(help: "Write nothing; show what would change.")
  var diff = false

  func validate() throws {
    if paths.contains("-"), paths.count > 1 {
      throw ValidationError("standard input is laid out alone: heal fmt -")
    }
  }

  func run() throws {
    if paths == ["-"] { return try formatInput() }
    let sources = try sources()
    var changed = 0
    for source in sources {
      let text = format(source)
      guard text != source.text else { continue }
      changed += 1
      if diff { show(source, text) }
      if check, !diff { Console.answer(source.name) }
      if !check, !diff {
        try explainingRefusals { try RuleFile.replace(source.name, text: source.text, with: text) }
        Console.answer(source.name)
      }
    }
    summarize(changed, of: sources)
    if check, changed > 0 { throw ExitCode.bad }
  }

  private func formatInput() throws {
    let source = Source(name: "standard input", text: StandardInput.text())
    let text = format(source)
    if diff {
      show(source, text)
    } else if !check {
      Console.write(text, to: 1)
    }
    if check, text != source.text { throw ExitCode.bad }
  }

  private func show(_ source: Source, _ text: String) {
    let diff = unifiedDiff(
      path: source.name, before: source.text, after: text, colours: Style(descriptor: 1).isColoured)
    Console.write(diff, to: 1)
  }

  /// `3 of 12 files changed`.
  private func summarize(_ changed: Int, of sources: [Source]) {
    let verb = check || diff ? "would change" : "changed"
    Console.note("\(changed) of \(sources.count.counted("file")) \(verb)")
    for source in sources
    where Syntax.read(source).problems.contains(where: { $0.severity == .error }) {
      Console.note(
        "\(source.name): what cannot be read in it was left as it is; `heal lint` says what")
    }
  }

  private func sources() throws -> [Source] {
    var sources: [Source] = []
    for path in paths.isEmpty ? ["rules"] : paths {
      do throws(UnreadableRules) {
        let found = try RuleFiles.sources(at: path, layer: .project)
        sources += found.filter { source in !sources.contains { $0.name == source.name } }
      } catch {
        throw fail(
          "cannot read the rules at `\(error.path)`: \(error.reason)",
          help: "name a `.heal` file or a folder that has some")
      }
    }
    return sources
  }
}
