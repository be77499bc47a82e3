/// The hidden line by which heal knows its own issues and comments, from any machine and without labels.
struct IssueMarker: Hashable, Sendable {
  var run: String
  var fingerprints: Set<String> = []
  /// What a comment says: `again`, `ended`; nil in the body of an issue.
  var said: String?

  var text: String {
    // The fingerprints of a run with very many failures must not push out what people read.
    let names = fingerprints.sorted().prefix(200).joined(separator: ",")
    let cause = fingerprints.isEmpty ? "" : " fingerprint=\(names)"
    return "<!-- heal:\(cause) run=\(run)\(said.map { " said=\($0)" } ?? "") -->"
  }

  init(run: String, fingerprints: Set<String> = [], said: String? = nil) {
    self.run = run
    self.fingerprints = fingerprints
    self.said = said
  }

  /// nil for what is no marker.
  init?(_ text: String) {
    guard text.hasPrefix("<!-- heal:"), text.hasSuffix("-->") else { return nil }
    var values: [Substring: Substring] = [:]
    for word in text.split(separator: " ") {
      guard let sign = word.firstIndex(of: "=") else { continue }
      values[word[..<sign]] = word[word.index(after: sign)...]
    }
    guard let run = values["run"] else { return nil }
    self.run = String(run)
    said = values["said"].map(String.init)
    fingerprints = Set((values["fingerprint"] ?? "").split(separator: ",").map(String.init))
  }

  /// A jq expression: the last marker of a body. Nothing before it can pass for it: heal writes it last.
  static let filter = #"((.body // "") | [scan("<!-- heal:[^>]*-->")] | last)"#
}
