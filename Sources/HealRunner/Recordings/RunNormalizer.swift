import HealLanguage
import PCRE2

/// Takes out of what a run said all that differs from run to run, so that two runs that failed alike have the
/// same bytes: times, ids, durations, numbers of processes and threads, and where things are on this machine.
struct RunNormalizer: Sendable {
  /// Longest first, for one may be inside another.
  private let folders: [Variable]

  /// - Parameter folders: paths, and what stands for each, such as `/srv/shop`; only absolute ones count, and of
  ///   several for one path the first.
  init(folders: [(path: String, name: String)]) {
    self.folders = folders.filter { $0.path.hasPrefix("/") && $0.path.utf8.count > 1 }
      .sorted { $0.path.utf8.count > $1.path.utf8.count }
      .map { Variable(#"\Q"# + $0.path + #"\E(?![\w-])"#, $0.name) }
  }

  func normalized(_ text: String) -> String {
    (folders + Self.variable).reduce(text) { $1.replace(in: $0) }
  }

  /// Every text of the value, and what is known to vary by its key.
  func normalized(_ value: JSON) -> JSON {
    switch value {
    case .text(let text): .text(normalized(text))
    case .list(let items): .list(items.map { normalized($0) })
    case .object(let members):
      .object(members.map { ($0.0, Self.constant($0.0, $0.1) ?? normalized($0.1)) })
    default: value
    }
  }

  private static let noTime = "2000-01-01T00:00:00.000000Z"

  /// nil for a key whose value does not vary by nature.
  private static func constant(_ key: String, _ value: JSON) -> JSON? {
    switch (key, value) {
    case ("timing", .list): .list([])
    case ("adapter_response", .object): .object([])
    case ("pid", _), ("execution_time", _), ("elapsed", _), ("elapsed_time", _), ("execution", _):
      .int(0)
    case ("index", .int): .int(1)
    case ("invocation_id", .text(let text)) where !text.hasPrefix("ffffffff-") && !text.isEmpty:
      .text("00000000-0000-0000-0000-000000000000")
    // dbt 2's ids and times.
    case ("trace_id", .text): .text(String(repeating: "0", count: 32))
    case ("span_id", .text), ("parent_span_id", .text): .text(String(repeating: "0", count: 16))
    case ("duration_ms", .text): .text("0")
    case (_, .text) where key.hasSuffix("_unix_nano"): .text("0")
    case ("ts", .text(let text)) where !text.isEmpty: .text(noTime)
    case (_, .text(let text)) where key.hasSuffix("_at") && !text.isEmpty: .text(noTime)
    default: nil
    }
  }

  /// A pattern, and what its group `v`, or all of it, becomes.
  private struct Variable: Sendable {
    let regex: LazyRegex
    let constant: String

    init(_ pattern: String, _ constant: String) {
      regex = LazyRegex(pattern)
      self.constant = constant
    }

    func replace(in text: String) -> String {
      let bytes = Array(text.utf8)
      guard let regex = try? regex.compiled(), case .all(let matches) = regex.allMatches(in: bytes),
        !matches.isEmpty
      else { return text }
      var result: [UInt8] = []
      var copied = 0
      for match in matches {
        let range = regex.groupNumbers["v"].flatMap { match.groups[$0] } ?? match.range
        result += bytes[copied..<range.lowerBound]
        result += constant.utf8
        copied = range.upperBound
      }
      return String(decoding: result + bytes[copied...], as: UTF8.self)
    }
  }

  private static let variable = [
    Variable(
      #"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"#,
      "00000000-0000-0000-0000-000000000000"),
    Variable(#"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\.\d{3,9}(?:Z|[+-]\d\d:?\d\d)?"#, noTime),
    Variable(#"(?m)^(?<v>\d\d:\d\d:\d\d)(?= )"#, "00:00:00"),
    Variable(#"\b\d\d:\d\d:\d\d\.\d{3,9}\b"#, "00:00:00.000000"),
    Variable(#" in (?<v>\d+\.\d+)s\b"#, "0.00"),
    Variable(
      #"\b\d+ hours? \d+ minutes? and \d+\.\d+ seconds? \(\d+\.\d+s\)"#,
      "0 hours 0 minutes and 0.00 seconds (0.00s)"),
    Variable(#" after (?<v>\d+\.\d+) seconds"#, "0.00"),
    Variable(#"(?m)^(?:\d\d:\d\d:\d\d  )?(?<v>\d+) of \d+ "#, "1"),
    Variable(#"(?i)\bpid:? ?(?<v>\d+)\b"#, "1"),
    Variable(#"\b0x[0-9a-f]{6,16}\b"#, "0x0"),
    Variable(#"\bThread-\d+(?: \(\w+\))?"#, "Thread-1"),
    Variable(#"(?<=__dbt_tmp)_?\d{6,}"#, ""),
    Variable(#"/tmp/tmp\w{8}\b"#, "/tmp/tmp"),
    Variable(#"(?:/[\w.+-]+)+/python3\.\d+/site-packages"#, "/opt/python/site-packages"),
  ]
}
