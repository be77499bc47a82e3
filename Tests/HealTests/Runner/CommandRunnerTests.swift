import Platform
import Testing

@testable import HealProject
@testable import HealRunner

struct CommandRunnerTests {
  let folder = TemporaryFolder()

  @Test func `both streams and the exit code are kept byte for byte`() async throws {
    let result = try await run("printf 'a\\033[31m\\r\\n\\0b'; printf 'oops' >&2; exit 3")
    #expect(result.exit == .code(3))
    #expect(result.standardOutput == Array("a\u{1B}[31m\r\n\0b".utf8))
    #expect(result.standardError == Array("oops".utf8))
  }

  @Test func `a shown command's output is passed through unaltered`() async throws {
    let out = folder.path + "/out"
    let number = unsafe open(out, O_WRONLY | O_CREAT, 0o600)
    defer { close(number) }
    let text = "\u{1B}[0m23:05:09  Running\r\nwithout an end"
    folder.write(text, to: "in")
    let path = folder.path
    _ = try await offPool {
      try CommandRunner(interruption: Interruption(), standardOutput: number)
        .run(Command(["cat", path + "/in"], isShown: true))
    }
    #expect(folder.read("out") == text)
  }

  @Test func `a reader that has gone does not stop the command`() async throws {
    _ = signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    #expect(unsafe pipe(&ends) == 0)
    close(ends[0])
    let number = ends[1]
    defer { close(number) }
    let result = try await offPool {
      try CommandRunner(interruption: Interruption(), standardOutput: number)
        .run(Command(["sh", "-c", "echo a; echo b; echo c; exit 4"], isShown: true))
    }
    #expect(result.exit == .code(4))
    #expect(result.standardOutput == Array("a\nb\nc\n".utf8))
  }

  @Test(arguments: 1...10)
  func `nothing is lost of what a command prints right before it ends`(round: Int) async throws {
    let result = try await run("head -c 3000000 /dev/zero; printf end; exit 1")
    #expect(result.standardOutput.count == 3_000_003)
    #expect(result.standardOutput.suffix(3) == Array("end".utf8)[...])
  }

  @Test func `a child that outlives the command does not hold heal up`() async throws {
    let result = try await run("echo done; (sleep 20) & exit 0")
    #expect(result.standardOutput == Array("done\n".utf8))
    #expect(result.duration < 10)
  }

  @Test func `the environment is added to`() async throws {
    let result = try await run("printf %s-%s \"$HEAL_A\" \"$HOME\"", ["HEAL_A": "b c"])
    let home = unsafe String(cString: getenv("HOME"))
    #expect(String(decoding: result.standardOutput, as: UTF8.self) == "b c-\(home)")
  }

  @Test func `a command reads its input to the end and nothing of heal's`() async throws {
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
    let copied = try await offPool {
      try CommandRunner(interruption: Interruption()).run(Command(["cat"], input: bytes))
    }
    #expect(copied.exit == .code(0))
    #expect(copied.standardOutput == bytes)
    let without = try await run("cat; echo end")
    #expect(without.standardOutput == Array("end\n".utf8))
  }

  @Test func `a command that leaves its input unread ends as it likes`() async throws {
    _ = signal(SIGPIPE, SIG_IGN)
    let result = try await offPool {
      try CommandRunner(interruption: Interruption())
        .run(
          Command(["sh", "-c", "exit 3"], input: [UInt8](repeating: 65, count: 1 << 20)))
    }
    #expect(result.exit == .code(3))
  }

  @Test func `a program that is not there is an error that names it`() async throws {
    for name in ["dbt-that-is-not-there", "/no/such/dbt"] {
      await #expect(throws: RunnerError.commandNotFound(name)) {
        try await offPool {
          try CommandRunner(interruption: Interruption()).run(Command([name, "build"]))
        }
      }
    }
  }

  @Test func `a signal is passed on and the command is waited for`() async throws {
    let interruption = Interruption()
    let folder = TemporaryFolder()
    let ready = folder.path + "/ready"
    let script = """
      trap 'echo cleaned; exit 2' TERM; echo ready; : > \(ready); while :; do sleep 0.02; done
      """
    let result = try await offPool {
      deliver(SIGTERM, to: interruption, when: { FileSystem.exists(ready) })
      return try CommandRunner(interruption: interruption).run(Command(["sh", "-c", script]))
    }
    #expect(result.exit == .code(2))
    #expect(result.standardOutput == Array("ready\ncleaned\n".utf8))
    #expect(interruption.signal == SIGTERM)
  }

  @Test func `a command that ignores signals is killed in the end`() async throws {
    let interruption = Interruption()
    let folder = TemporaryFolder()
    let ready = folder.path + "/ready"
    let script = "trap '' TERM HUP; : > \(ready); while :; do sleep 0.02; done"
    let result = try await offPool {
      deliver(SIGHUP, to: interruption, when: { FileSystem.exists(ready) })
      let patience = CommandRunner.Patience(beforeTerminating: 0.1, beforeKilling: 0.1)
      return try CommandRunner(interruption: interruption, patience: patience)
        .run(Command(["sh", "-c", script]))
    }
    #expect(result.exit == .signal(SIGKILL))
  }

  @Test func `a command that takes too long is ended`() async throws {
    let result = try await offPool {
      try CommandRunner(interruption: Interruption())
        .run(Command(["sleep", "20"], timeLimit: 0.1))
    }
    #expect(result.ranOutOfTime)
    #expect(result.exit == .signal(SIGTERM))
    #expect(result.duration < 10)
  }

  @Test func `of a long output the beginning and the end are kept`() {
    var output = CappedOutput(limit: 10)
    for byte in UInt8(0)..<100 { output.append([byte]) }
    let bytes = output.bytes
    #expect(bytes.prefix(5) == [0, 1, 2, 3, 4])
    #expect(bytes.suffix(5) == [95, 96, 97, 98, 99])
    #expect(String(decoding: bytes, as: UTF8.self).contains("90 bytes left out"))
    var short = CappedOutput(limit: 10)
    short.append([1, 2, 3, 4, 5, 6, 7])
    #expect(short.bytes == [1, 2, 3, 4, 5, 6, 7])
  }

  private func run(
    _ script: String, _ environment: [String: String] = [:]
  ) async throws -> CommandResult {
    try await offPool {
      try CommandRunner(interruption: Interruption())
        .run(Command(["sh", "-c", script], environment: environment))
    }
  }
}

/// Interrupts from another thread, so many seconds from now.
/// Delivers a signal as soon as the command has come so far.
func deliver(
  _ signal: Int32, to interruption: Interruption, when isReady: @escaping @Sendable () -> Bool
) {
  Task.detached {
    while !isReady() { try? await Task.sleep(for: .milliseconds(20)) }
    interruption.deliver(signal)
  }
}

func deliver(_ signal: Int32, to interruption: Interruption, after seconds: Double) {
  Task.detached {
    try? await Task.sleep(for: .seconds(seconds))
    interruption.deliver(signal)
  }
}
