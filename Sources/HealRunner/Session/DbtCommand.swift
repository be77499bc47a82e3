/// The user's dbt command, taken apart as far as heal needs to run others like it.
struct DbtCommand: Hashable, Sendable {
  /// As the user wrote it.
  var words: [String]
  /// How the user calls dbt, up to its name: `["dbt"]`, `["uv", "run", "dbt"]`.
  var program: [String]
  /// dbt's word for what to do, the first of two: `build`, `source`; nil when there is none.
  var subcommand: String?
  /// Options that say which project, profile, target and variables are meant, as the user wrote them.
  private var context: [String: [String]] = [:]
  private var options: [String: String] = [:]

  init(_ words: [String]) {
    self.words = words
    let name = words.firstIndex(where: Self.isDbt) ?? 0
    program = Array(words.prefix(name + 1))
    read(words.dropFirst(name + 1))
  }

  /// The value of an option, under its long name: `--log-path`.
  func option(_ name: String) -> String? { options[name] }

  /// Another dbt command, called as the user calls dbt: same program, project, profile, target and
  /// variables. A command that is not dbt's is left as it is.
  func related(_ words: [String]) -> [String] {
    guard words.first == "dbt", let subcommand = words.dropFirst().first(where: { !$0.hasPrefix("-") })
    else { return words }
    let own = DbtCommand(words)
    var all = program + words.dropFirst()
    for (name, written) in context.sorted(by: { $0.key < $1.key })
    where own.option(name) == nil && Self.accepts(subcommand, name) {
      all += written
    }
    return all
  }

  /// Whether the command writes `run_results.json`, so that a success has results.
  var writesResults: Bool {
    ["build", "run", "test", "seed", "snapshot", "retry", "compile"].contains(subcommand)
  }

  private mutating func read(_ arguments: ArraySlice<String>) {
    var rest = arguments
    while let word = rest.popFirst() {
      guard word.hasPrefix("-") else {
        if subcommand == nil { subcommand = word }
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      let name = Self.longNames[parts[0]] ?? parts[0]
      guard Self.valued.contains(name) else { continue }
      var written = [word]
      var value = parts.count > 1 ? parts[1] : ""
      if parts.count == 1, let next = rest.popFirst() {
        written.append(next)
        value = next
      }
      options[name] = value
      if Self.contextual.contains(name) { context[name] = written }
    }
  }

  private static func isDbt(_ word: String) -> Bool {
    let name = word.split(separator: "/").last ?? ""
    return name == "dbt" || name == "dbt.cli.main"
  }

  private static let longNames = ["-t": "--target"]

  private static let contextual: Set<String> = [
    "--project-dir", "--profiles-dir", "--profile", "--target", "--vars", "--target-path",
  ]

  /// Options that may stand before the subcommand, or matter to heal, and take a value.
  private static let valued = contextual.union([
    "--log-path", "--log-format", "--log-format-file", "--log-level", "--log-level-file",
    "--threads", "--printer-width", "--log-file-max-bytes", "--warn-error-options", "--state",
    "--record-timing-info", "--indirect-selection", "--defer-state",
  ])

  /// `dbt deps` alone knows no target folder (dbt-core 1.11, `--help` of each command).
  private static func accepts(_ subcommand: String, _ option: String) -> Bool {
    !(subcommand == "deps" && option == "--target-path")
  }
}
