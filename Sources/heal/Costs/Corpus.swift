import ArgumentParser
import FoundationEssentials
import HealEngine
import HealLanguage
import HealProject

/// Texts that rules are measured on: failures out of logs, and each line of logs without any.
struct Corpus {
  private(set) var failures: [Failure] = []
  /// How people are told what it is.
  private(set) var name: String

  /// - Parameters:
  ///   - paths: logs and folders of logs or recordings; with none, the tests of the rules are taken.
  ///   - rules: all rules.
  /// - Throws: `ExitCode` 2, after it has said which path cannot be read.
  init(_ paths: [String], rules: [Rule]) throws {
    guard !paths.isEmpty else {
      name = "the tests of all rules"
      failures = rules.flatMap { rule in rule.tests.map { $0.asFailure(of: rule) } }
      return
    }
    name = paths.joined(separator: ", ")
    for file in try paths.flatMap(Self.files) { add(file) }
    if failures.isEmpty {
      throw fail(
        "there is nothing to read in \(name)", help: "name logs of dbt, or folders of them")
    }
  }

  private static func files(at path: String) throws -> [String] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw fail("there is no file or folder `\(path)`")
    }
    guard isFolder else { return [path] }
    let all = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    return all.sorted().filter { $0.hasSuffix(".log") || $0.hasSuffix("stdout.txt") }
      .map { "\(path)/\($0)" }
  }

  private mutating func add(_ file: String) {
    let found = readAnything(path: file) ?? []
    failures += found
    guard found.isEmpty, let data = FileManager.default.contents(atPath: file) else { return }
    for line in String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline) {
      failures.append(Failure(id: file, message: String(line), log: String(line)))
    }
  }
}
