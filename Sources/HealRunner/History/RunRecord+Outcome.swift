import HealEngine
import HealLanguage

extension RunRecord {
  /// What the history keeps of an outcome.
  ///
  /// - Parameters:
  ///   - outcome: of the run, whole or what is known so far.
  ///   - run: the run.
  ///   - machine: the folder's own name.
  ///   - redact: takes out of a text what must not be kept.
  init(_ outcome: Outcome, of run: RunFacts, machine: String, redact: (String) -> String) {
    self.init(
      machine: machine, id: run.run.description, started: run.started,
      status: Status(outcome.status),
      command: redact(run.command.joined(separator: " ")).cut(to: 300))
    attempts = outcome.attempts.count
    timings = outcome.timings
    commit = outcome.commit
    issue = outcome.issue
    failures = Self.failures(of: outcome, redact)
    fixes = Self.fixes(of: outcome, redact)
  }

  /// Each cause once, where it came first.
  private static func failures(of outcome: Outcome, _ redact: (String) -> String) -> [FailureRecord]
  {
    let open = Set(outcome.openDiagnoses.map { Fingerprint($0.failure) })
    var seen: Set<Fingerprint> = []
    return outcome.attempts.flatMap { attempt in
      attempt.diagnoses.compactMap { diagnosis in
        let fingerprint = Fingerprint(diagnosis.failure)
        guard seen.insert(fingerprint).inserted else { return nil }
        return FailureRecord(
          fingerprint: fingerprint.description, attempt: attempt.number,
          node: diagnosis.failure.node?.name, category: diagnosis.category,
          rule: diagnosis.findings.first?.rule, summary: summary(of: diagnosis.failure, redact),
          isOpen: open.contains(fingerprint))
      }
    }
  }

  private static func summary(of failure: Failure, _ redact: (String) -> String) -> String {
    let line = FailureSignature.line(of: failure).drop { $0 == " " }
    return redact(String(line)).cut(to: 300)
  }

  private static func fixes(of outcome: Outcome, _ redact: (String) -> String) -> [FixRecord] {
    let candidates = outcome.attempts.flatMap(\.diagnoses).flatMap(\.candidates)
    func record(_ fix: AppliedFix, _ verdict: FixRecord.Verdict, _ reason: String?) -> FixRecord {
      FixRecord(
        attempt: fix.attempt, rule: fix.rule, title: redact(fix.title).cut(to: 200),
        titleTemplate: fix.titleTemplate?.cut(to: 300),
        category: fix.category, confidence: fix.confidence,
        risk: candidates.first { $0.rule == fix.rule && $0.title == fix.title }?.risk.rawValue,
        nodes: fix.nodes, files: fix.files.map(\.path), verdict: verdict,
        reason: reason.map { redact($0).cut(to: 200) }, approvedBy: fix.approvedBy)
    }
    let putBack = outcome.putBack.map { item in
      let isWithdrawn = item.isWithdrawn
      return record(item.fix, isWithdrawn ? .withdrawn : .rolledBack, item.reason)
    }
    let kept = outcome.fixes.map { record($0, .verified, nil) }
    let applied = (putBack + kept).sorted { $0.attempt < $1.attempt }
    // A fix that was tried and put back is kept as a proposal too; it has its verdict already.
    let observed = outcome.wouldApply.map { record($0, .proposed, "it would have been applied") }
    let waiting = (observed + outcome.proposed.map { record($0, .proposed, nil) }).filter { fix in
      !applied.contains { $0.rule == fix.rule && $0.title == fix.title }
    }
    return applied + waiting
      + outcome.refused.compactMap { refusal in
        let title = redact(refusal.title).cut(to: 200)
        guard !waiting.contains(where: { $0.rule == refusal.rule && $0.title == title }) else {
          return nil
        }
        return FixRecord(
          attempt: outcome.attempts.count, rule: refusal.rule, title: title, verdict: .refused,
          reason: redact(refusal.reason).cut(to: 200))
      }
  }
}

extension RunRecord.Status {
  init(_ status: Outcome.Status) {
    self =
      switch status {
      case .green: .green
      case .healed: .healed
      case .notHealed: .notHealed
      case .waiting: .waiting
      case .interrupted: .interrupted
      case .observed: .observed
      }
  }
}

extension String {
  /// The first characters, on one line.
  func cut(to count: Int) -> String {
    let line = split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count <= count ? line : line.prefix(count - 1) + "…"
  }
}
