import HealLanguage
import HealProject
import Testing

@testable import HealRunner

/// A project of `BrokenProject` with a `gh` on the search path that keeps what it is given.
struct AttackedProject {
  let project: BrokenProject
  /// Where `gh` lies and keeps, and where what must not be touched lies.
  let outside = TemporaryFolder()

  var folder: TemporaryFolder { project.folder }
  var dbt: String { folder.path + "/bin/dbt" }

  init(mode: String = "autonomous") {
    project = BrokenProject(mode: mode)
    outside.make(folder: "kept")
    outside.write(
      #"""
      #!/bin/sh
      kept="$(dirname "$0")/../kept"
      { echo "$*"; case " $* " in *" --input "*) cat ;; esac; } > "$kept/$(ls "$kept" | wc -l)-$$"
      case "$*" in
        *"--method GET"*labels/*) code='200 OK' body='{"name":"x"}' ;;
        *"--method GET"*) code='200 OK' body='[]' ;;
        *) code='201 Created' body='{"id":1,"number":7,"html_url":"https://github.com/acme/shop/issues/7"}' ;;
      esac
      printf 'HTTP/2.0 %s\nContent-Type: application/json\n\n%s\n' "$code" "$body"

      """#, to: "bin/gh", mode: 0o755)
  }

  func heal(
    _ words: String..., environment more: [String: String] = [:]
  ) async throws -> CommandResult {
    let path = outside.path + "/bin:" + (variable("PATH") ?? "/usr/bin:/bin")
    return try await project.run(
      words, environment: ["PATH": path, "GH_REPO": "acme/shop"].merging(more) { $1 })
  }

  /// Runs the project's own dbt under heal.
  func run(_ options: String...) async throws -> CommandResult {
    try await project.run(["run"] + options + ["--", dbt, "build"])
  }

  /// Shell text in place of the project's dbt.
  func replaceDbt(by script: String) {
    folder.write("#!/bin/sh\ncd \"$(dirname \"$0\")/..\"\n\(script)\n", to: "bin/dbt", mode: 0o755)
  }

  /// What GitHub would have been told: every call with what was sent, once as it is and once as people read it.
  var told: String {
    FileSystem.names(in: outside.path + "/kept").compactMap { outside.read("kept/" + $0) }
      .map { call in
        let lines = call.split(separator: "\n", maxSplits: 1).map(String.init)
        let texts = lines.count > 1 ? JSON(parsing: lines[1])?.texts ?? [] : []
        return ([call] + texts).joined(separator: "\n")
      }.joined(separator: "\n")
  }
}

extension JSON {
  /// Every text in it.
  var texts: [String] {
    switch self {
    case .text(let text): [text]
    case .list(let items): items.flatMap(\.texts)
    case .object(let members): members.flatMap(\.1.texts)
    default: []
    }
  }
}

extension CommandResult {
  /// Whether the program ended by itself, and in time: neither by a trap nor by waiting for nothing.
  var endedByItself: Bool {
    if case .code(let code) = exit { code < 128 && !ranOutOfTime } else { false }
  }
}
