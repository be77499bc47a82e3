import HealEngine
import HealLanguage
import HealRunner
import Platform

/// Asks a person at the terminal before a fix is applied.
struct TerminalApprover: Approver {
  private let interruption: Interruption
  private let style = Style(descriptor: 2)

  /// nil where nobody can be asked: both standard input and standard error must be a terminal.
  init?(_ interruption: Interruption) {
    guard isatty(0) == 1, isatty(2) == 1 else { return nil }
    self.interruption = interruption
  }

  func decide(_ proposal: Proposal) -> Answer {
    show(proposal)
    while true {
      Console.write(question, to: 2)
      guard interruption.awaitInput(), let line = readLine() else { return .quit }
      switch line.lowercased().first {
      case "y": return .yes
      case "n": return .no
      case "s": return .skip
      case "q": return .quit
      case "e": explain(proposal)
      default: Console.note("  Please answer y, n, e, s or q.")
      }
    }
  }

  private var question: String {
    "\n\(style.bold("Apply this fix?")) [y]es [n]o [e]xplain [s]kip failure [q]uit "
  }

  /// The failure, the rule with its confidence, and the diff.
  private func show(_ proposal: Proposal) {
    let candidate = proposal.candidate
    let text = DiagnosisText(style: style)
    for diagnosis in proposal.diagnoses {
      Console.note("\n\(text.heading(diagnosis))")
      for line in diagnosis.complaint { Console.note("  \(style.dim("│")) \(line)") }
    }
    Console.note("\n  \(style.bold(candidate.title))")
    Console.note(
      "  \(style.green(candidate.confidence.percent)) · \(risk(candidate.risk)) · \(style.cyan(candidate.rule))"
    )
    for action in candidate.actions {
      for line in text.render(action) { Console.note("    \(line)") }
    }
  }

  private func risk(_ risk: Risk) -> String {
    risk == .destructive
      ? style.red("destructive: data or a safety net may be lost") : risk.rawValue
  }

  private func explain(_ proposal: Proposal) {
    for reason in proposal.candidate.reasons { Console.note("  \(reason)") }
    for diagnosis in proposal.diagnoses {
      for advice in diagnosis.findings.flatMap(\.advice) { Console.note("  advice: \(advice)") }
    }
    Console.note("  heal explain \(proposal.candidate.rule) shows the rule.")
  }
}
