import HealEngine

/// What reads what in a project, by its manifest.
package struct ProjectLineage: Hashable, Sendable {
  private var nodes: [String: Entry] = [:]
  /// The nodes and macros that read each node, source or macro.
  private var readers: [String: [String]] = [:]

  private struct Entry: Hashable {
    /// Paths, relative to the project, of what defines or describes it.
    var files: [String] = []
    var name = ""
    var materialized: String?
    var parents: [String] = []
  }

  /// nil where the file is no manifest.
  ///
  /// - Parameter path: the path of `manifest.json`.
  package init?(manifest path: String) {
    guard let bytes = ProjectFiles.artifact(at: path, limit: .manifest) else { return nil }
    self.init(bytes)
  }

  package init?(_ bytes: [UInt8]) {
    var reader = JSONReader(bytes)
    var found: [String: Entry] = [:]
    reader.readObject { section, reader in
      if Self.sections.contains(section) {
        reader.readObject { id, reader in
          found[id] = Self.entry(&reader)
          return true
        }
      }
      return true
    }
    guard !found.isEmpty else { return nil }
    nodes = found
    for (id, entry) in found {
      for parent in entry.parents { readers[parent, default: []].append(id) }
    }
  }

  private static let sections: Set<String> = [
    "nodes", "sources", "macros", "unit_tests", "exposures",
  ]

  private static func entry(_ reader: inout JSONReader) -> Entry {
    var entry = Entry()
    reader.readObject { key, reader in
      switch key {
      case "original_file_path": entry.files += reader.readString().map { [$0] } ?? []
      // `shop://models/schema.yml`
      case "patch_path":
        guard case .string(let path) = reader.readValue() else { return true }
        entry.files += path.firstRange(of: "://").map { [String(path[$0.upperBound...])] } ?? []
      case "name": entry.name = reader.readString() ?? ""
      case "config": entry.materialized = reader.readValue()?["materialized"]?.string
      case "depends_on":
        let parents = reader.readValue()
        for kind in ["nodes", "macros"] {
          entry.parents += (parents?[kind]?.array ?? []).compactMap(\.string)
        }
      default: break
      }
      return true
    }
    return entry
  }

  /// Whether the manifest has this node, source or macro.
  package func knows(_ uniqueID: String) -> Bool { nodes[uniqueID] != nil }

  /// The name by which dbt selects a node; nil for one that the manifest does not have.
  package func name(of uniqueID: String) -> String? { nodes[uniqueID]?.name }

  /// `table`, `view`, `incremental`; nil where that is not known.
  package func materialized(_ uniqueID: String) -> String? { nodes[uniqueID]?.materialized }

  /// Whether it holds no values of its own: a view, or an ephemeral model.
  func isView(_ uniqueID: String) -> Bool { ["view", "ephemeral"].contains(materialized(uniqueID)) }

  /// The sources' tables that something reads, as `source.table`, in alphabetical order.
  package var sources: [String] {
    nodes.keys.filter { $0.hasPrefix("source.") && readers[$0] != nil }
      .map { $0.split(separator: ".").dropFirst(2).joined(separator: ".") }.sorted()
  }

  /// The nodes, sources and macros that it reads; empty for one that the manifest does not have.
  func parents(of uniqueID: String) -> [String] { nodes[uniqueID]?.parents ?? [] }

  /// The nodes and macros that read it, in alphabetical order.
  func readers(of uniqueID: String) -> [String] { (readers[uniqueID] ?? []).sorted() }

  /// All that a change of files can reach: what they define or describe, and what reads that, however far down.
  ///
  /// - Parameter files: relative to the project.
  /// - Returns: unique ids; nil where the manifest has nothing of one of the files, as of `dbt_project.yml`: that can
  ///   reach everything.
  package func reached(from files: some Collection<String>) -> Set<String>? {
    var reached: Set<String> = []
    for file in files {
      let own = nodes.filter { $0.value.files.contains(file) && !$0.key.hasPrefix("operation.") }
      guard !own.isEmpty else { return nil }
      reached.formUnion(own.keys)
    }
    var open = Array(reached)
    while let id = open.popLast() {
      for reader in readers[id] ?? [] where reached.insert(reader).inserted { open.append(reader) }
    }
    return reached
  }
}
