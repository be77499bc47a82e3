import ArgumentParser

/// The root command.
@main
struct Heal: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "heal",
    abstract: "Runs dbt, and heals the failures that its rules know.",
    version: "0.1.0")
}
