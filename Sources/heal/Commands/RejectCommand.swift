import ArgumentParser
import HealRunner

struct RejectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject",
    abstract: "Says no to a proposal: its fixes are never proposed again for these failures.")

  @Argument(
    help: ArgumentHelp("The proposal, or the beginning of its name.", valueName: "proposal"))
  var id: String

  @Option(help: ArgumentHelp("Why; shown wherever the fix is left out.", valueName: "reason"))
  var because: String?

  @Option(help: ArgumentHelp("Who says so; git's user.name when left out.", valueName: "name"))
  var by: String?

  @Option(
    help: ArgumentHelp("Only this fix of the proposal, 1 for the first.", valueName: "number"))
  var fix: Int?

  @Flag(help: "Take an earlier rejection back.")
  var takeBack = false

  @OptionGroup var options: ProposalOptions
  @OptionGroup var lock: LockOptions

  func validate() throws {
    if takeBack, because != nil || fix != nil {
      throw ValidationError("--take-back goes without --because and --fix")
    }
    guard !takeBack else { return }
    guard let because, !because.isBlank else {
      throw ValidationError("--because \"…\" is missing: say why, for those who come after")
    }
  }

  func run() throws {
    let tree = try options.tree()
    let store = options.store(in: tree)
    try explainingRefusals {
      let id = try store.proposal(id).id
      let person = personName(by, in: tree.root)
      try lock.holding(tree.root, "reject") { () throws(RunnerError) in
        takeBack ? try putBack(id, store, tree) : try reject(id, store, tree, person)
      }
    }
  }

  private func reject(
    _ id: ProposalID, _ store: ProposalStore, _ tree: ProjectTree, _ person: String
  ) throws(RunnerError) {
    let done = try store.reject(id, only: fix, by: person, because: because ?? "")
    if options.outputFormat == .json { return try options.answer(done.proposal, in: tree) }
    for fix in done.fixes {
      Console.answer("“\(fix.title)” will not be proposed again for \(fix.shownNodes).")
    }
    Console.answer("Proposal \(id) is \(done.proposal.state.sentence)")
  }

  private func putBack(
    _ id: ProposalID, _ store: ProposalStore, _ tree: ProjectTree
  ) throws(RunnerError) {
    let proposal = try store.takeBackRejection(of: id)
    if options.outputFormat == .json { return try options.answer(proposal, in: tree) }
    Console.answer("Proposal \(id) waits again.")
  }
}

extension String {
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
