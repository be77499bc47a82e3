import HealEngine

/// What a run says on GitHub. Everything of dbt's and of the project's is redacted first, then put into
/// code, where it can neither break out nor mention anyone.
struct IssueText {
  let run: RunFacts
  let redact: (String) -> String

  /// GitHub's limits, in characters.
  static let titleLimit = 256
  static let bodyLimit = 65_536

  /// The opening of an issue.
  ///
  /// - Parameter diagnoses: the root cause first.
  /// - Returns: a letter without an issue and without an end.
  func letter(_ diagnoses: [Diagnosis]) -> IssueLetter {
    let fingerprints = diagnoses.map { Fingerprint($0.failure).description }.firstOfEach
    let marker = IssueMarker(run: run.run.description, fingerprints: Set(fingerprints))
    return IssueLetter(
      run: run.run.description, mark: run.folder.mark(ofLetter: run.run),
      started: run.started.seconds, fingerprints: fingerprints,
      title: title(diagnoses), body: opening(diagnoses, marker), again: again(diagnoses))
  }

  private func title(_ diagnoses: [Diagnosis]) -> String {
    let summary = diagnoses.first.map(summary) ?? "dbt failed"
    let others = diagnoses.count > 1 ? " (and \(diagnoses.count - 1) more)" : ""
    let room = Self.titleLimit - others.utf16.count
    return Markdown.cut("Pipeline Failure: " + Markdown.inert(summary), room) + others
  }

  /// The node and its complaint, on one line.
  private func summary(_ diagnosis: Diagnosis) -> String {
    let complaint = redact(diagnosis.failure.message)
      .split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }
      .first { !$0.isEmpty && !$0.contains(" Error in ") && !$0.hasPrefix("Failure in ") }
    let text = complaint.map(String.init) ?? "dbt failed"
    return diagnosis.failure.node.map { "\(redact($0.name)): \(text)" } ?? text
  }

  private func opening(_ diagnoses: [Diagnosis], _ marker: IssueMarker) -> String {
    fitting(marker) { limit in
      ["**Status:** *Auto-healing in progress*", facts] + described(diagnoses, limit)
    }
  }

  private func again(_ diagnoses: [Diagnosis]) -> String {
    fitting(IssueMarker(run: run.run.description, said: "again")) { limit in
      ["**It failed again.** *Auto-healing in progress*", facts] + described(diagnoses, limit)
    }
  }

  private var facts: String {
    """
    - **Run:** \(run.page ?? "`\(run.run)`, not in GitHub Actions")
    - **Time:** \(run.started.iso8601)
    - **Command:** \(code(run.command.joined(separator: " ")))
    """
  }

  /// At most ten failures, each with what dbt said and the rule that knows it.
  func described(_ diagnoses: [Diagnosis], _ limit: Int) -> [String] {
    let shown = diagnoses.prefix(10).flatMap { diagnosis in
      [
        "### \(heading(diagnosis))",
        Markdown.fenced(redact(diagnosis.failure.message), limit: limit),
      ]
    }
    let left = diagnoses.count - 10
    return shown + (left > 0 ? ["… and \(left) more."] : [])
  }

  private func heading(_ diagnosis: Diagnosis) -> String {
    let place = diagnosis.failure.node.map { code($0.name) } ?? "Before any node ran"
    guard let finding = diagnosis.findings.first else { return "\(place): no rule knows it" }
    return "\(place): \(code(finding.category)), rule \(code(finding.rule))"
  }

  func code(_ text: String) -> String { Markdown.code(redact(text)) }

  /// Paragraphs and the marker at the end, with ever shorter quotations until GitHub takes it.
  ///
  /// - Parameters:
  ///   - marker: stands last and is never cut.
  ///   - paragraphs: for a limit on each quotation, in characters.
  /// - Returns: Markdown within GitHub's limit.
  func fitting(_ marker: IssueMarker, _ paragraphs: (Int) -> [String]) -> String {
    let end = "\n\n" + marker.text
    let room = Self.bodyLimit - end.utf16.count
    for limit in [20_000, 5_000, 1_000, 200] {
      let text = paragraphs(limit).joined(separator: "\n\n")
      if text.utf16.count <= room { return text + end }
    }
    return Markdown.cut(paragraphs(200).joined(separator: "\n\n"), room) + end
  }
}

extension RunFacts {
  /// The address of the run in GitHub Actions; nil elsewhere.
  var page: String? {
    guard environment["GITHUB_ACTIONS"] == "true",
      let server = environment["GITHUB_SERVER_URL"], let id = environment["GITHUB_RUN_ID"],
      let repository = environment["GITHUB_REPOSITORY"]
    else { return nil }
    return "\(server)/\(repository)/actions/runs/\(id)"
  }
}

extension Sequence<String> {
  /// Each text once, where it first stands.
  fileprivate var firstOfEach: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
