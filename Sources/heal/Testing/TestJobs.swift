import Dispatch
import Synchronization

/// Works through a list on several threads; the answers stand in the list's order.
struct TestJobs {
  /// How many threads at most; at least 1.
  let count: Int

  private struct Progress<Answer> {
    var next = 0
    var answers: [Answer?]
    var isStopped = false
  }

  /// - Parameters:
  ///   - items: the list.
  ///   - stop: whether to begin no further item after this answer.
  ///   - work: called for each item, from any thread.
  /// - Returns: the answers of the items that were begun.
  func run<Item: Sendable, Answer: Sendable>(
    _ items: [Item], until stop: @escaping @Sendable (Answer) -> Bool = { _ in false },
    _ work: @escaping @Sendable (Item) -> Answer
  ) -> [Answer] {
    let progress = Mutex(Progress<Answer>(answers: Array(repeating: nil, count: items.count)))
    DispatchQueue.concurrentPerform(iterations: max(1, min(count, items.count))) { _ in
      while let index = Self.take(progress, of: items.count) {
        let answer = work(items[index])
        progress.withLock { progress in
          progress.answers[index] = answer
          if stop(answer) { progress.isStopped = true }
        }
      }
    }
    return progress.withLock { $0.answers.compactMap(\.self) }
  }

  private static func take<Answer>(_ progress: borrowing Mutex<Progress<Answer>>, of count: Int)
    -> Int?
  {
    progress.withLock { progress in
      guard !progress.isStopped, progress.next < count else { return nil }
      defer { progress.next += 1 }
      return progress.next
    }
  }
}
