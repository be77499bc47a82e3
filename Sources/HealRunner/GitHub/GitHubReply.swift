import HealLanguage

/// What `gh api --include` prints: a status line, headers, an empty line and the body.
struct GitHubReply: Sendable {
  var status: Int
  /// Names in lower case.
  var headers: [String: String] = [:]
  /// nil when it is empty or no JSON.
  var body: JSON?

  /// nil for what is no answer of a server.
  init?(parsing bytes: [UInt8]) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
    let first = Self.text(lines.popFirst() ?? [])
    let words = first.split(separator: " ")
    guard first.hasPrefix("HTTP/"), words.count > 1, let status = Int(words[1]) else { return nil }
    self.status = status
    while let line = lines.popFirst().map(Self.text), !line.isEmpty {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      headers[line[..<colon].lowercased()] = String(value)
    }
    let rest = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    body = JSON(parsing: String(decoding: rest, as: UTF8.self))
  }

  var isSuccess: Bool { (200..<300).contains(status) }

  /// GitHub's own words, on one line, with what it says of single fields.
  var message: String {
    let fields = body?["errors"]?.items.compactMap { error in
      error["message"]?.string ?? error["code"]?.string ?? error.string
    }
    let parts = [body?["message"]?.string ?? "no message"] + (fields ?? [])
    return parts.joined(separator: "; ").split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// Whether a 403 is a limit and no lack of rights.
  var isLimited: Bool {
    headers["retry-after"] != nil || headers["x-ratelimit-remaining"] == "0"
      || message.lowercased().contains("rate limit")
  }

  /// Until GitHub listens again; nil where it does not say.
  var secondsToWait: Double? {
    if let after = number("retry-after") { return max(0, after) }
    guard headers["x-ratelimit-remaining"] == "0" else { return nil }
    return number("x-ratelimit-reset").map { max(0, $0 - Timestamp.now.seconds) }
  }

  /// nil where the header is no number that can be counted with.
  private func number(_ header: String) -> Double? {
    headers[header].flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil }
  }

  private static func text(_ line: ArraySlice<UInt8>) -> String {
    let end = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    return String(decoding: end, as: UTF8.self)
  }
}

extension JSON {
  var string: String? { if case .text(let text) = self { text } else { nil } }
  var whole: Int? { if case .int(let number) = self { number } else { nil } }
  var items: [JSON] { if case .list(let items) = self { items } else { [] } }
}
