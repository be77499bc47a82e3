import HealEngine
package import HealLanguage

/// The part of a manifest that tells of some nodes: themselves and what they read.
package struct ManifestExcerpt: Sendable {
  /// Whether the manifest is this invocation's.
  private let isOwn: Bool
  private let metadata: JSONValue?
  /// By unique id.
  private var nodes: [String: JSONValue] = [:]
  private var sources: [String: JSONValue] = [:]

  /// nil where the file is no manifest.
  ///
  /// - Parameters:
  ///   - bytes: of `manifest.json`.
  ///   - ids: unique ids of the nodes.
  ///   - invocationID: of the run; nil where it is not known.
  package init?(_ bytes: [UInt8], around ids: Set<String>, invocationID: String?) {
    let all = Self.read(bytes)
    guard let metadata = all.metadata else { return nil }
    self.metadata = metadata
    isOwn = invocationID != nil && metadata["invocation_id"]?.string == invocationID
    var wanted = ids
    for id in ids { wanted.formUnion(Self.inputs(Self.value(all.nodes[id]))) }
    for id in wanted {
      nodes[id] = Self.value(all.nodes[id])
      sources[id] = Self.value(all.sources[id])
    }
  }

  private struct Readers {
    var metadata: JSONValue?
    var nodes: [String: JSONReader] = [:]
    var sources: [String: JSONReader] = [:]
  }

  private static func read(_ bytes: [UInt8]) -> Readers {
    var all = Readers()
    var reader = JSONReader(bytes)
    reader.readObject { key, reader in
      switch key {
      case "metadata": all.metadata = reader.readValue()
      case "nodes", "unit_tests":
        reader.readObject { id, reader in
          all.nodes[id] = reader
          return true
        }
      case "sources":
        reader.readObject { id, reader in
          all.sources[id] = reader
          return true
        }
      default: break
      }
      return true
    }
    return all
  }

  private static func value(_ reader: JSONReader?) -> JSONValue? {
    guard var reader else { return nil }
    return reader.readValue()
  }

  private static func inputs(_ node: JSONValue?) -> [String] {
    node?["depends_on"]?["nodes"]?.array?.compactMap(\.string) ?? []
  }

  /// The files of these nodes, and those that describe them; paths relative to the project. Without those of
  /// installed packages.
  package var files: [String] {
    let project = metadata?["project_name"]?.string
    return (Array(nodes.values) + Array(sources.values)).flatMap { node -> [String] in
      guard node["package_name"]?.string == project else { return [] }
      // `shop://models/schema.yml`
      let patch = node["patch_path"]?.string?.split(separator: "://", maxSplits: 1).last
      // A hook's is `./dbt_project.yml`.
      let own = node["original_file_path"]?.string.map { $0.hasPrefix("./") ? String($0.dropFirst(2)) : $0 }
      return [own, patch.map(String.init)].compactMap(\.self)
    }.uniqued().sorted()
  }

  /// The excerpt as a manifest, with the same bytes for the same project.
  package var json: JSON {
    let project = metadata?["project_name"]?.string
    // That of another invocation must not pass for this one's.
    let id = isOwn ? "00000000" : "ffffffff"
    return .object([
      (
        "metadata",
        .object([
          ("dbt_version", .of(metadata?["dbt_version"])),
          ("adapter_type", .of(metadata?["adapter_type"])),
          ("project_name", .of(metadata?["project_name"])),
          ("invocation_id", .text(id + "-0000-0000-0000-000000000000")),
        ])
      ),
      ("nodes", Self.object(nodes, project)), ("sources", Self.object(sources, project)),
    ])
  }

  private static func object(_ entries: [String: JSONValue], _ project: String?) -> JSON {
    .object(
      entries.sorted { $0.key < $1.key }.map { id, entry in
        let isForeign = entry["package_name"]?.string != project
        var members = fields.map { ($0, JSON.of(entry[$0])) }
        members.append(
          ("config", .object([("materialized", .of(entry["config"]?["materialized"]))])))
        members.append(("depends_on", .object([("nodes", .of(entry["depends_on"]?["nodes"]))])))
        if isForeign { members.append(("raw_code", .of(entry["raw_code"]))) }
        return (id, .object(members.filter { if case .null = $0.1 { false } else { true } }))
      })
  }

  private static let fields = [
    "name", "resource_type", "package_name", "original_file_path", "schema", "attached_node",
    "column_name", "test_metadata", "columns",
  ]
}

extension JSON {
  /// The same value with the members of objects in the order of their names; null for nil.
  fileprivate static func of(_ value: JSONValue?) -> JSON {
    switch value {
    case nil, .null: .null
    case .bool(let truth): .bool(truth)
    case .number(let text): Int(text).map { .int($0) } ?? .number(Double(text) ?? 0)
    case .string(let text): .text(text)
    case .array(let items): .list(items.map { of($0) })
    case .object(let members):
      .object(members.sorted { $0.key < $1.key }.map { ($0.key, of($0.value)) })
    }
  }
}
