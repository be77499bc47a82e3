/// What went wrong in the batches of one microbatch model. dbt tells it while the batches run; of the model it says
/// at the end only that it is an `ERROR` or a `PARTIAL SUCCESS (3/4)`.
package struct BatchErrors: Hashable, Sendable {
  private var errors: [Entry] = []

  /// One error, and the batches that it broke.
  fileprivate struct Entry: Hashable {
    var message: String
    /// `2026-11-03 of analytics.fct_events`.
    var batches: [String] = []
  }

  package init() {}

  package var isEmpty: Bool { errors.isEmpty }

  /// Takes in `Exception on worker thread. Database Error\n  …`; ``add(batch:)`` says which batch it was.
  package mutating func add(_ exception: String) {
    let message =
      exception.hasPrefix(Self.opening)
      ? String(exception.dropFirst(Self.opening.count)) : exception
    errors.append(Entry(message: message))
  }

  /// Names the batch of the earliest error without one: `batch 2026-11-03 of analytics.fct_events`.
  package mutating func add(batch description: String) {
    guard let index = errors.firstIndex(where: { $0.batches.isEmpty }) else { return }
    let name = description.hasPrefix("batch ") ? String(description.dropFirst(6)) : description
    errors[index].batches.append(name)
  }

  /// Takes in the errors of further batches.
  mutating func add(_ others: BatchErrors) { errors += others.errors }

  /// The table that the batches were for, `fct_events`; nil where no batch is named.
  package var table: String? {
    let batch = errors.lazy.compactMap(\.batches.first).first
    return batch?.split(separator: ".").last.map(String.init)
  }

  /// One message for the model, headed as dbt heads those of other models; each error stands in it once.
  package func message(of node: Node?) -> String {
    var told: [Entry] = []
    for error in errors {
      if let index = told.firstIndex(where: { $0.cause == error.cause }) {
        told[index].batches += error.batches
      } else {
        told.append(error)
      }
    }
    return told.enumerated().map { place, error in
      let lines = error.message.split(separator: "\n", omittingEmptySubsequences: false)
      let isHeaded = lines.first.map { FailureHeader(Array($0.utf8)[...]) != nil } ?? false
      let head = place == 0 && isHeaded ? [(lines.first ?? "") + Self.place(of: node)] : []
      return (head + lines.dropFirst(isHeaded ? 1 : 0) + [error.place]).filter { !$0.isEmpty }
        .joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private static func place(of node: Node?) -> String {
    guard let node else { return "" }
    return " in \(node.kind ?? "model") \(node.name)" + (node.file.map { " (\($0))" } ?? "")
  }

  /// What dbt puts before the error of a batch.
  static let opening = "Exception on worker thread. "
}

extension BatchErrors.Entry {
  /// The same for errors that differ only in the batch: without numbers, and without the query.
  fileprivate var cause: String {
    let lines = message.split(separator: "\n").prefix { !$0.drop { $0 == " " }.hasPrefix("LINE ") }
    return lines.joined(separator: "\n").filter { !$0.isNumber }
  }

  /// `  in batches 2026-11-01, 2026-11-02 of analytics.fct_events`; empty where no batch is known.
  fileprivate var place: Substring {
    guard let first = batches.first else { return "" }
    guard batches.count > 1 else { return "  in batch \(first)" }
    let names = batches.map { $0.split(separator: " ").first.map(String.init) ?? $0 }
    let table = first.drop { $0 != " " }
    let others = names.count > 5 ? " and \(names.count - 5) more" : ""
    return "  in batches \(names.prefix(5).joined(separator: ", "))\(others)\(table)"
  }
}
