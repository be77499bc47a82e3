import Testing

@testable import HealProject
@testable import HealRunner

/// A pseudo-terminal with heal on it, and someone who answers its questions.
enum Terminal {
  static let question = "Apply this fix? [y]es [n]o [e]xplain [s]kip failure [q]uit "
  static let controlC = "\u{3}"
  static let controlD = "\u{4}"

  struct Session {
    /// All that appeared, echoed answers included.
    var shown: String
    var exit: FinishedRun.Exit

    /// What appeared between the question of a number, 1-based, and the next one.
    func after(question number: Int) -> String {
      let parts = shown.split(separator: Terminal.question, omittingEmptySubsequences: false)
      return parts.indices.contains(number) ? String(parts[number]) : ""
    }

    var questions: Int {
      shown.split(separator: Terminal.question, omittingEmptySubsequences: false).count - 1
    }
  }

  /// Runs a command on a terminal of its own; each answer is typed when its question has appeared.
  static func run(
    _ words: [String], answers: [String], in folder: TemporaryFolder
  ) async throws -> Session {
    folder.write(driver, to: "target/terminal.py")
    let path = folder.path
    let typed = answers.map { $0.utf8.map { String($0) }.joined(separator: ",") }
    let result = try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(
          ["python3", "target/terminal.py", question, typed.joined(separator: ";")] + words,
          environment: ["HEAL_BASE_DELAY_SECONDS": "0", "NO_COLOR": "1"], folder: path,
          timeLimit: 60))
    }
    let shown = String(decoding: result.standardOutput, as: UTF8.self)
    return Session(shown: shown.replacing("\r\n", with: "\n"), exit: result.exit)
  }

  private static let driver = #"""
    import os, pty, select, sys
    question, typed, words = sys.argv[1].encode(), sys.argv[2], sys.argv[3:]
    answers = [bytes(map(int, a.split(","))) for a in typed.split(";") if a]
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(words[0], words)
    shown, seen = b"", 0
    while select.select([terminal], [], [], 50)[0]:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:
            break
        if not chunk:
            break
        shown += chunk
        while answers and (at := shown.find(question, seen)) >= 0:
            seen = at + len(question)
            os.write(terminal, answers.pop(0))
    sys.stdout.buffer.write(shown)
    sys.stdout.flush()
    status = os.waitpid(child, 0)[1]
    sys.exit(os.waitstatus_to_exitcode(status))

    """#
}
