/// A user's dbt command, read as dbt would read it: what runs dbt, its subcommand, and the options
/// that tell which project, profile and artifacts it is about.
package struct DbtCommand: Hashable, Sendable {
  /// The words up to and with dbt: `["dbt"]`, `["uv", "run", "dbt"]`, `["python", "-m", "dbt.cli.main"]`.
  package var program: [String]
  /// The words after dbt, as written.
  package var arguments: [String]
  /// `build`, `source freshness`; nil where there is none, as in `dbt --version`.
  package var subcommand: String?
  package var projectDirectory: String?
  package var profilesDirectory: String?
  package var profile: String?
  package var target: String?
  package var targetPath: String?
  package var logPath: String?
  package var vars: String?
  package var state: String?
  /// Values of `--select`, `--models` and `-s`; empty where the command takes the whole project.
  package var select: [String] = []
  package var exclude: [String] = []
  package var selector: String?
  package var isFullRefresh = false

  /// nil where no word of the command is dbt.
  package init?(_ words: [String]) {
    guard let end = Self.endOfProgram(words) else { return nil }
    program = Array(words[..<end])
    arguments = Array(words[end...])
    readArguments()
  }

  /// The whole command, as it was written.
  package var words: [String] { program + arguments }

  /// The same program as found on the search path: dbt itself, or what runs it in an environment of its own.
  package var programOnPath: [String] {
    if Self.launchers.contains(program) { return program }
    let name = program.last?.split(separator: "/").last.map(String.init) ?? "dbt"
    return [["dbt", "dbtf", "dbt.exe"].contains(name) ? name : "dbt"]
  }

  private static let launchers: Set<[String]> = [
    ["uv", "run", "dbt"], ["poetry", "run", "dbt"], ["pipenv", "run", "dbt"],
    ["pdm", "run", "dbt"],
    ["hatch", "run", "dbt"], ["rye", "run", "dbt"], ["pixi", "run", "dbt"], ["uvx", "dbt"],
    ["python", "-m", "dbt.cli.main"], ["python3", "-m", "dbt.cli.main"],
  ]

  /// Whether the command builds or checks something, so that a later `dbt retry` can resume it.
  package var isRetryable: Bool {
    let resumable: Set<String> = [
      "build", "compile", "clone", "docs generate", "run", "run-operation", "seed", "snapshot",
      "test",
    ]
    return subcommand.map { resumable.contains($0) } ?? false
  }

  /// `dbt parse` on the same project.
  package func parse(partial: Bool = true) -> [String] {
    related(["parse"] + (partial ? [] : ["--no-partial-parse"]))
  }

  /// `dbt retry`: it takes the earlier command's selection and refuses one of its own.
  ///
  /// - Parameter restoring: whether to give the command's other options again, which dbt 2 forgets.
  package func retry(restoring: Bool = false) -> [String] {
    restoring ? program + ["retry"] + restorable : related(["retry"])
  }

  /// The options of the command that are not about which nodes it takes.
  private var restorable: [String] {
    var kept: [String] = []
    var rest = arguments[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word != "-" else { continue }
      let (name, attached) = Self.split(word)
      var values: [String] = []
      if attached == nil, Self.valued.contains(name), let next = rest.popFirst() { values = [next] }
      while Self.listed.contains(name), let next = rest.first, !next.hasPrefix("-") {
        values.append(next)
        rest = rest.dropFirst()
      }
      if !Self.selecting.contains(name) { kept += [word] + values }
    }
    return kept
  }

  /// Options that tell which nodes a command takes; `dbt retry` knows them of the run before.
  private static let selecting: Set<String> = listed.union(["--selector", "--inline"])

  /// `dbt deps` on the same project.
  package func deps() -> [String] { related(["deps"]) }

  /// `dbt build` of these nodes: `["stg_orders+"]`.
  package func build(select: [String]) -> [String] { related(["build", "--select"] + select) }

  /// Another dbt command with the same program, project, profile, target and variables.
  package func related(_ words: [String]) -> [String] {
    guard let subcommand = words.first else { return program }
    return program + [subcommand] + context(for: subcommand) + words.dropFirst()
  }

  private func context(for subcommand: String) -> [String] {
    var options: [(String, String?)] = [
      ("--project-dir", projectDirectory), ("--profiles-dir", profilesDirectory),
      ("--profile", profile), ("--target", target), ("--vars", vars),
    ]
    if subcommand != "deps" { options.append(("--target-path", targetPath)) }
    options.append(("--log-path", logPath))
    return options.flatMap { name, value in value.map { [name, $0] } ?? [] }
  }
}

