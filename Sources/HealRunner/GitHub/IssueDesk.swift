import HealLanguage

/// Says letters on GitHub: finds or opens the issue of a cause, comments, closes, relabels.
///
/// Each step looks first whether it has been done, wherever an earlier try may have done it unnoticed.
struct IssueDesk {
  private let github: GitHub
  private let settings: IssueSettings
  private var labels: IssueLabels
  /// Sentences for the report: labels that were left out.
  private(set) var remarks: [String] = []
  /// Labels that could not be made.
  var missingLabels: [String] { labels.leftOut.keys.sorted() }

  init(_ github: GitHub, settings: IssueSettings) {
    self.github = github
    self.settings = settings
    labels = IssueLabels(github)
  }

  /// Says what is left of a letter; whatever was said is noted in it.
  ///
  /// - Parameters:
  ///   - letter: what is to be said.
  ///   - keep: called after each step that must not be repeated.
  /// - Throws: why the rest could not be said.
  mutating func say(
    _ letter: inout IssueLetter, keep: (IssueLetter) -> Void
  ) throws(GitHubTrouble) {
    if letter.issue == nil {
      letter.issue = try open(letter)
      keep(letter)
    }
    guard let issue = letter.issue, var ending = letter.ending else { return }
    if !ending.isCommented {
      let marker = IssueMarker(run: letter.run, said: "ended")
      try comment(ending.comment, marker, on: issue, for: letter)
      ending.isCommented = true
      letter.ending = ending
      keep(letter)
    }
    switch ending.action {
    case .close: try set("closed", [("state_reason", .text("completed"))], on: issue)
    case .triage: try passToPerson(issue)
    case .leaveOpen: break
    }
  }

  /// The issue of the letter's cause: the one that is there, commented on, or a new one.
  private mutating func open(_ letter: IssueLetter) throws(GitHubTrouble) -> IssueReference {
    guard let found = try find(letter) else { return try create(letter) }
    let issue = found.reference
    if found.marker.run == letter.run { return issue }
    if !found.isOpen { try set("open", [], on: issue) }
    try comment(letter.again, IssueMarker(run: letter.run, said: "again"), on: issue, for: letter)
    if !found.labels.contains(settings.healingLabel.lowercased()),
      settings.labels.contains(settings.healingLabel)
    {
      try attach([settings.healingLabel], to: issue)
    }
    return issue
  }

  private mutating func create(_ letter: IssueLetter) throws(GitHubTrouble) -> IssueReference {
    let usable = try labels.ensure(settings.labels)
    noteLabelsLeftOut()
    let request = GitHubRequest.post(
      "issues",
      .object([
        ("title", .text(letter.title)), ("body", .text(letter.body)),
        ("labels", .list(usable.map(JSON.text))),
      ]))
    var made: IssueReference?
    let answer = try github.call(request) { () throws(GitHubTrouble) in
      let found = try find(letter)
      guard let found, found.marker.run == letter.run else { return nil }
      made = found.reference
      return .null
    }
    if let made { return made }
    guard let number = answer["number"]?.whole else { throw .cut("the answer names no issue") }
    return IssueReference(number: number, url: answer["html_url"]?.string ?? "")
  }
}

// MARK: Finding

extension IssueDesk {
  /// The best issue of the letter's cause; nil where there is none, or it was closed too long ago.
  private func find(_ letter: IssueLetter) throws(GitHubTrouble) -> FoundIssue? {
    let lasting = settings.labels.filter { $0 != settings.healingLabel }
    let labelled = lasting.isEmpty ? nil : try search(letter, labels: lasting, pages: 10)
    if let labelled, labelled.isOpen { return labelled }
    // Labels may have been forbidden, or changed by a person.
    let any = try search(letter, labels: [], pages: 3)
    return any?.isOpen == true ? any : labelled ?? any
  }

