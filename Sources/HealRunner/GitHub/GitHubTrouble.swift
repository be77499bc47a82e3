/// Why GitHub could not be told or asked something.
enum GitHubTrouble: Error, Hashable, Sendable {
  case notInstalled(String)
  case notLoggedIn
  /// gh does not know which repository: no remote of git's leads to GitHub.
  case noRepository(String)
  /// An answer that asking again does not change: 401, 403, 404, 410, 422.
  case refused(status: Int, String)
  /// Too many requests; in seconds, nil where GitHub does not say for how long.
  case limited(after: Double?)
  case unavailable(status: Int)
  /// In seconds.
  case timedOut(Double)
  /// No answer: no network, a cut connection. In gh's words.
  case cut(String)
  /// heal was asked to stop.
  case interrupted
}

extension GitHubTrouble {
  /// Whether asking again may help.
  var isPassing: Bool {
    switch self {
    case .limited, .unavailable, .timedOut, .cut: true
    case .notInstalled, .notLoggedIn, .noRepository, .refused, .interrupted: false
    }
  }

  /// Whether GitHub may have done what it was asked although it did not say so.
  var mayHaveHappened: Bool {
    switch self {
    case .unavailable, .timedOut, .cut, .interrupted: true
    case .notInstalled, .notLoggedIn, .noRepository, .refused, .limited: false
    }
  }

  /// Whether it lies in what was said, so that something else may well be said.
  var isOfOneMessage: Bool {
    if case .refused(status: 422, _) = self { true } else { false }
  }

  /// Whether GitHub does not let heal do this, or does not know what it is about.
  var isForbidden: Bool {
    if case .refused(let status, _) = self { [403, 404].contains(status) } else { false }
  }

  init(_ reply: GitHubReply) {
    let wait = reply.secondsToWait
    switch reply.status {
    case 429: self = .limited(after: wait)
    case 403 where reply.isLimited: self = .limited(after: wait)
    case 500...: self = .unavailable(status: reply.status)
    default: self = .refused(status: reply.status, reply.message)
    }
  }
}

extension GitHubTrouble: CustomStringConvertible {
  /// One clause, lower-case at its start, without a final period.
  var description: String {
    switch self {
    case .notInstalled(let program):
      "cannot find `\(program)`: install GitHub's command line, https://cli.github.com"
    case .notLoggedIn: "gh is not logged in: set GH_TOKEN, or run `gh auth login`"
    case .noRepository(let reason):
      "gh cannot tell the repository (\(reason)): set GH_REPO to OWNER/NAME"
    case .refused(status: 401, let message):
      "GitHub does not accept the token (401, \(message)): check GH_TOKEN, or `gh auth status`"
    case .refused(status: 403, let message):
      "GitHub forbids it (403, \(message)): the token needs `issues: write`"
    case .refused(status: 404, let message):
      "GitHub knows no such repository, or the token may not see it (404, \(message))"
    case .refused(let status, let message): "GitHub refused it (\(status), \(message))"
    case .limited(let seconds?):
      "GitHub asks to wait \(Int(min(seconds, 1e9).rounded(.up))) s (rate limit)"
    case .limited(nil): "GitHub's rate limit is reached"
    case .unavailable(let status): "GitHub is out of order (\(status))"
    case .timedOut(let seconds): "GitHub did not answer within \(seconds) s"
    case .cut(let reason): "GitHub cannot be reached (\(reason))"
    case .interrupted: "heal was interrupted"
    }
  }
}
