import HealLanguage
import HealProject

/// GitHub's REST interface, through `gh api`: who is logged in where is gh's own business.
struct GitHub {
  var runner: CommandRunner
  var program: String
  /// The variables that gh sees.
  var environment: [String: String]
  /// The project: gh reads the repository from its git remotes.
  var folder: String
  /// For one call, in seconds.
  var timeout: Double
  /// Takes out what must not leave the machine: every title and body passes here, whoever made it.
  var redact: (String) -> String
  /// How often a call is made that fails for a passing reason.
  var tries = 3
  /// Waits so many seconds, or until heal is interrupted.
  var sleep: (Double) -> Void

  /// Makes a call, and again when it fails for a passing reason.
  ///
  /// - Parameters:
  ///   - request: what is asked.
  ///   - alreadyDone: the answer, if GitHub has done what it was asked and could not say so; asked before
  ///     a call is repeated that may have had its effect.
  /// - Returns: null for an empty answer.
  /// - Throws: the trouble that is left after the last try.
  @discardableResult
  func call(
    _ request: GitHubRequest,
    unless alreadyDone: () throws(GitHubTrouble) -> JSON? = { () throws(GitHubTrouble) in nil }
  ) throws(GitHubTrouble) -> JSON {
    var tried = 0
    while true {
      do {
        return try once(request)
      } catch {
        tried += 1
        guard let pause = pause(after: error, tried: tried) else { throw error }
        sleep(pause)
        if error.mayHaveHappened, let answer = try alreadyDone() { return answer }
      }
    }
  }

  /// nil when it is not worth another try.
  private func pause(after trouble: GitHubTrouble, tried: Int) -> Double? {
    guard trouble.isPassing, tried < tries else { return nil }
    switch trouble {
    case .limited(let seconds):
      let seconds = seconds ?? Self.longestWait
      return seconds <= Self.longestWait ? seconds : nil
    case .timedOut: return tried < 2 ? 1 : nil
    default: return tried == 1 ? 1 : 3
    }
  }

  private func once(_ request: GitHubRequest) throws(GitHubTrouble) -> JSON {
    guard runner.interruption.signal == nil else { throw .interrupted }
    let result: CommandResult
    do {
      result = try runner.run(command(request))
    } catch {
      if case .commandNotFound = error { throw .notInstalled(program) }
      throw .cut(error.description)
    }
    if result.ranOutOfTime { throw .timedOut(timeout) }
    if runner.interruption.signal != nil, !result.isSuccess { throw .interrupted }
    guard let reply = GitHubReply(parsing: result.standardOutput) else {
      throw Self.trouble(of: result)
    }
    guard reply.isSuccess else { throw GitHubTrouble(reply) }
    return reply.body ?? .null
  }

  private func command(_ request: GitHubRequest) -> Command {
    var words = [program, "api", "--include", "--method", request.method]
    words += ["--header", "Accept: application/vnd.github+json"]
    if let host { words += ["--hostname", host] }
    if let filter = request.filter { words += ["--jq", filter] }
    if request.body != nil { words += ["--input", "-"] }
    // What a person has set for their own terminal must not colour or page what heal reads.
    let plain = ["GH_FORCE_TTY": "", "CLICOLOR_FORCE": "0", "NO_COLOR": "1", "GH_DEBUG": ""]
    return Command(
      words + [request.address(in: repository)],
      environment: environment.merging(plain) { $1 }, folder: folder,
      input: request.body.map { Array(clean($0).rendered().utf8) } ?? [], timeLimit: timeout)
  }

  /// What people read of a request; names of labels and branches are as they are.
  private func clean(_ body: JSON) -> JSON {
    guard case .object(let members) = body else { return body }
    return .object(
      members.map { name, value in
        (name, ["body", "title"].contains(name) ? value.redacted(by: redact) : value)
      })
  }

  /// As gh resolves it; where it would not, the one that GitHub Actions names.
  private var repository: String {
    let named = environment["GITHUB_REPOSITORY"] ?? ""
    guard environment["GH_REPO"].isNoText, named.contains("/") else { return "{owner}/{repo}" }
    return named
  }

  /// nil where gh itself knows best. `gh api` does not take it from GH_REPO or from the remote.
  private var host: String? {
    guard environment["GH_HOST"].isNoText else { return nil }
    let parts = (environment["GH_REPO"] ?? "").split(separator: "/")
    if parts.count == 3 { return String(parts[0]) }
    let server = (environment["GITHUB_SERVER_URL"] ?? "").split(separator: "/")
    guard server.count == 2, server[1] != "github.com" else { return nil }
    return String(server[1])
  }

  /// Why gh ended without an answer of GitHub.
  private static func trouble(of result: CommandResult) -> GitHubTrouble {
    let text = String(decoding: result.standardError, as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline)
    if result.exit == .code(4) || text.contains("gh auth login") { return .notLoggedIn }
    if text.contains("unable to expand placeholder") {
      return .noRepository(String(lines.first ?? ""))
    }
    return .cut(lines.first.map(String.init) ?? "gh ended without a word")
  }

  /// In seconds; when GitHub asks for more, it is told another time.
  private static let longestWait = 30.0
}

extension String? {
  fileprivate var isNoText: Bool { self?.isEmpty ?? true }
}
