import Testing

@testable import HealProject
@testable import HealRunner

/// `heal fmt` as people call it.
@Suite struct FmtCommandTests {
  private let folder = TemporaryFolder()
  private let written = "rule a.b {\n match 'a b'\n}\n"
  private let laidOut = "rule a.b {\n  match 'a b'\n}\n"

  private func fmt(_ words: String..., input: String = "") async throws -> CommandResult {
    let path = folder.path
    folder.write(input, to: "input")
    let command = (["fmt"] + words).map { "'\($0)'" }.joined(separator: " ")
    return try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(
          ["sh", "-c", "'\(RealDbt.heal)' \(command) < input"], environment: ["NO_COLOR": "1"],
          folder: path, timeLimit: 60))
    }
  }

  @Test func `files are written, and nothing is left to do`() async throws {
    folder.write(written, to: "rules/a.heal")
    let first = try await fmt()
    #expect(first.exit == .code(0), "\(first.printed)")
    #expect(folder.read("rules/a.heal") == laidOut)
    let second = try await fmt("--check")
    #expect(second.exit == .code(0), "\(second.printed)")
  }

  @Test func `a check writes nothing and names the file`() async throws {
    folder.write(written, to: "rules/a.heal")
    let result = try await fmt("--check", "rules")
    #expect(result.exit == .code(1))
    #expect(String(decoding: result.standardOutput, as: UTF8.self) == "rules/a.heal\n")
    #expect(folder.read("rules/a.heal") == written)
  }

  @Test func `a diff can be applied`() async throws {
    folder.write(written, to: "rules/a.heal")
    let result = try await fmt("--diff")
    #expect(result.exit == .code(0))
    let diff = String(decoding: result.standardOutput, as: UTF8.self)
    #expect(diff.contains("\n- match 'a b'\n+  match 'a b'\n"), "\(diff)")
    #expect(folder.read("rules/a.heal") == written)
  }

  @Test func `standard input is written to standard output`() async throws {
    let result = try await fmt("-", input: written)
    #expect(String(decoding: result.standardOutput, as: UTF8.self) == laidOut)
    #expect(try await fmt("-", "--check", input: written).exit == .code(1))
    #expect(try await fmt("-", "--check", input: laidOut).exit == .code(0))
  }

  @Test func `what cannot be read is left and said`() async throws {
    let broken = "rule   a.b {\n   macth 'a b'\n}\n"
    folder.write(broken, to: "rules/a.heal")
    let result = try await fmt()
    #expect(result.exit == .code(0))
    #expect(folder.read("rules/a.heal") == broken)
    #expect(result.printed.contains("rules/a.heal: what cannot be read"), "\(result.printed)")
    #expect(try await fmt("nowhere").exit == .code(2))
  }
}