extension DbtCommand {
  /// Behind the first word that is dbt: a program of that name, or a module run by Python.
  private static func endOfProgram(_ words: [String]) -> Int? {
    for (index, word) in words.enumerated() {
      let name = word.split(separator: "/").last ?? ""
      if name == "dbt" || name == "dbtf" || name == "dbt.exe" { return index + 1 }
      let isModule = index > 0 && words[index - 1] == "-m"
      if isModule, word == "dbt.cli.main" || word == "dbt.cli" { return index + 1 }
    }
    return nil
  }

  private mutating func readArguments() {
    var rest = arguments[...]
    var commandWords: [String] = []
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word != "-" else {
        if commandWords.isEmpty || commandWords.count == 1 && Self.groups.contains(commandWords[0])
        {
          commandWords.append(word)
        }
        continue
      }
      let (name, attached) = Self.split(word)
      guard Self.valued.contains(name) else {
        if name == "--full-refresh" || name == "-f" { isFullRefresh = true }
        continue
      }
      var values = attached.map { [$0] } ?? []
      if values.isEmpty, let next = rest.popFirst() { values = [next] }
      // These take words up to the next option.
      while Self.listed.contains(name), let next = rest.first, !next.hasPrefix("-") {
        values.append(next)
        rest = rest.dropFirst()
      }
      take(name, values)
    }
    subcommand = commandWords.isEmpty ? nil : commandWords.joined(separator: " ")
  }

  private mutating func take(_ name: String, _ values: [String]) {
    let value = values.first
    switch name {
    case "--project-dir": projectDirectory = value
    case "--profiles-dir": profilesDirectory = value
    case "--profile": profile = value
    case "--target", "-t": target = value
    case "--target-path": targetPath = value
    case "--log-path": logPath = value
    case "--vars": vars = value
    case "--state": state = value
    case "--selector": selector = value
    case "--exclude": exclude += values
    case "--select", "--models", "--model", "-s", "-m": select += values
    default: break
    }
  }

  /// `--target=prod` is `--target` and `prod`.
  private static func split(_ word: String) -> (name: String, value: String?) {
    guard word.hasPrefix("--"), let sign = word.firstIndex(of: "=") else { return (word, nil) }
    return (String(word[..<sign]), String(word[word.index(after: sign)...]))
  }

  /// Commands whose second word is one too.
  private static let groups: Set<String> = ["docs", "source"]

  /// Options that take several words.
  private static let listed: Set<String> = [
    "--select", "--models", "--model", "-s", "-m", "--exclude", "--resource-type",
    "--resource-types",
    "--exclude-resource-type", "--exclude-resource-types", "--output-keys",
  ]

  /// Options that take a value, of dbt 1.8 to 2.0; those not named here are flags.
  private static let valued: Set<String> = listed.union([
    "--args", "--compute", "--defer-state", "--event-time-end", "--invocation-id", "--otel-file-name",
    "--otel-parquet-file-name", "--static-analysis",
    "--event-time-start", "--host", "--indirect-selection", "--inline", "--inline-direct",
    "--limit",
    "--log-file-max-bytes", "--log-format", "--log-format-file", "--log-level", "--log-level-file",
    "--log-path", "--output", "--output-path", "--port", "--printer-width", "--profile",
    "--profiles-dir", "--project-dir", "--record-timing-info", "-r", "--sample", "--selector",
    "--state", "--target", "-t", "--target-path", "--threads", "--vars", "--warn-error-options",
    "-o",
  ])
}
