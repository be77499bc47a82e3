import Dispatch

/// Runs what blocks on a thread of its own: a test that blocks one of the few threads that tasks run
/// on would starve the very work it waits for.
///
/// Only so many at once: most of them start programs, and programs that fight for the processor run out of time.
func offPool<Answer: Sendable>(
  _ work: @escaping @Sendable () throws -> Answer
) async throws -> Answer {
  await Gate.shared.enter()
  do {
    let answer = try await onOwnThread(work)
    await Gate.shared.leave()
    return answer
  } catch {
    await Gate.shared.leave()
    throw error
  }
}

/// The same for what goes on beside a test until the test ends it.
func onOwnThread<Answer: Sendable>(
  _ work: @escaping @Sendable () throws -> Answer
) async throws -> Answer {
  try await withCheckedThrowingContinuation { continuation in
    let thread = DispatchQueue(label: "heal.test.blocking")
    thread.async { continuation.resume(with: Result { try work() }) }
  }
}

/// Lets eight in at a time, in the order in which they came.
private actor Gate {
  static let shared = Gate()

  private var free = 8
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func enter() async {
    if free > 0 {
      free -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  func leave() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
