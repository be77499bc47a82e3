import FoundationEssentials
import HealEngine
import Testing

/// Real words of dbt stay as they are, but for what names a person or tells a row.
@Suite struct RedactedRecordingTests {
  @Test func `recorded output changes only where it must`() throws {
    let redactor = try Redactor()
    var changed: [String] = []
    var count = 0
    for (_, text) in Self.recordings {
      count += 1
      let redacted = redactor.redact(text)
      if redacted == text { continue }
      for (before, after) in zip(text.split(separator: "\n"), redacted.split(separator: "\n"))
      where before != after {
        changed.append(Self.difference(String(before), String(after)))
      }
    }
    #expect(count > 800)
    try expectGolden(
      Set(changed).sorted().joined(separator: "\n") + "\n", "Tests/Golden/redaction/recordings.txt")
  }

  /// Of the words that dbt and the databases printed, how many are taken out although they tell no secret: at most
  /// one in a hundred, those counted that rightly go.
  @Test func `hardly a word is lost`() throws {
    let redactor = try Redactor()
    var (all, lost) = (0, 0)
    for (_, text) in Self.recordings {
      let words = Self.words(text)
      all += words.values.reduce(0, +)
      let redacted = redactor.redact(text)
      guard redacted != text else { continue }
      let left = Self.words(redacted)
      lost += words.reduce(0) { $0 + max(0, $1.value - left[$1.key, default: 0]) }
    }
    #expect(all > 500_000 && lost * 1000 < all, "\(lost) of \(all)")
  }

  private static func words(_ text: String) -> [Substring: Int] {
    var counts: [Substring: Int] = [:]
    for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" }) {
      counts[word, default: 0] += 1
    }
    return counts
  }

  /// What differs, with a few words around it.
  private static func difference(_ before: String, _ after: String) -> String {
    let head = zip(before, after).prefix { $0 == $1 }.count
    let rest = (before.dropFirst(head).reversed(), after.dropFirst(head).reversed())
    let tail = zip(rest.0, rest.1).prefix { $0 == $1 }.count
    let (start, end) = (max(0, head - 50), max(0, tail - 20))
    return "\(before.dropFirst(start).dropLast(end))\n→ \(after.dropFirst(start).dropLast(end))"
  }

  /// What dbt printed, in every recording.
  private static let recordings: [(String, String)] = {
    let root = HouseTests.root + "/Tests/Recordings"
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
    return files.sorted().filter {
      $0.hasSuffix(".txt") || $0.hasSuffix("results.json")
        || $0.hasPrefix("duckdb/") && $0.hasSuffix(".jsonl")
    }
    .compactMap { file in
      FileManager.default.contents(atPath: "\(root)/\(file)").map {
        (file, String(decoding: $0, as: UTF8.self))
      }
    }
  }()
}
