import YAML

/// Calls a generic test in YAML as it was meant, wherever the wrong name stands. Its arguments stay.
struct TestCorrection {
  /// Perhaps with a package: `dbt_utils.not_constant`.
  let old: String
  let new: String

  /// - Throws: where no test of the file is called so.
  func edits(in text: [UInt8], path: String) throws(EditRefusal) -> [TextEdit] {
    guard path.isYAML else { throw EditRefusal("\(path) is not YAML") }
    guard new.isPlainYAML else { throw EditRefusal("“\(new)” is no test") }
    var found: [TextEdit] = []
    collect(try yamlRoot(of: text, path: path), text, &found)
    guard !found.isEmpty else { throw EditRefusal("\(path) has no test “\(old)”") }
    return found
  }

  private func collect(_ node: YAMLNode, _ text: [UInt8], _ found: inout [TextEdit]) {
    switch node.content {
    case .sequence(let items, _): for item in items { collect(item, text, &found) }
    case .mapping(let pairs, _):
      for pair in pairs {
        let isTests = pair.key.text == "tests" || pair.key.text == "data_tests"
        guard isTests, case .sequence(let tests, _) = pair.value.content else {
          collect(pair.value, text, &found)
          continue
        }
        found += tests.compactMap { name(of: $0)?.span(of: old, in: text) }
          .map { TextEdit($0, new) }
      }
    case .scalar, .alias: return
    }
  }

  /// The node that says which test it is.
  private func name(of test: YAMLNode) -> YAMLNode? {
    switch test.content {
    case .scalar: test
    case .mapping(let pairs, _) where pairs.count == 1: pairs[0].key
    case .mapping(let pairs, _): pairs.first { $0.key.text == "test_name" }?.value
    case .sequence, .alias: nil
    }
  }
}
