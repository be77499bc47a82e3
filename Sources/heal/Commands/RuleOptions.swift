import ArgumentParser
import HealLanguage
import HealProject
import HealRunner

/// Options of every command that diagnoses.
struct RuleOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("More rules: a file or a folder. May be repeated.", valueName: "path"))
  var rules: [String] = []

  /// The rules in effect; ends with exit code 2 where one of them is wrong.
  func compiled(project: String?) throws -> RuleSet {
    try compiled(try library(project: project))
  }

  /// As ``compiled(project:)``, of rules that have been read.
  func compiled(_ library: RuleLibrary) throws -> RuleSet {
    let compilation = library.compiled()
    guard !compilation.hasErrors else {
      let errors = compilation.problems.filter { $0.severity == .error }
      Console.note(errors.rendered(library.sources, colored: Style(descriptor: 2).isColoured))
      throw fail("the rules have \(errors.count.counted("error"))", help: "run `heal lint` on them")
    }
    return compilation.rules
  }

  func library(project: String?, notes: String = NotesSettings().path) throws -> RuleLibrary {
    do throws(UnreadableRules) {
      return try RuleLibrary(project: project, extra: rules, notes: notes)
    } catch {
      throw fail("cannot read the rules at `\(error.path)`: \(error.reason)")
    }
  }
}

extension Int {
  /// `1 error`, `2 errors`.
  func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
