/// An issue on GitHub.
package struct IssueReference: Codable, Hashable, Sendable {
  package var number: Int
  package var url: String

  package init(number: Int, url: String) {
    self.number = number
    self.url = url
  }
}
