import FoundationEssentials
import Testing

/// The repository's own order: who may import whom, how long a file may be, where unsafe code may stand.
@Suite struct HouseTests {
  /// What each target may import, beside the standard library; the table of `Sources/README.md`.
  static let table: [(target: String, imports: Set<String>)] = [
    ("Platform", ["Glibc", "Musl", "Darwin"]),
    ("PCRE2", ["CPCRE2", "Synchronization"]),
    ("YAML", ["CYAML"]),
    ("SQLite", ["CSQLite"]),
    ("Words", ["CWords"]),
    ("HealLanguage", ["PCRE2"]),
    ("HealEngine", ["HealLanguage", "PCRE2", "YAML", "Words", "Synchronization"]),
    ("HealServer", ["HealEngine", "HealLanguage"]),
    (
      "HealProject",
      ["HealEngine", "HealLanguage", "YAML", "FoundationEssentials", "Platform", "Synchronization"]
    ),
    (
      "HealRunner",
      [
        "HealProject", "HealEngine", "HealLanguage", "PCRE2", "YAML", "SQLite",
        "FoundationEssentials",
        "Subprocess", "SystemPackage", "Platform", "Dispatch", "Synchronization",
      ]
    ),
    (
      "heal",
      [
        "HealServer", "HealRunner", "HealProject", "HealEngine", "HealLanguage", "PCRE2",
        "ArgumentParser",
        "FoundationEssentials", "Platform", "Dispatch", "Synchronization",
      ]
    ),
  ]

  @Test(arguments: table.map(\.target))
  func `a target imports only what the table allows`(target: String) throws {
    let allowed = Self.table.first { $0.target == target }?.imports ?? []
    for (path, text) in try swiftFiles(below: "Sources/\(target)") {
      for module in imports(in: text) {
        #expect(allowed.contains(module), "\(path) imports \(module)")
      }
    }
  }

  @Test func `no file is longer than 400 lines`() throws {
    for (path, text) in try swiftFiles(below: "Sources") {
      let lines = text.utf8.count { $0 == 10 }
      #expect(lines <= 400, "\(path) has \(lines) lines")
    }
  }

  @Test func `nothing is public and nothing is forced`() throws {
    for (path, text) in try swiftFiles(below: "Sources") {
      for line in text.split(separator: "\n") where !line.isComment {
        #expect(!line.starts(with: "public "), "\(path): \(line)")
        #expect(!line.contains("try! "), "\(path): \(line)")
      }
    }
  }

  @Test func `unsafe code stands only where C is called`() throws {
    let allowed = [
      "Sources/PCRE2/", "Sources/YAML/", "Sources/SQLite/", "Sources/Words/",
      "Sources/HealProject/FileStatus.swift", "Sources/HealProject/LogTail.swift",
      "Sources/Platform/Differences.swift",
      "Sources/HealRunner/", "Sources/heal/",
    ]
    for (path, text) in try swiftFiles(below: "Sources") {
      for line in text.split(separator: "\n") where !line.isComment && line.contains("unsafe ") {
        #expect(allowed.contains { path.hasPrefix($0) }, "\(path): \(line)")
      }
    }
  }

  // MARK: Reading the sources

  private func swiftFiles(below folder: String) throws -> [(path: String, text: String)] {
    let all = try FileManager.default.subpathsOfDirectory(atPath: "\(Self.root)/\(folder)")
    return all.filter { $0.hasSuffix(".swift") }.sorted().map { file in
      let path = "\(folder)/\(file)"
      let data = FileManager.default.contents(atPath: "\(Self.root)/\(path)") ?? Data()
      return (path, String(decoding: data, as: UTF8.self))
    }
  }

  private func imports(in text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").filter {
        !["package", "@preconcurrency", "internal"].contains($0)
      }
      guard words.first == "import", words.count >= 2 else { return nil }
      return String(words[words.count - 1].split(separator: ".")[0])
    }
  }

  /// The checkout's folder, two above this file's.
  static let root: String = {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/")
  }()
}

extension Substring {
  fileprivate var isComment: Bool { drop { $0 == " " }.hasPrefix("//") }
}
