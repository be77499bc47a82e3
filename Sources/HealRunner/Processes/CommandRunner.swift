import HealProject
import Platform
import Subprocess
import SystemPackage

/// Runs commands and waits for them.
///
/// A command stays in heal's process group, so that it can read the terminal. A signal that heal gets is
/// passed on, except a Ctrl-C on the terminal, which the terminal has already sent to both.
package struct CommandRunner: Sendable {
  package var interruption: Interruption
  /// Where the output of shown commands goes.
  package var standardOutput: Int32
  package var standardError: Int32
  package var patience: Patience

  /// How long a command has to end before heal insists. In seconds.
  package struct Patience: Hashable, Sendable {
    /// From the signal that was passed on, or the end of the time limit, to SIGTERM.
    package var beforeTerminating: Double
    /// From SIGTERM to SIGKILL.
    package var beforeKilling: Double

    package init(beforeTerminating: Double = 15, beforeKilling: Double = 5) {
      self.beforeTerminating = beforeTerminating
      self.beforeKilling = beforeKilling
    }
  }

  package init(
    interruption: Interruption, standardOutput: Int32 = 1, standardError: Int32 = 2,
    patience: Patience = Patience()
  ) {
    self.interruption = interruption
    self.standardOutput = standardOutput
    self.standardError = standardError
    self.patience = patience
  }

  /// Runs a command to its end, however it ends.
  ///
  /// Blocks its thread, so it must not be called from a task: the work behind it needs the threads
  /// that tasks run on.
  package func run(_ command: Command) throws(RunnerError) -> CommandResult {
    let (signals, relay) = AsyncStream.makeStream(of: Int32.self)
    let promise = Promise<Result<CommandResult, RunnerError>>()
    let result = interruption.telling({ relay.yield($0) }) {
      Task.detached(priority: .medium) {
        keepPriority()
        promise.fulfil(await start(command, signals: signals))
      }
      return promise.wait()
    }
    // A signal to heal and the command alike ends the command before heal has read of it.
    if case .success(let ended) = result, case .signal = ended.exit, interruption.signal == nil {
      interruption.sleep(Self.grace)
    }
    return try result.get()
  }

  /// Under root, Dispatch gives its threads a nice value of their own, and what is started there inherits it.
  private func keepPriority() {
    let kind = __priority_which_t(PRIO_PROCESS.rawValue)
    let own = getpriority(kind, id_t(getpid()))
    if getpriority(kind, 0) != own { setpriority(kind, 0, own) }
  }

  /// How long heal's own signal may be on its way. In seconds.
  private static let grace = 0.2

  private func start(
    _ command: Command, signals: AsyncStream<Int32>
  ) async -> Result<CommandResult, RunnerError> {
    guard let name = command.words.first else {
      return .failure(.commandNotStarted("", reason: "there is no command"))
    }
    let began = ContinuousClock.now
    do {
      var result = try await run(command, name, signals)
      result.duration = began.duration(to: .now).inSeconds
      return .success(result)
    } catch let error as SubprocessError where error.code == .executableNotFound {
      return .failure(.commandNotFound(name))
    } catch {
      return .failure(.commandNotStarted(name, reason: "\(error)"))
    }
  }

  private func run(
    _ command: Command, _ name: String, _ signals: AsyncStream<Int32>
  ) async throws -> CommandResult {
    if let bytes = command.input {
      // From a file: a pipe breaks, and takes heal with it, when a command ends without reading.
      let input = try namelessFile(holding: bytes, in: command.environment["TMPDIR"] ?? "/tmp")
      defer { close(input.rawValue) }
      return try await run(
        command, name, input: .fileDescriptor(input, closeAfterSpawningProcess: false), signals)
    }
    return command.isShown
      ? try await run(command, name, input: .currentStandardInput, signals)
      : try await run(command, name, input: .none, signals)
  }

  private func run(
    _ command: Command, _ name: String, input: some InputProtocol, _ signals: AsyncStream<Int32>
  ) async throws -> CommandResult {
    let additions = command.environment.map { (Environment.Key(rawValue: $0), Optional($1)) }
    let environment = Environment.inherit.updating(
      Dictionary(additions.compactMap { key, value in key.map { ($0, value) } }) { $1 })
    let ended = try await Subprocess.run(
      name.contains("/") ? .path(FilePath(name)) : .name(name),
      arguments: Arguments(Array(command.words.dropFirst())), environment: environment,
      workingDirectory: command.folder.map { FilePath($0) },
      input: input, output: .sequence, error: .sequence
    ) { execution in
      await attend(execution, command, signals)
    }
    var result = ended.closureResult
    result.exit =
      switch ended.terminationStatus {
      case .exited(let code): .code(code)
      case .signaled(let signal): .signal(signal)
      }
    return result
  }

  /// Reads both streams to their ends while signals are passed on and time is kept.
  private func attend<Input>(
    _ execution: Execution<Input, SequenceOutput, SequenceOutput>, _ command: Command,
    _ signals: AsyncStream<Int32>
  ) async -> CommandResult {
    async let output = drain(
      execution.standardOutput, to: command.isShown ? standardOutput : nil)
    async let errors = drain(execution.standardError, to: command.isShown ? standardError : nil)
    let relay = Task {
      await withDiscardingTaskGroup { group in
        for await signal in signals {
          if signal != SIGINT || !isForegroundOfTerminal {
            try? execution.send(signal: Signal(rawValue: signal))
          }
          group.addTask { await insist(execution) }
        }
      }
    }
    let clock = Task {
      guard let limit = command.timeLimit, await sleep(limit) else { return false }
      relay.cancel()
      try? execution.send(signal: .terminate)
      await insist(execution)
      return true
    }
    let streams = await (output, errors)
    relay.cancel()
    clock.cancel()
    return CommandResult(
      exit: .code(0), standardOutput: streams.0, standardError: streams.1,
      ranOutOfTime: await clock.value)
  }

  /// SIGTERM, then SIGKILL, to a command that does not end.
  private func insist<Input>(
    _ execution: Execution<Input, SequenceOutput, SequenceOutput>
  ) async {
    guard await sleep(patience.beforeTerminating) else { return }
    try? execution.send(signal: .terminate)
    guard await sleep(patience.beforeKilling) else { return }
    try? execution.send(signal: .kill)
  }

  /// False when it was cancelled before its time.
  private func sleep(_ seconds: Double) async -> Bool {
    (try? await Task.sleep(for: .seconds(seconds))) != nil
  }

  /// Copies a stream to a descriptor as it comes and keeps its beginning and end.
  ///
  /// A reader that has gone (`heal run | head`) does not stop dbt: the stream is read on.
  private func drain(_ stream: SubprocessOutputSequence, to descriptor: Int32?) async -> [UInt8] {
    var kept = CappedOutput()
    var open = descriptor
    do {
      for try await buffer in stream {
        let bytes = unsafe buffer.withUnsafeBytes { unsafe Array($0) }
        if let number = open, !writeFully(bytes, to: number) { open = nil }
        kept.append(bytes)
      }
    } catch {
      // What could not be read is missing at the end; how the command ended is known all the same.
    }
    return kept.bytes
  }

  private var isForegroundOfTerminal: Bool {
    let terminal = unsafe open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC)
    guard terminal >= 0 else { return false }
    defer { close(terminal) }
    return tcgetpgrp(terminal) == getpgrp()
  }
}

extension Duration {
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
