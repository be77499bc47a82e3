import HealEngine
import HealLanguage
import HealProject
import HealRunner

extension Outcome {
  /// The report as one document.
  var json: JSON { .object(course + findings + tail) }

  /// How the run went.
  private var course: [(String, JSON)] {
    [
      ("status", .text(status.rawValue)),
      ("exit_code", .int(Int(exitCode))),
      ("run", .text(run.description)),
      ("command", .list(command.map(JSON.text))),
      ("changed", changed?.json ?? .null),
      ("attempts", .list(attempts.map(\.json))),
    ]
  }

  /// What was done, and what was not.
  private var findings: [(String, JSON)] {
    [
      ("fixes", .list(fixes.map(\.json))),
      ("would_apply", .list(wouldApply.map(\.json))),
      ("proposed", .list(proposed.map(\.json))),
      (
        "left_in_place",
        .list(
          left.map {
            .object([
              ("file", .text($0.path)), ("reason", .text($0.reason)), ("diff", .text($0.diff)),
            ])
          })
      ),
      ("built", built.map { .object([("names", .list($0.names.map(JSON.text))), ("command", .list($0.command.map(JSON.text)))]) } ?? .null),
      (
        "put_back",
        .list(putBack.map { .object([("fix", $0.fix.json), ("reason", .text($0.reason))]) })
      ),
      (
        "refused",
        .list(
          refused.map {
            .object([
              ("rule", .text($0.rule)), ("title", .text($0.title)), ("reason", .text($0.reason)),
            ])
          })
      ),
    ]
  }

  /// What is left to do, and what came of the run beside the fixes.
  private var tail: [(String, JSON)] {
    [
      ("open", .list(openDiagnoses.map(\.json))),
      ("advice", .list(advice.map(JSON.text))),
      ("commit", commit?.json ?? .null),
      ("issue", issue?.json ?? .null),
      ("proposal", proposalJSON),
      ("patch", .text(patch)),
      ("approved_by", .known(approvedBy)),
      ("approved_proposal", .known(approvedProposal?.description)),
      ("compared", .list(compared.map(JSON.text))),
      ("remarks", .list(remarks.map(JSON.text))),
      ("seconds", timings.json),
      (
        "warehouse",
        .object([("questions", .int(asked.questions)), ("seconds", .number(asked.seconds))])
      ),
    ]
  }
}

extension WhatChanged {
  /// What changed since all was well, and who says so.
  var json: JSON {
    var files: [String] = []
    if case .text(let paths) = place { files = paths }
    return .object([
      ("kind", .text(kind)), ("files", .list(files.map(JSON.text))),
      ("evidence", .text(evidence)),
    ])
  }
}

extension MadeCommit {
  var json: JSON {
    .object([
      ("sha", .text(sha)), ("branch", .known(branch)), ("pull_request", .known(pullRequest)),
    ])
  }
}

extension Outcome {
  /// The proposal that was kept; null when there is none.
  private var proposalJSON: JSON {
    guard let proposalID else { return .null }
    return .object([
      ("id", .text(proposalID.description)), ("path", .known(proposal)),
      ("fixes", .list(proposed.map(\.json))),
    ])
  }
}

extension Attempt {
  var json: JSON {
    .object([
      ("number", .int(number)),
      ("command", .list(command.map(JSON.text))),
      ("exit", exitJSON),
      ("seconds", .number(duration)),
      ("failures", .list(diagnoses.map(\.json))),
    ])
  }

  private var exitJSON: JSON {
    switch self.exit {
    case .code(let code): .int(Int(code))
    case .signal(let signal): .text("signal \(signal)")
    }
  }
}

extension AppliedFix {
  var json: JSON {
    .object([
      ("rule", .text(rule)), ("title", .text(title)), ("category", .known(category)),
      ("confidence", .number(confidence)), ("attempt", .int(attempt)),
      ("nodes", .list(nodes.map(JSON.text))),
      (
        "files",
        .list(
          files.map {
            .object([
              ("path", .text($0.path)), ("lines", .list($0.lines.map(JSON.int))),
              ("diff", .text($0.diff)),
            ])
          })
      ),
      ("commands", .list(commands.map { .list($0.map(JSON.text)) })),
      ("reasons", .list(reasons.map(JSON.text))),
    ])
  }
}

extension Timings {
  var json: JSON {
    .object([
      ("dbt", .number(dbt)), ("diagnosis", .number(diagnosis)), ("edit", .number(edit)),
      ("verify", .number(verify)), ("wait", .number(wait)),
    ])
  }
}

extension IssueReference {
  fileprivate var json: JSON { .object([("number", .int(number)), ("url", .text(url))]) }
}
