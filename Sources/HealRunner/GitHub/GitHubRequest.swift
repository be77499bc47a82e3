import HealLanguage

/// One call of GitHub's REST interface.
struct GitHubRequest: Sendable {
  var method = "GET"
  /// Below the repository: `issues/12/comments`.
  var path: String
  var query: [(name: String, value: String)] = []
  var body: JSON?
  /// A jq expression that gh applies to the answer; nil for all of it.
  var filter: String?

  static func get(
    _ path: String, _ query: [(name: String, value: String)] = [], filter: String? = nil
  ) -> GitHubRequest {
    GitHubRequest(path: path, query: query, filter: filter)
  }

  static func post(_ path: String, _ body: JSON) -> GitHubRequest {
    GitHubRequest(method: "POST", path: path, body: body)
  }

  static func patch(_ path: String, _ body: JSON) -> GitHubRequest {
    GitHubRequest(method: "PATCH", path: path, body: body)
  }

  static func delete(_ path: String) -> GitHubRequest {
    GitHubRequest(method: "DELETE", path: path)
  }

  /// What follows the host.
  func address(in repository: String) -> String {
    let pairs = query.map { "\($0.name)=\(Self.encoded($0.value))" }
    let question = pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
    return "repos/\(repository)/\(path)\(question)"
  }

  /// Text as one part of an address: all but letters, digits and `-._~` as `%XX`.
  static func encoded(_ text: String) -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
    return text.utf8.map { byte in
      if plain.contains(byte) { return String(UnicodeScalar(byte)) }
      return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}
