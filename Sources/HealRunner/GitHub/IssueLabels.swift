import HealLanguage

/// The labels that issues get: made where they are missing and may be made.
struct IssueLabels {
  private let github: GitHub
  /// Names in lower case, as GitHub compares them; nil until they were asked for.
  private var known: Set<String>?
  /// Labels that could not be made, and why.
  private(set) var leftOut: [String: GitHubTrouble] = [:]

  init(_ github: GitHub) { self.github = github }

  /// Makes what is missing, each label once.
  ///
  /// - Returns: those that can be used.
  /// - Throws: what is wrong with more than the labels.
  mutating func ensure(_ names: [String]) throws(GitHubTrouble) -> [String] {
    var usable: [String] = []
    for name in names {
      var isThere = try exists(name)
      if !isThere { isThere = try make(name) }
      if isThere { usable.append(name) }
    }
    return usable
  }

  private mutating func exists(_ name: String) throws(GitHubTrouble) -> Bool {
    if known == nil { known = try list() }
    return known?.contains(name.lowercased()) ?? false
  }

  private func list() throws(GitHubTrouble) -> Set<String> {
    var names: Set<String> = []
    for page in 1...10 {
      let answer = try github.call(
        .get("labels", [("per_page", "100"), ("page", "\(page)")], filter: "[.[].name]"))
      names.formUnion(answer.items.compactMap { $0.string?.lowercased() })
      if answer.items.count < 100 { break }
    }
    return names
  }

  private mutating func make(_ name: String) throws(GitHubTrouble) -> Bool {
    guard leftOut[name] == nil else { return false }
    do {
      try github.call(.post("labels", description(of: name)))
    } catch {
      // 422 says that it exists, made by someone else meanwhile, or that its name is no good.
      if case .refused(status: 422, let message) = error, message.contains("already_exists") {
        known?.insert(name.lowercased())
        return true
      }
      guard error.isForbidden || error.isOfOneMessage else { throw error }
      leftOut[name] = error
      return false
    }
    known?.insert(name.lowercased())
    return true
  }

  private func description(of name: String) -> JSON {
    let known = [
      "auto-healing": ("1d76db", "heal is working on it"),
      "pipeline-failure": ("b60205", "A dbt run failed"),
      "needs-triage": ("fbca04", "heal could not heal it; a person is needed"),
    ]
    let (color, words) = known[name] ?? ("ededed", "Set by heal")
    return .object([
      ("name", .text(name)), ("color", .text(color)), ("description", .text(words)),
    ])
  }
}
