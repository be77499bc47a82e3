import FoundationEssentials

/// The tests that a project's manifest knows.
struct TestCensus: Hashable, Sendable {
  /// The file that defines each, relative to the project, by unique id.
  var tests: [String: String] = [:]
  /// Whether the manifest is known to be that of the run at hand, not of an older state of the project.
  var isCurrent = false

  init() {}

  /// - Parameters:
  ///   - manifest: the path of `manifest.json`; one that cannot be read knows no tests.
  ///   - invocation: the run that should have written it; nil when that is not known.
  init(manifest: String, invocation: String?) {
    guard let bytes = FileSystem.read(manifest),
      let decoded = try? JSONDecoder().decode(Manifest.self, from: Data(bytes))
    else { return }
    for (id, node) in decoded.nodes where node.resourceType == "test" {
      tests[id] = node.file
    }
    for (id, test) in decoded.unitTests ?? [:] { tests[id] = test.file }
    isCurrent = invocation != nil && decoded.metadata.invocationID == invocation
  }

  /// The tests that another census no longer has.
  ///
  /// Of an older manifest only those count whose file heal has changed: the rest may have gone long ago.
  func lost(in now: TestCensus, blaming changed: Set<String>) -> Set<String> {
    Set(
      tests.filter { now.tests[$0.key] == nil && (isCurrent || changed.contains($0.value)) }.keys)
  }

  private struct Manifest: Decodable {
    var metadata: Metadata
    var nodes: [String: Node]
    var unitTests: [String: Node]?

    enum CodingKeys: String, CodingKey {
      case metadata, nodes
      case unitTests = "unit_tests"
    }
  }

  private struct Metadata: Decodable {
    var invocationID: String?

    enum CodingKeys: String, CodingKey {
      case invocationID = "invocation_id"
    }
  }

  private struct Node: Decodable {
    var resourceType: String?
    var file: String

    enum CodingKeys: String, CodingKey {
      case resourceType = "resource_type"
      case file = "original_file_path"
    }
  }
}
