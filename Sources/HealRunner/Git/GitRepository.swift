/// The git repository that a dbt project lies in, asked through the real `git`.
struct GitRepository: Sendable {
  /// The top folder of the working tree; absolute.
  var root: String
  /// Where git keeps what belongs to this working tree alone: its index, an unfinished merge. Absolute.
  private(set) var gitFolder = ""
  /// The project's folder as seen from the top: empty, or with a slash at its end.
  private(set) var prefix = ""
  private let runner: CommandRunner
  private let environment: [String: String]

  /// Finds the repository of a folder.
  ///
  /// - Parameters:
  ///   - folder: the project's.
  ///   - runner: runs git.
  ///   - environment: heal's own variables.
  /// - Throws: ``GitTrouble`` when there is no git or no repository, or git does not trust it.
  init(
    of folder: String, runner: CommandRunner, environment: [String: String]
  ) throws(GitTrouble) {
    self.runner = runner
    self.environment = environment
    root = folder
    let unknown = self
    let answer = try unknown.read([
      "rev-parse", "--show-toplevel", "--absolute-git-dir", "--show-prefix",
    ])
    let lines = answer.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count >= 3 else { throw GitTrouble("git does not tell where its repository is") }
    root = lines[0]
    gitFolder = lines[1]
    prefix = lines[2]
  }

  /// A path of the project as seen from the top of the repository.
  func path(ofProject path: String) -> String { prefix + path }

  /// All of the project, for git to look at.
  var wholeProject: String { prefix.isEmpty ? ":(top)" : Self.exactly(String(prefix.dropLast())) }

  /// Paths of the project out of those seen from the top; others are left out.
  func projectPaths(_ paths: [String]) -> [String] {
    paths.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
  }

  /// The same repository seen from another of its working trees.
  func at(_ worktree: String) -> GitRepository {
    var other = self
    other.root = worktree
    return other
  }
}

extension GitRepository {
  /// Asks git something; nothing is written, not even the index.
  func read(_ words: [String]) throws(GitTrouble) -> String {
    String(decoding: try readBytes(words), as: UTF8.self)
  }

  func readBytes(
    _ words: [String], timeLimit: Double = readingLimit
  ) throws(GitTrouble) -> [UInt8] {
    let result = try start(
      ["-c", "core.quotePath=false"] + Self.plain(words),
      ["LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"],
      timeLimit: timeLimit)
    guard result.isSuccess else { throw GitTrouble(result, of: "git \(words[0])") }
    return result.standardOutput
  }

  /// Differences are of the files themselves: what the repository names to convert or to show them is not started.
  private static func plain(_ words: [String]) -> [String] {
    guard let command = words.first, ["diff", "log", "show"].contains(command) else { return words }
    return [command, "--no-ext-diff", "--no-textconv"] + words.dropFirst()
  }

  /// The first line of an answer; nil when git has none.
  func line(_ words: [String]) -> String? {
    let answer = try? read(words)
    return answer?.split(separator: "\n").first.map(String.init)
  }

  /// The lines of an answer; none where git has none.
  func lines(_ words: [String]) -> [String] { history(words) ?? [] }

  /// The lines of an answer that git has to look through its history for; nil where it refuses or takes too long.
  func history(_ words: [String]) -> [String]? {
    let answer = try? readBytes(words, timeLimit: Self.historyLimit)
    return answer?.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Has git do something. Hooks and signing are the user's own, and see the user's own variables.
  func act(_ words: [String]) throws(GitTrouble) {
    let result = try start(
      words, ["GIT_EDITOR": ":", "GIT_TERMINAL_PROMPT": "0"], timeLimit: Self.actingLimit)
    guard result.isSuccess else { throw GitTrouble(result, of: "git \(words[0])") }
  }

  private func start(
    _ words: [String], _ variables: [String: String], timeLimit: Double
  ) throws(GitTrouble) -> CommandResult {
    try startProgram(program + words, variables, timeLimit: timeLimit)
  }

  /// Runs a program in the repository.
  func startProgram(
    _ words: [String], _ variables: [String: String] = [:], timeLimit: Double
  ) throws(GitTrouble) -> CommandResult {
    do {
      return try runner.run(
        Command(
          words, environment: environment.merging(variables) { $1 }, folder: root,
          timeLimit: timeLimit))
    } catch {
      throw GitTrouble(error.description)
    }
  }

  /// A hook that runs heal hands down which repository it belongs to; heal asks for the project's.
  private var program: [String] {
    let handedDown = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"].filter {
      environment[$0] != nil
    }
    return handedDown.isEmpty ? ["git"] : ["env"] + handedDown.flatMap { ["-u", $0] } + ["git"]
  }

  /// In seconds. A working tree on a slow network drive takes long to look through.
  private static let readingLimit = 120.0
  /// In seconds. Whoever waits for a fix does not wait for all of a long history.
  private static let historyLimit = 15.0
  /// In seconds. Hooks may run linters and tests.
  private static let actingLimit = 900.0
}