  /// Looks through the issues that changed last, a hundred a page.
  private func search(
    _ letter: IssueLetter, labels: [String], pages: Int
  ) throws(GitHubTrouble) -> FoundIssue? {
    let days = settings.reopenWithinDays
    let since = Timestamp(seconds: Timestamp.now.seconds - Double(days) * 86_400).iso8601
    var best: FoundIssue?
    for page in 1...pages {
      var query = [("state", days > 0 ? "all" : "open"), ("sort", "updated"), ("per_page", "100")]
      query += labels.isEmpty ? [] : [("labels", labels.joined(separator: ","))]
      query.append(("page", "\(page)"))
      let items = try github.call(.get("issues", query, filter: FoundIssue.filter)).items
      let found = items.compactMap(FoundIssue.init).filter { $0.isOf(letter, closedSince: since) }
      for issue in found where best.map({ issue.isBetter(than: $0, for: letter) }) ?? true {
        best = issue
      }
      if items.count < 100 || best?.isOpen == true { break }
    }
    return best
  }
}

// MARK: Saying

extension IssueDesk {
  /// Comments once, however often it is tried.
  private func comment(
    _ text: String, _ marker: IssueMarker, on issue: IssueReference, for letter: IssueLetter
  ) throws(GitHubTrouble) {
    if letter.tries > 1, try isSaid(marker, on: issue, since: letter.started) { return }
    let request = GitHubRequest.post(
      "issues/\(issue.number)/comments", .object([("body", .text(text))]))
    try github.call(request) { () throws(GitHubTrouble) in
      try isSaid(marker, on: issue, since: letter.started) ? .null : nil
    }
  }

  private func isSaid(
    _ marker: IssueMarker, on issue: IssueReference, since start: Double
  ) throws(GitHubTrouble) -> Bool {
    // An hour for clocks that differ.
    let since = Timestamp(seconds: start - 3600).iso8601
    for page in 1...3 {
      let query = [("since", since), ("per_page", "100"), ("page", "\(page)")]
      let markers = try github.call(
        .get("issues/\(issue.number)/comments", query, filter: "[.[] | \(IssueMarker.filter)]"))
      let said = markers.items.compactMap { $0.string.flatMap(IssueMarker.init) }
      if said.contains(where: { $0.run == marker.run && $0.said == marker.said }) { return true }
      if markers.items.count < 100 { break }
    }
    return false
  }

  private func set(
    _ state: String, _ more: [(String, JSON)], on issue: IssueReference
  ) throws(GitHubTrouble) {
    try github.call(
      .patch("issues/\(issue.number)", .object([("state", .text(state))] + more)))
  }

  private mutating func passToPerson(_ issue: IssueReference) throws(GitHubTrouble) {
    try attach([settings.triageLabel], to: issue)
    let label = GitHubRequest.encoded(settings.healingLabel)
    do {
      try github.call(.delete("issues/\(issue.number)/labels/\(label)"))
    } catch {
      // 404: it is not there, which is all that is wanted. 403: that is the team's choice.
      guard error.isForbidden else { throw error }
    }
  }

  /// Adds labels; where that is forbidden, a remark is all.
  private mutating func attach(
    _ names: [String], to issue: IssueReference
  ) throws(GitHubTrouble) {
    let usable = try labels.ensure(names)
    noteLabelsLeftOut()
    guard !usable.isEmpty else { return }
    do {
      try github.call(
        .post(
          "issues/\(issue.number)/labels", .object([("labels", .list(usable.map(JSON.text)))])))
    } catch {
      guard error.isForbidden else { throw error }
      remark("issue #\(issue.number) is without \(usable.joined(separator: ", ")): \(error)")
    }
  }

  private mutating func noteLabelsLeftOut() {
    for (name, trouble) in labels.leftOut.sorted(by: { $0.key < $1.key }) {
      remark("the label `\(name)` does not exist and could not be created: \(trouble)")
    }
  }

  private mutating func remark(_ text: String) {
    if !remarks.contains(text) { remarks.append(text) }
  }
}
