import HealProject
import Platform
import Testing

@testable import HealRunner

/// Files where heal expects small ones that are as large as a disk, and signals that come while it reads.
@Suite struct LargeFileTests {
  private let project = BrokenProject()

  /// A file that takes no room and reads as so many gigabytes of nothing.
  private func makeHole(_ path: String, gigabytes: Int = 3) {
    project.folder.write("", to: path)
    #expect(unsafe truncate(project.folder.path + "/" + path, off_t(gigabytes) << 30) == 0)
  }

  @Test(arguments: [".heal/green.json", ".heal/rejections.jsonl", "target/manifest.json"])
  func `it is taken as not there, and told of`(path: String) async throws {
    makeHole(path)
    let result = try await project.heal()
    // What people have said no to cannot be read: then nothing is applied without them.
    #expect(result.exit == .code(path.hasSuffix("jsonl") ? 3 : 0), "\(result.printed)")
    let words =
      path == ".heal/green.json" ? "reads at most" : "\(path) has 3 GB, and heal reads at most"
    // A record that is too large is written anew by the green run.
    #expect(result.printed.contains(words) || path == ".heal/green.json", "\(result.printed)")
  }

  @Test func `notes that are too large are not followed`() async throws {
    makeHole(".claude/agent-notes.md")
    let result = try await project.heal()
    #expect(result.exit == .code(0), "\(result.printed)")
    #expect(
      result.printed.contains("has 3 GB, and heal reads at most 4 MB of such a file; what it says"),
      "\(result.printed)")
  }

  @Test(arguments: ["config/execution_mode.yml", "rules/shop.heal"])
  func `a policy or a rule file that is too large is an error`(path: String) async throws {
    makeHole(path)
    let result = try await project.heal()
    #expect(result.exit == .code(2), "\(result.printed)")
    #expect(result.printed.contains("has 3 GB, and heal reads at most"), "\(result.printed)")
  }

  @Test func `a file that grows beyond its limit is not read`() throws {
    project.folder.write(String(repeating: "x", count: SizeLimit.policy.bytes + 1), to: "a")
    let path = project.folder.path + "/a"
    #expect(FileSystem.read(path, .policy) == nil)
    #expect(FileSystem.read(path)?.count == SizeLimit.policy.bytes + 1)
    #expect(FileSystem.readEnd(of: path, .policy)?.count == SizeLimit.policy.bytes)
    #expect(SizeLimit.policy.objection(to: 1 << 20, of: "a") == nil)
    #expect(
      SizeLimit.policy.objection(to: 3 << 19, of: "a")
        == "a has 1.5 MB, and heal reads at most 1 MB of such a file")
  }

  @Test func `a signal is heeded while heal reads, and the change is reverted`() async throws {
    let folder = project.folder
    let text = folder.read(BrokenProject.model)
    folder.write(folder.read("bin/dbt") ?? "", to: "bin/real", mode: 0o755)
    folder.write(
      """
      #!/bin/sh
      cd "$(dirname "$0")/.."
      bin/real "$@" || exit $?
      case "$1" in build|retry) ;; *) exit 0 ;; esac
      truncate -s 1000M target/manifest.json
      echo busy > busy
      exit 1

      """, to: "bin/dbt", mode: 0o755)
    let script = """
      "$HEAL" run -- bin/dbt build & heal=$!
      while [ ! -s busy ]; do sleep 0.05; done
      sleep 0.5; kill -TERM $heal; wait $heal; echo "ended with $?"
      """
    let result = try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(
          ["sh", "-c", script],
          environment: ["HEAL": RealDbt.heal, "NO_COLOR": "1", "HEAL_BASE_DELAY_SECONDS": "0"],
          folder: folder.path, timeLimit: 120))
    }
    #expect(result.printed.contains("ended with 130"), "\(result.printed)")
    #expect(folder.read(BrokenProject.model) == text, "\(result.printed)")
  }

  @Test func `what takes heal's place reverts what it had begun`() async throws {
    let text = project.folder.read(BrokenProject.model)
    #expect(try await project.heal(killAt: "replaced").exit == .signal(SIGKILL))
    #expect(project.folder.read(BrokenProject.model) != text)
    let result = try await project.run(["recover", "--project-dir", project.folder.path])
    #expect(result.exit == .code(130), "\(result.printed)")
    #expect(result.printed.contains("reverted \(BrokenProject.model)"), "\(result.printed)")
    #expect(project.folder.read(BrokenProject.model) == text)
    #expect(try await !project.run(["--help"]).printed.contains("recover"))
  }
}
