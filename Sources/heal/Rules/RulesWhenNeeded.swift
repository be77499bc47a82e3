import HealEngine
import HealLanguage

/// The rules of a run, compiled when something has failed: a green run does not pay for them.
///
/// Rules of one's own may be wrong, so they are compiled before dbt starts, and an error in them ends
/// the run before it begins. The standard rules have been tested.
final class RulesWhenNeeded {
  private let library: RuleLibrary
  private var made: Diagnostician?
  /// What is wrong with rules that are not followed, one sentence each.
  private(set) var remarks: [String] = []

  /// Ends the command with exit code 2 where the rules cannot be read or one of them is wrong.
  ///
  /// - Parameters:
  ///   - options: of the command line.
  ///   - project: the project's folder.
  ///   - notes: the notes, relative to the project or absolute.
  /// - Throws: `ExitCode` 2, after it has said why.
  init(_ options: RuleOptions, project: String, notes: String) throws {
    library = try options.library(project: project, notes: notes)
    guard library.hasOwnRules else { return }
    let (rules, remarks) = try options.compiledWithRemarks(library)
    made = Diagnostician(rules)
    self.remarks = remarks
  }

  var diagnostician: Diagnostician {
    if let made { return made }
    let diagnostician = Diagnostician(library.compiled().rules)
    made = diagnostician
    return diagnostician
  }
}
