import HealLanguage
import YAML

extension DbtProject {
  /// The YAML file that asks for a generic test; nil unless exactly one does.
  ///
  /// dbt 2 names only the SQL that it made for a test: `acepted_values_stg_orders_adab5a9753089b91a99ebf1c2eb26519`.
  ///
  /// - Parameter name: the test's own, or the name of its SQL, which is cut off and has a hash at its end.
  func file(ofGenericTest name: String) -> String? {
    let wanted = GenericTestName(name)
    let folders = modelPaths + seedPaths + snapshotPaths
    let found = folders.uniqued().flatMap { files.list(under: $0, endings: [".yml", ".yaml"]) }
      .filter { path in
        guard let text = files.text(path), let root = try? YAMLDocument.parse(text).root else { return false }
        return root.asks(for: wanted, of: [])
      }
    return found.count == 1 ? found.first : nil
  }
}

/// How dbt names a generic test: after itself, its model and its column.
private struct GenericTestName {
  private let visible: String
  private let isCut: Bool

  init(_ name: String) {
    let parts = name.split(separator: "_", omittingEmptySubsequences: false)
    let isHash = parts.last.map { $0.utf8.count == 32 && $0.allSatisfy(\.isHexDigit) } ?? false
    isCut = isHash && parts.count > 1
    visible = isCut ? parts.dropLast().joined(separator: "_") : name
  }

  /// - Parameters:
  ///   - test: as the YAML says it.
  ///   - owners: the names above it, from the outermost: a model, or a source and its table.
  func isMade(of test: String, _ owners: [String]) -> Bool {
    let subject = owners.prefix(2)
    let bare = test.map { $0 == "." ? "_" : String($0) }.joined()
    let names = [bare + "_" + (subject.first ?? ""), "source_\(bare)_" + subject.joined(separator: "_")]
    return names.contains { visible.hasPrefix($0) || isCut && $0.hasPrefix(visible) }
  }

  func isGiven(by name: String) -> Bool { !isCut && name == visible }
}

extension YAMLNode {
  fileprivate func asks(for wanted: GenericTestName, of owners: [String]) -> Bool {
    if let items { return items.contains { $0.asks(for: wanted, of: owners) } }
    guard let pairs else { return false }
    let owners = owners + (self["name"]?.text.map { [$0] } ?? [])
    return pairs.contains { pair in
      guard ["data_tests", "tests"].contains(pair.key.text) else { return pair.value.asks(for: wanted, of: owners) }
      return pair.value.items?.contains { $0.isTest(wanted, owners) } ?? false
    }
  }

  /// `unique`, `accepted_values: {…}`, or `{name: …, test_name: …}`.
  private func isTest(_ wanted: GenericTestName, _ owners: [String]) -> Bool {
    if let text { return wanted.isMade(of: text, owners) }
    let names = [self["name"]?.text] + (pairs ?? []).map { $0.value["name"]?.text }
    if names.contains(where: { $0.map(wanted.isGiven) ?? false }) { return true }
    let tests = [self["test_name"]?.text] + (pairs ?? []).map(\.key.text)
    return tests.contains { $0.map { wanted.isMade(of: $0, owners) } ?? false }
  }
}
