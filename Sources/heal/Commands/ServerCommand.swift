import ArgumentParser
import HealServer

struct ServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "server",
    abstract: "Serves editors: a language server on standard input and output.",
    discussion: """
      Editors start it, people do not. It speaks LSP 3.17: problems while typing, hover, completion, \
      definitions, references, renaming, an outline, formatting, remedies, and a line above each rule that \
      says how its tests come out. grammar/editors/README.md says how to set an editor up.
      """)

  @Flag(help: "Standard input and output, which is all there is; some editors ask for it.")
  var stdio = false

  func run() throws {
    let server = LanguageServer(world: DiskRules(), version: Version.text)
    let status = ServerLoop(server: server).run()
    if status != 0 { throw ExitCode(status) }
  }
}
