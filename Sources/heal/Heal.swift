import ArgumentParser
import HealRunner

/// The root command.
@main
struct Heal: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "heal",
    abstract: "Runs dbt, and heals the failures that its rules know.",
    discussion: """
      heal run -- dbt build        run a dbt command; diagnose, fix, verify and resume when it fails
      heal diagnose logs/dbt.log   say what a failure is, without running anything
      heal lint rules/             check rule files; `heal test` runs their tests
      """,
    version: Version.text,
    subcommands: [
      RunCommand.self, DiagnoseCommand.self, LintCommand.self, TestCommand.self, FmtCommand.self,
      ServerCommand.self, ExplainCommand.self, UndoCommand.self, ConfigCommand.self,
      IssuesCommand.self,
      ProposalsCommand.self, ShowCommand.self, ApproveCommand.self, RejectCommand.self,
      HistoryCommand.self, StatsCommand.self, ReportCommand.self, NewRuleCommand.self,
      ReplayCommand.self, InitCommand.self, DoctorCommand.self,
      RecordCommand.self, RecoverCommand.self,
    ])

  /// As ``ParsableCommand`` does it, but wrong usage ends with 2, as everywhere in heal and in dbt.
  static func main() {
    openStandardStreams()
    OpenFiles.raiseLimit()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      Console.note(fullMessage(for: error))
      exit(withError: ExitCode.unusable)
    }
  }
}
