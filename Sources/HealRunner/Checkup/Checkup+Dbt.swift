import HealProject
import YAML

extension Checkup {
  /// What `dbt --version` says: the result, and the adapters that are installed; nil where it does not tell.
  func dbtInstalled() -> (result: CheckResult, adapters: [String]?) {
    let shown = dbt.joined(separator: " ")
    let result: CommandResult
    do {
      result = try runner.run(
        Command(
          dbt + ["--version"], environment: ["NO_COLOR": "1", "DBT_USE_COLORS": "false"],
          folder: project?.directory, timeLimit: 60))
    } catch {
      return (
        CheckResult(
          "dbt", .broken, error.description,
          remedy:
            "install dbt and activate its environment, or name it: heal doctor --dbt \"uv run dbt\""
        ),
        nil
      )
    }
    let printed = String(decoding: result.standardOutput + result.standardError, as: UTF8.self)
    guard result.isSuccess, let version = DbtVersionText(printed) else {
      let line = printed.split(whereSeparator: \.isNewline).first.map(String.init) ?? "nothing"
      return (
        CheckResult(
          "dbt", .broken,
          result.ranOutOfTime
            ? "\(shown) --version did not end in a minute" : "\(shown) --version says: \(line)",
          remedy: "run \(shown) --version by hand"),
        nil
      )
    }
    return (judged(version), version.adapters)
  }

  /// heal heals with what it was tried with.
  private func judged(_ version: DbtVersionText) -> CheckResult {
    let parts = version.core.split(separator: ".").compactMap { Int($0) }
    let (major, minor) = (parts.first ?? 0, parts.count > 1 ? parts[1] : 0)
    if major == 2 {
      return CheckResult(
        "dbt", .warning, "dbt \(version.core)",
        remedy: "heal was tried with dbt 2.0.0-alpha.4, on DuckDB and Postgres; later builds may word things anew")
    }
    if (major, minor) < (1, 8) || (major, minor) > (1, 12) {
      return CheckResult(
        "dbt", .warning, "dbt \(version.core)", remedy: "heal was tried with dbt 1.8 to 1.12, and dbt 2.0")
    }
    return CheckResult("dbt", .good, "dbt \(version.core)")
  }

  /// The profile that the project names, its target's adapter, and the variables it needs.
  func profileResult(_ installed: [String]?) -> CheckResult {
    guard let project, let name = project.profile else {
      return CheckResult("adapter", .note, "not looked at: dbt_project.yml names no profile")
    }
    guard let path = profilesFile(of: project) else {
      return CheckResult(
        "adapter", .broken, "there is no profiles.yml",
        remedy: "write one beside dbt_project.yml or into ~/.dbt, or set DBT_PROFILES_DIR")
    }
    guard let bytes = FileSystem.read(path),
      let root = try? YAMLDocument.parse(String(decoding: bytes, as: UTF8.self)).root
    else {
      return CheckResult(
        "adapter", .broken, "\(path) cannot be read as YAML", remedy: "run dbt debug")
    }
    guard let profile = root[name] else {
      return CheckResult(
        "adapter", .broken, "\(path) has no profile `\(name)`",
        remedy: "add it, or correct `profile:` in dbt_project.yml")
    }
    return target(of: profile, in: path, installed)
  }

  private func target(
    of profile: YAMLNode, in path: String, _ installed: [String]?
  ) -> CheckResult {
    let named = profile["target"]?.text ?? "default"
    let outputs = profile["outputs"]
    guard let output = outputs?[named] else {
      // Jinja may choose the target.
      let isOpen = named.contains("{{")
      return CheckResult(
        "adapter", isOpen ? .note : .broken,
        isOpen ? "the target of \(path) depends on \(named)" : "\(path) has no target `\(named)`",
        remedy: isOpen ? nil : "correct `target:` there")
    }
    guard let adapter = output["type"]?.text else {
      return CheckResult(
        "adapter", .broken, "the target `\(named)` of \(path) has no type",
        remedy: "add `type:` there")
    }
    if let installed, !installed.contains(adapter) {
      return CheckResult(
        "adapter", .broken,
        "the target `\(named)` is of \(adapter), whose adapter is not installed",
        remedy: "pip install dbt-\(adapter)")
    }
    let missing = variables(in: output).filter { environment[$0] == nil }
    if !missing.isEmpty {
      return CheckResult(
        "adapter", .warning,
        "\(adapter); variables that are not set: \(missing.joined(separator: ", "))",
        remedy: "set them where heal runs")
    }
    return CheckResult("adapter", .good, "\(adapter), target `\(named)` of \(path)")
  }

  private func profilesFile(of project: DbtProject) -> String? {
    let folders = [
      environment["DBT_PROFILES_DIR"], project.directory, environment["HOME"].map { $0 + "/.dbt" },
    ].compactMap { $0 }.filter { !$0.isEmpty }
    return folders.map {
      ProjectTree.resolved(DbtPaths.joined(project.directory, $0) + "/profiles.yml")
    }
    .first { FileSystem.exists($0) }
  }

  /// Names in `env_var('NAME')`; one that has a default is not needed.
  private func variables(in output: YAMLNode) -> [String] {
    (output.pairs ?? []).compactMap(\.value.text).flatMap { text in
      text.split(separator: "env_var(").dropFirst().compactMap { call in
        let parts = call.split(separator: ")")[0].split(separator: ",")
        guard parts.count == 1 else { return nil }
        return parts[0].filter { !" '\"".contains($0) }
      }
    }
  }

  var connectionResult: CheckResult {
    guard connects, let project else {
      return CheckResult("connection", .note, "not tried; --connect runs dbt debug")
    }
    do {
      let result = try runner.run(
        Command(
          dbt + ["debug"], environment: ["DBT_USE_COLORS": "false"], folder: project.directory,
          timeLimit: 120))
      if result.isSuccess { return CheckResult("connection", .good, "dbt debug passed") }
      let printed = String(decoding: result.standardOutput, as: UTF8.self)
      let wrong = printed.split(whereSeparator: \.isNewline).first {
        $0.contains("ERROR") || $0.contains("rror:")
      }
      return CheckResult(
        "connection", .broken, wrong.map { String($0).trimmed } ?? "dbt debug failed",
        remedy: "run \(dbt.joined(separator: " ")) debug and see what it says")
    } catch {
      return CheckResult("connection", .broken, error.description, remedy: "see dbt above")
    }
  }
}

/// What `dbt --version` prints.
struct DbtVersionText {
  /// `1.11.16`.
  private(set) var core = ""
  /// Names of adapters; nil where none are listed, as by dbt 2.
  private(set) var adapters: [String]?

  /// nil where no version is in it.
  init?(_ printed: String) {
    for line in printed.split(whereSeparator: \.isNewline) {
      let words = line.split { " -:=".contains($0) }.map(String.init)
      if line.hasPrefix("Plugins:") {
        adapters = []
      } else if words.first == "installed", words.count > 1, core.isEmpty {
        core = words[1]
      } else if let first = words.first, adapters != nil, line.hasPrefix("  - "), words.count > 1 {
        adapters?.append(first)
      } else if core.isEmpty, words.first?.hasPrefix("dbt") == true {
        core = words.first { $0.first?.isNumber == true && $0.contains(".") } ?? ""
      }
    }
    guard !core.isEmpty else { return nil }
  }
}
