import FoundationEssentials
import HealProject

/// The tests that dbt would run, by a project's manifest.
///
/// A manifest lists others too: those of YAML entries for models that do not exist or are disabled. A full parse
/// puts them among the nodes, the next partial parse among the disabled.
struct TestCensus: Hashable, Sendable {
  /// The file that defines each, relative to the project, by unique id.
  var tests: [String: String] = [:]
  /// What decides how strict each of them is, by unique id and setting; only what is set.
  var strictness: [String: [String: String]] = [:]
  /// Whether the manifest is known to be that of the run at hand, not of an older state of the project.
  var isCurrent = false

  init() {}

  /// - Parameters:
  ///   - manifest: the path of `manifest.json`; one that cannot be read knows no tests.
  ///   - invocation: the run that should have written it; nil when that is not known.
  init(manifest: String, invocation: String?) {
    guard let bytes = FileSystem.read(manifest, .manifest),
      let decoded = try? JSONDecoder().decode(Manifest.self, from: Data(bytes))
    else { return }
    for (id, node) in decoded.nodes where node.resourceType == "test" {
      strictness[id] = node.config?.settings
      if decoded.runs(node) { tests[id] = node.file }
    }
    for (id, test) in decoded.unitTests ?? [:] where decoded.runs(test) { tests[id] = test.file }
    isCurrent = invocation != nil && decoded.metadata.invocationID == invocation
  }

  /// The tests that another census no longer has.
  ///
  /// Of an older manifest only those count whose file heal has changed: the rest may have gone long ago.
  func lost(in now: TestCensus, blaming changed: Set<String>) -> Set<String> {
    Set(
      tests.filter { now.tests[$0.key] == nil && (isCurrent || changed.contains($0.value)) }.keys)
  }

  /// A test that another census has with another strictness. Of an older manifest those count whose file heal has
  /// changed.
  func firstWeaker(in now: TestCensus, blaming changed: Set<String>) -> Objection? {
    for (id, before) in strictness.sorted(by: { $0.key < $1.key }) {
      guard let file = tests[id], isCurrent || changed.contains(file),
        let after = now.strictness[id]
      else { continue }
      for key in Set(before.keys).union(after.keys).sorted() where before[key] != after[key] {
        return Objection(
          "the test `\(id)` is not what it was: its \(key) was \(before[key] ?? "not set") and is "
            + (after[key] ?? "not set"), node: id, file: file)
      }
    }
    return nil
  }

  private struct Manifest: Decodable {
    var metadata: Metadata
    var nodes: [String: Node]
    var sources: [String: Source]?
    var unitTests: [String: Node]?

    /// Whether dbt runs a test: it is enabled, and all that it is about is there and enabled.
    func runs(_ test: Node) -> Bool {
      guard test.config?.isEnabled != false else { return false }
      let subjects = (test.attachedNode.map { [$0] } ?? []) + (test.dependsOn?.nodes ?? [])
      // One that was made for a node must have one.
      if subjects.isEmpty { return test.dependsOn == nil || test.isSingular }
      return subjects.allSatisfy(isThere)
    }

    private func isThere(_ id: String) -> Bool {
      switch id.prefix(while: { $0 != "." }) {
      case "model", "seed", "snapshot", "analysis":
        nodes[id].map { $0.config?.isEnabled != false } ?? false
      case "source": sources?[id] != nil
      default: true
      }
    }

    enum CodingKeys: String, CodingKey {
      case metadata, nodes, sources
      case unitTests = "unit_tests"
    }
  }

  private struct Source: Decodable {}

  private struct DependsOn: Decodable {
    var nodes: [String]?
  }

  /// Of a generic test.
  private struct TestMetadata: Decodable {}

  private struct Metadata: Decodable {
    var invocationID: String?

    enum CodingKeys: String, CodingKey {
      case invocationID = "invocation_id"
    }
  }

  /// What a test's config says of how strict it is.
  private struct Config: Decodable {
    var severity: String?
    var condition: String?
    var warnIf: String?
    var errorIf: String?
    var failCalc: String?
    var limit: Int?
    var isEnabled: Bool?

    enum CodingKeys: String, CodingKey {
      case severity, limit
      case condition = "where"
      case warnIf = "warn_if"
      case errorIf = "error_if"
      case failCalc = "fail_calc"
      case isEnabled = "enabled"
    }

    /// What is set to something else than dbt accepts counts as not set.
    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      let text = { (key: CodingKeys) in try? values.decode(String.self, forKey: key) }
      severity = text(.severity)
      condition = text(.condition)
      warnIf = text(.warnIf)
      errorIf = text(.errorIf)
      failCalc = text(.failCalc)
      limit = try? values.decode(Int.self, forKey: .limit)
      isEnabled = try? values.decode(Bool.self, forKey: .isEnabled)
    }

    var settings: [String: String] {
      var settings: [String: String] = [:]
      settings["severity"] = severity?.lowercased()
      settings["where"] = condition
      settings["warn_if"] = warnIf
      settings["error_if"] = errorIf
      settings["fail_calc"] = failCalc
      settings["limit"] = limit.map(String.init)
      settings["enabled"] = isEnabled.map { "\($0)" }
      return settings
    }
  }

  private struct Node: Decodable {
    var resourceType: String?
    var file: String
    var config: Config?
    var attachedNode: String?
    var dependsOn: DependsOn?
    var testMetadata: TestMetadata?

    /// A query of its own, which may read no node at all.
    var isSingular: Bool { resourceType == "test" && testMetadata == nil }

    enum CodingKeys: String, CodingKey {
      case attachedNode = "attached_node"
      case dependsOn = "depends_on"
      case testMetadata = "test_metadata"
      case resourceType = "resource_type"
      case file = "original_file_path"
      case config
    }
  }
}
