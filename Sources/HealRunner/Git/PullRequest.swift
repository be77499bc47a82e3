import HealLanguage

/// The pull request for one cause.
struct PullRequest {
  var title: String
  var body: String
  var head: String
  var base: String

  /// Opens it; where there is one for the branch, that one is renewed: GitHub allows no second.
  ///
  /// - Returns: its address.
  func submit(through gitHub: GitHub) throws(GitHubTrouble) -> String? {
    do {
      let made = try gitHub.call(
        .post(
          "pulls",
          .object([
            ("title", .text(title)), ("body", .text(body)), ("head", .text(head)),
            ("base", .text(base)),
          ])))
      return made["html_url"]?.string
    } catch {
      guard case .refused(status: 422, let reason) = error, let owner = Self.owner(in: reason)
      else { throw error }
      return try renew("\(owner):\(head)", gitHub)
    }
  }

  private func renew(_ head: String, _ gitHub: GitHub) throws(GitHubTrouble) -> String? {
    let open = try gitHub.call(
      .get("pulls", [("state", "open"), ("head", head), ("per_page", "1")]))
    guard let number = open.items.first?["number"]?.whole else {
      throw .refused(status: 422, "GitHub has a pull request for `\(head)` and does not show it")
    }
    let renewed = try gitHub.call(
      .patch("pulls/\(number)", .object([("title", .text(title)), ("body", .text(body))])))
    return renewed["html_url"]?.string
  }

  /// `A pull request already exists for OWNER:BRANCH.`; nil for another reason.
  private static func owner(in reason: String) -> String? {
    let sign = "already exists for "
    guard reason.contains(sign), let word = reason.split(separator: sign, maxSplits: 1).last
    else { return nil }
    let owner = word.prefix { $0 != ":" && $0 != " " }
    return word.dropFirst(owner.count).first == ":" ? String(owner) : nil
  }
}
