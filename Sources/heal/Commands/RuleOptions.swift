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
    let (rules, remarks) = try compiledWithRemarks(library)
    for remark in remarks { Console.note("heal: \(remark)") }
    return rules
  }

  /// The rules in effect, and a remark where those in the notes are wrong. Notes are for people first: what is wrong
  /// in them is left out and costs no run.
  func compiledWithRemarks(_ library: RuleLibrary) throws -> (RuleSet, [String]) {
    let compilation = library.compiled()
    let errors = compilation.problems.filter { $0.severity == .error }
    let notes = Set(library.sources.filter { $0.layer == .notes }.map(\.name))
    let inNotes = errors.filter { error in
      error.labels.first.map { notes.contains($0.location.source) } ?? false
    }
    guard inNotes.count == errors.count else {
      let others = errors.filter { error in
        error.labels.first.map { !notes.contains($0.location.source) } ?? true
      }
      Console.note(others.rendered(library.sources, colored: Style(descriptor: 2).isColoured))
      throw fail("the rules have \(others.count.counted("error"))", help: "run `heal lint` on them")
    }
    guard let first = inNotes.first, let place = first.labels.first?.location else {
      return (compilation.rules, [])
    }
    let more = inNotes.count > 1 ? ", and \(inNotes.count - 1) more" : ""
    return (
      compilation.rules,
      [
        "a rule in the notes is wrong and is not followed: \(place.shown(in: library.sources)): "
          + "\(first.title)\(more); `heal lint \(place.source)` tells all"
      ]
    )
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
