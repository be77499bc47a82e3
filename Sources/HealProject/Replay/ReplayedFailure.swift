import HealEngine
import HealLanguage

/// One failure of a past run, and what heal would have made of it.
package struct ReplayedFailure: Hashable, Sendable {
  /// The name of its node; nil where none failed.
  package var node: String?
  package var shape: FailureShape
  /// The rule that speaks for it; nil where none knows it, or only its heading.
  package var rule: String?
  package var category: String?
  package var verdict: Verdict
  /// The best fix that there would have been: its title and confidence.
  package var fix: String?
  package var confidence: Double?
  /// Of the run.
  package var place: String

  package enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// A fix that the policy lets heal apply.
    case healed
    /// The same, if the file was as the rule expects: past logs do not have it.
    case healedWithFile = "healed-with-file"
    /// A fix that a person must approve.
    case asked
    /// A rule knows it and has no fix for it.
    case advised
    case unknown
  }

  init(_ diagnosis: Diagnosis, run: PastRun, policy: Policy) {
    node = diagnosis.failure.node?.name
    shape = FailureShape(diagnosis.failure)
    rule = diagnosis.isUnknown ? nil : diagnosis.findings.first?.rule
    category = diagnosis.category
    place = run.place
    let waiting = diagnosis.withheld.filter { $0.needsFile && $0.confidence != nil }
      .max { ($0.confidence ?? 0) < ($1.confidence ?? 0) }
    let best = diagnosis.candidates.first
    let plan = HealEngine.plan([diagnosis], under: policy)
    if diagnosis.isUnknown, best == nil {
      verdict = .unknown
    } else if let step = plan.steps.first {
      verdict = .healed
      (fix, confidence) = (step.candidate.title, step.candidate.confidence)
    } else if let waiting, let share = waiting.confidence, share > best?.confidence ?? 0 {
      let isFree = share >= policy.minConfidence && waiting.risk < .destructive
      verdict = isFree && policy.tiers.review != .ask ? .healedWithFile : .asked
      (fix, confidence) = (waiting.title, share)
    } else if let best {
      verdict = best.risk == .manual ? .advised : .asked
      (fix, confidence) = (best.title, best.confidence)
    } else {
      verdict = .advised
    }
  }
}

/// What failures have in common that differ only in names, numbers and paths.
package struct FailureShape: Hashable, Sendable {
  /// The first telling line, with holes.
  package var text: String

  init(_ failure: Failure) {
    let line = RuleDraft.complaint(of: failure.message) ?? failure.message
    let first = line.split(separator: "\n").first.map(String.init) ?? "(no message)"
    text = DraftSkeleton(String(first.prefix(400))).text
  }
}
