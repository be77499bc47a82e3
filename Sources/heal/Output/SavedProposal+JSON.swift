import HealEngine
import HealLanguage
import HealRunner

extension SavedProposal {
  /// The proposal as `--output-format json` prints it.
  ///
  /// - Parameter moved: the files that are no longer those it was made for.
  /// - Returns: one object.
  func json(moved: [String]) -> JSON {
    .object([
      ("id", .text(id.description)),
      ("state", state.json),
      ("can_be_approved", .bool(state.isOpen && moved.isEmpty)),
      ("changed_since", .list(moved.map(JSON.text))),
      ("run", .text(run)),
      ("time", .text(time)),
      ("command", .list(command.map(JSON.text))),
      ("risk", .text(risk.rawValue)),
      ("fixes", .list(fixes.map(\.json))),
      ("patch", .text(patch)),
    ])
  }
}

extension ProposalState {
  var json: JSON {
    .object([
      ("name", .text(name.rawValue)), ("time", .text(time)), ("by", .known(by)),
      ("because", .known(because)), ("run", .known(run)),
      ("successor", .known(successor?.description)),
    ])
  }
}

extension SavedFix {
  var json: JSON {
    .object([
      ("rule", .text(rule)), ("title", .text(title)), ("category", .known(category)),
      ("confidence", .number(confidence)), ("risk", .text(risk.rawValue)),
      ("reasons", .list(reasons.map(JSON.text))), ("advice", .list(advice.map(JSON.text))),
      ("failures", .list(failures.map(\.json))),
      (
        "files",
        .list(
          changes.map { .object([("path", .text($0.path)), ("diff", .text($0.diff))]) })
      ),
      ("commands", .list(commands.map { .list($0.map(JSON.text)) })),
      ("has_held", .bool(hasHeld)),
    ])
  }
}

extension SavedFailure {
  var json: JSON {
    .object([
      ("id", .text(id)), ("fingerprint", .text(fingerprint)), ("node", .known(node?.name)),
      ("file", .known(node?.file)), ("message", .text(message)),
    ])
  }
}
