import HealEngine

/// `manifest.json`, gone through once; what a node holds is read when it is asked for.
struct Manifest {
  var invocationID: String?
  var adapter: String?
  var projectName: String?
  private var nodes: [String: JSONReader] = [:]
  private var sources: [String: JSONReader] = [:]
  private var macros: [String: JSONReader] = [:]
  /// Unique ids: `macro.shop.cents_to_dollars`.
  private(set) var macroIDs: [String] = []

  /// What is wanted of a node.
  struct Entry {
    var uniqueID: String
    var name: String
    var kind: String
    var package: String?
    /// Relative to the project, or to the package where it is one's.
    var file: String?
    var schema: String?
    var materialized: String?
    var rawCode: String?
    var compiledCode: String?
    var dependsOn: [String]?
    /// As the project's YAML names them.
    var columns: [String]
  }

  /// nil where the file is no such artifact.
  init?(_ bytes: [UInt8]) {
    var reader = JSONReader(bytes)
    var manifest = Manifest()
    reader.readObject { key, reader in
      manifest.take(key, &reader)
      return true
    }
    guard manifest.invocationID != nil || !manifest.nodes.isEmpty else { return nil }
    self = manifest
  }

  private init() {}

  private mutating func take(_ key: String, _ reader: inout JSONReader) {
    switch key {
    case "metadata":
      let metadata = reader.readValue()
      invocationID = metadata?["invocation_id"]?.string
      adapter = metadata?["adapter_type"]?.string
      projectName = metadata?["project_name"]?.string
    case "nodes", "unit_tests", "exposures":
      var found = nodes
      reader.readObject { id, reader in
        found[id] = reader
        return true
      }
      nodes = found
    case "sources":
      var found = sources
      reader.readObject { id, reader in
        found[id] = reader
        return true
      }
      sources = found
    case "macros":
      var found: [String] = []
      var read: [String: JSONReader] = [:]
      reader.readObject { id, reader in
        found.append(id)
        read[id] = reader
        return true
      }
      (macroIDs, macros) = (found, read)
    default: break
    }
  }
}

extension Manifest {
  /// Unique ids of all nodes, unit tests and exposures, in the order of their names.
  var nodeIDs: [String] { nodes.keys.sorted() }

  var sourceIDs: [String] { sources.keys.sorted() }

  /// All that the manifest says of a node or source; nil where it has none of this id.
  func value(of uniqueID: String) -> JSONValue? {
    guard var reader = nodes[uniqueID] ?? sources[uniqueID] else { return nil }
    return reader.readValue()
  }

  /// All that the manifest says of a macro; nil where it has none of this id.
  func macro(_ uniqueID: String) -> JSONValue? {
    guard var reader = macros[uniqueID] else { return nil }
    return reader.readValue()
  }

  /// nil where the manifest has no such node or source.
  func entry(_ uniqueID: String) -> Entry? {
    guard let value = value(of: uniqueID) else { return nil }
    return Entry(
      uniqueID: uniqueID, name: value["name"]?.string ?? "",
      kind: value["resource_type"]?.string ?? String(uniqueID.prefix { $0 != "." }),
      package: value["package_name"]?.string, file: value["original_file_path"]?.string,
      schema: value["schema"]?.string, materialized: value["config"]?["materialized"]?.string,
      rawCode: value["raw_code"]?.string, compiledCode: value["compiled_code"]?.string,
      dependsOn: value["depends_on"]?["nodes"]?.array?.compactMap(\.string),
      columns: Self.columns(value["columns"]))
  }

  /// The node that a message names; unknown where several have the name.
  func entry(named name: String, kind: String?) -> Entry? {
    let ids = (nodeIDs + sourceIDs).filter { id in
      let parts = id.split(separator: ".")
      guard parts.count >= 3, kind == nil || parts[0] == kind ?? "" else { return false }
      let isDeep = parts[0] == "source" || parts[0] == "unit_test"
      return (isDeep ? parts.last : parts[2]) ?? "" == name
    }
    return ids.count == 1 ? ids.first.flatMap { entry($0) } : nil
  }

  /// What a generic test on one column of one model looks at.
  struct Test {
    /// The name of the model, seed or snapshot.
    var model: String
    var column: String
    /// The model's, relative to the project.
    var file: String
    /// Of `accepted_values`; nil of other tests.
    var accepted: [String]?
  }

  /// nil where there is no such test, or it is about more than one model.
  func test(named name: String) -> Test? {
    guard let id = entry(named: name, kind: "test")?.uniqueID, var reader = nodes[id],
      let value = reader.readValue(), let model = value["attached_node"]?.string,
      let entry = entry(model), let file = entry.file,
      let column = value["column_name"]?.string
        ?? value["test_metadata"]?["kwargs"]?["column_name"]?.string
    else { return nil }
    let values = value["test_metadata"]?["kwargs"]?["values"]?.array
    return Test(
      model: entry.name, column: column, file: file, accepted: values?.compactMap(\.string))
  }

  private static func columns(_ value: JSONValue?) -> [String] {
    (value?.object ?? [:]).map { key, column in column["name"]?.string ?? key }.sorted()
  }
}
