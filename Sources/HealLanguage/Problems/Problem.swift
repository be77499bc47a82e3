/// Something wrong in a rule file. Built only in the catalogue, rendered only by the renderers.
package struct Problem: Hashable, Sendable {
  package var code: Code
  package var severity: Severity
  /// Names the thing in backticks, starts lower-case, no final period, at most 72 columns.
  package var title: String
  /// The first says where, the others why.
  package var labels: [Label]
  package var notes: [String]
  /// One imperative sentence.
  package var help: String?
  /// Ways to put it right, the best first. The catalogue proposes them; `lint` keeps
  /// those that it has tried.
  package var remedies: [Remedy]

  package init(
    _ code: Code, _ severity: Severity, _ title: String, labels: [Label], notes: [String] = [],
    help: String? = nil, remedies: [Remedy] = []
  ) {
    self.code = code
    self.severity = severity
    self.title = title
    self.labels = labels
    self.notes = notes
    self.help = help
    self.remedies = remedies
  }

  package enum Severity: String, Hashable, Sendable { case error, warning, note }

  package struct Label: Hashable, Sendable {
    package var location: Location
    package var text: String

    package init(_ location: Location, _ text: String) {
      self.location = location
      self.text = text
    }
  }
}
