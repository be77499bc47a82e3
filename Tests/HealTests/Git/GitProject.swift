import HealEngine
import HealProject

@testable import HealRunner

/// A git repository with a dbt project whose model `models/a.sql` reads `emial` for `email`.
final class GitProject: Sendable {
  /// The top of the repository.
  let root: TemporaryFolder
  let dbt: FakeDbt
  /// Where the home folder, remotes and marks of a test lie.
  let outside = TemporaryFolder()

  static let broken = "select\n  emial\nfrom x\n"
  static let healed = "select\n  email\nfrom x\n"

  /// - Parameters:
  ///   - always: shell text that dbt runs each time, whatever it is asked.
  ///   - green: shell text that dbt runs once nothing is wrong any more.
  ///   - folder: the project's, seen from the top; nil means the top itself.
  ///   - root: the repository's.
  init(
    always: String = "", green: String = "", in folder: String? = nil,
    root: TemporaryFolder = TemporaryFolder()
  ) {
    self.root = root
    dbt = FakeDbt(
      """
      export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
      \(always)
      [ $command = parse ] && exit 0
      if mentions emial models/a.sql; then
        fail model.shop.a models/a.sql '"emial" not found in models/a.sql; try "email"'; exit 1
      fi
      \(green)
      status model.shop.a success
      """, in: folder.map { TemporaryFolder($0, in: root) } ?? root)
    for (name, text) in Self.models { dbt.folder.write(text, to: name) }
  }

  /// As above, with everything committed on `main`.
  static func committed(
    always: String = "", green: String = "", in folder: String? = nil
  ) async throws -> GitProject {
    let project = GitProject(always: always, green: green, in: folder)
    try await project.git("init", "--quiet", "--initial-branch=main")
    try await project.git("config", "user.name", "Ada")
    try await project.git("config", "user.email", "ada@example.com")
    try await project.git("add", "--all")
    try await project.git("commit", "--quiet", "--message=Begin")
    return project
  }

  private static let models = [
    "models/a.sql": broken, "models/b.sql": "select 1\n", "models/c.sql": "select 2\n",
  ]

  /// What git and gh see; nothing of the machine's own settings.
  var environment: [String: String] {
    [
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "HOME": outside.path,
      "GH_CONFIG_DIR": outside.path, "GH_TOKEN": "", "GITHUB_TOKEN": "", "GITHUB_REPOSITORY": "",
      "GITHUB_HEAD_REF": "", "GITHUB_REF_NAME": "",
    ]
  }

  /// What git prints; fails where git does.
  @discardableResult
  func git(_ words: String..., in folder: String? = nil) async throws -> String {
    let command = Command(
      ["git"] + words, environment: environment, folder: folder ?? root.path, timeLimit: 60)
    let result = try await offPool {
      try CommandRunner(interruption: Interruption()).run(command)
    }
    guard result.isSuccess else {
      throw GitTrouble("\(words): " + String(decoding: result.standardError, as: UTF8.self))
    }
    return String(decoding: result.standardOutput, as: UTF8.self)
  }

  func heal(
    _ strategy: CommitSettings.Strategy, allowDirty: Bool = false,
    _ configure: @escaping @Sendable (inout Session) -> Void = { _ in }
  ) async throws -> Outcome {
    try await dbt.heal { [environment] session in
      session.settings.commit.strategy = strategy
      session.settings.commit.allowsDirtyTree = allowDirty
      session.environment = environment
      session.companions = [
        CommitCompanion(runner: session.runner) { $0.replacing("sekret", with: "***") }
      ]
      configure(&session)
    }
  }

  /// A hook of the repository; shell text.
  func hook(_ name: String, _ script: String) {
    root.write("#!/bin/sh\n\(script)\n", to: ".git/hooks/" + name, mode: 0o755)
  }

  var model: String? { dbt.folder.read("models/a.sql") }

  /// The files of the commit that is checked out.
  func committedFiles(_ commit: String = "HEAD") async throws -> [String] {
    try await git("show", "--name-only", "--format=", commit).split(separator: "\n")
      .map(String.init)
  }

  func head() async throws -> String {
    String(try await git("rev-parse", "HEAD").prefix(40))
  }
}
