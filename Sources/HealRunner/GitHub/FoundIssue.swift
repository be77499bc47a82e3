import HealLanguage

/// An issue of heal's on GitHub, as far as heal must know it.
struct FoundIssue: Hashable, Sendable {
  var reference: IssueReference
  var isOpen: Bool
  /// ISO 8601; nil while it is open.
  var closed: String?
  /// In lower case.
  var labels: Set<String>
  var marker: IssueMarker

  /// nil for a pull request and an issue that is not heal's.
  init?(_ json: JSON) {
    guard let number = json["number"]?.whole,
      let marker = json["marker"]?.string.flatMap(IssueMarker.init)
    else { return nil }
    reference = IssueReference(number: number, url: json["html_url"]?.string ?? "")
    isOpen = json["state"]?.string == "open"
    closed = json["closed_at"]?.string
    labels = Set((json["labels"]?.items ?? []).compactMap { $0.string?.lowercased() })
    self.marker = marker
  }

  /// A jq expression for a list of issues: bodies stay away, they can be long.
  static let filter = """
    [.[] | {number, html_url, state, closed_at, labels: [.labels[].name], \
    marker: (if .pull_request then null else \(IssueMarker.filter) end)}]
    """

  /// Whether the issue is of the letter's cause, and open or closed not longer ago.
  func isOf(_ letter: IssueLetter, closedSince: String) -> Bool {
    guard !marker.fingerprints.isDisjoint(with: letter.fingerprints) else { return false }
    return isOpen || marker.run == letter.run || (closed.map { $0 >= closedSince } ?? false)
  }

  /// Open before closed, then the one that shares more of the cause, then the older one.
  func isBetter(than other: FoundIssue, for letter: IssueLetter) -> Bool {
    if isOpen != other.isOpen { return isOpen }
    let (own, others) = (marker.fingerprints, other.marker.fingerprints)
    let shared = own.intersection(letter.fingerprints).count
    let otherShared = others.intersection(letter.fingerprints).count
    return shared != otherShared
      ? shared > otherShared : reference.number < other.reference.number
  }
}
