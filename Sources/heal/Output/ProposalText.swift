import HealEngine
import HealLanguage
import HealRunner

/// Saved proposals as people read them.
struct ProposalText {
  let style: Style

  /// Two lines of a list: what it is about, and its fixes.
  func line(_ proposal: SavedProposal, moved: [String]) -> String {
    let head =
      "\(style.bold("\(proposal.id)"))  \(proposal.time.shownTime)  \(state(proposal, moved))"
    let fixes = proposal.fixes.map { fix in
      "  \(style.green(fix.confidence.percent)) \(risk(fix.risk))  \(fix.title) "
        + style.dim("(\(fix.shownNodes))")
    }
    return ([head] + fixes).joined(separator: "\n")
  }

  /// All of it.
  func render(_ proposal: SavedProposal, moved: [String]) -> String {
    var lines = [
      "Proposal \(style.bold("\(proposal.id)"))  \(state(proposal, moved))",
      "  made         \(proposal.time.shownTime)  in run \(proposal.run)",
      "  command      \(proposal.command.joined(separator: " "))",
    ]
    for (index, fix) in proposal.fixes.enumerated() { lines += [""] + render(fix, index + 1) }
    if !proposal.patch.isEmpty {
      lines += [""] + ReportText(style: style).patch(proposal.patch)
    }
    return (lines + [""] + next(proposal, moved)).joined(separator: "\n")
  }

  private func render(_ fix: SavedFix, _ number: Int) -> [String] {
    var lines = [
      "  fix \(number)        \(style.bold(fix.title))",
      "               \(fix.category.map { "\($0) · " } ?? "")\(style.cyan(fix.rule)) · "
        + "\(style.green(fix.confidence.percent)) · \(risk(fix.risk))",
    ]
    for failure in fix.failures {
      let file = failure.node?.file.map { style.dim(" (\($0))") } ?? ""
      lines.append("  heals        \(failure.node?.name ?? failure.id)\(file)")
      lines += failure.message.complaint.map { "                 \(style.dim("│")) \($0)" }
    }
    lines += fix.reasons.map { "  because      \($0)" }
    lines += fix.advice.map { "  advice       \($0)" }
    if fix.hasHeld {
      lines.append("  has held     it healed its failure; something else kept the run red")
    }
    return lines
  }

  /// What approving would do, step by step, or why it cannot be approved.
  private func next(_ proposal: SavedProposal, _ moved: [String]) -> [String] {
    guard proposal.state.isOpen else { return ["  state        \(proposal.state.sentence)"] }
    guard moved.isEmpty else {
      return [
        "  \(style.yellow("moved on"))     changed since: \(moved.joined(separator: ", "))",
        "  \(style.bold("next"))         run heal again; it will make a new proposal",
      ]
    }
    let deeds = proposal.fixes.flatMap(\.deeds)
    let checks = proposal.paths.isEmpty ? [] : ["check with dbt parse"]
    let steps = deeds + checks + ["resume \(proposal.command.joined(separator: " "))"]
    return [
      "  approve      would \(steps.joined(separator: ", then ")); if that is not green, put everything back",
      "  \(style.bold("next"))         heal approve \(proposal.id)",
      "  \(style.bold("next"))         heal reject \(proposal.id) --because \"…\"",
    ]
  }

  private func state(_ proposal: SavedProposal, _ moved: [String]) -> String {
    guard moved.isEmpty else { return style.yellow("its files have changed since") }
    let text = proposal.state.sentence
    return switch proposal.state.name {
    case .waiting, .approved: style.yellow(text)
    case .applied: style.green(text)
    case .putBack, .rejected: style.red(text)
    case .superseded: style.dim(text)
    }
  }

  private func risk(_ risk: Risk) -> String {
    risk >= .destructive ? style.red(risk.rawValue) : risk.rawValue
  }
}

extension SavedFix {
  /// What it would do, in the words of a person: `edit models/orders.sql`, `run dbt deps`.
  var deeds: [String] {
    actions.compactMap { action in
      switch action {
      case .wait: nil
      case .run(let words): "run \(words.joined(separator: " "))"
      case .change(let change): "edit \(change.path)"
      }
    }
  }

  /// The nodes that failed, or what stands for them.
  var shownNodes: String {
    nodes.isEmpty ? "the whole run" : nodes.joined(separator: ", ")
  }
}

extension String {
  /// `2026-11-22 23:05` of an ISO 8601 time.
  fileprivate var shownTime: String { String(prefix(16)).replacing("T", with: " ") }
}
