import HealEngine

/// What keeps the values of a model: the tables nearest to it that the last green run built, and what lies between.
struct KeptValues {
  private let manifest: Manifest
  private let lineage: ProjectLineage

  /// nil where there is no manifest.
  init?(_ bytes: [UInt8]) {
    guard let manifest = Manifest(bytes), let lineage = ProjectLineage(bytes) else { return nil }
    self.manifest = manifest
    self.lineage = lineage
  }

  /// The adapter of the run that failed.
  var adapter: String? { manifest.adapter }

  /// The way from a relation to the tables that kept the values of what is made of it.
  struct Trail {
    var chains: [ValueTrial.Chain]
    /// Whether these tables keep all that the models between give out: no view is read by people, and no table is left out.
    var isWhole: Bool
  }

  /// More tables are not asked: each takes a start of dbt.
  private static let mostTables = 4

  /// - Parameters:
  ///   - model: the name of the model that failed.
  ///   - relation: an input of it, named as a model or seed is, or `source.table`.
  /// - Returns: the relation's call, and of each table the models between the relation and the table; those with a
  ///   `unique` test come first. Empty where something between is no plain model.
  func trail(of model: String, behind relation: String) -> Trail {
    guard let failing = manifest.entry(named: model, kind: "model"),
      let input = entry(ofRelation: relation), let call = call(of: input)
    else { return Trail(chains: [], isWhole: false) }
    let (tables, areAll) = tables(from: failing.uniqueID)
    let chains = tables.compactMap { table in
      chain(to: table, from: input.uniqueID).map {
        ValueTrial.Chain(relation: call, models: $0, keys: manifest.uniqueColumns(of: table))
      }
    }.sorted { !$0.keys.isEmpty && $1.keys.isEmpty }.prefix(Self.mostTables).map(\.self)
    return Trail(chains: chains, isWhole: areAll && chains.count == tables.count)
  }

  /// The name of the model that a file of the project holds.
  func model(in path: String) -> String? {
    let name = path.split(separator: "/").last?.split(separator: ".").first.map(String.init)
    let entry = name.flatMap { manifest.entry(named: $0, kind: "model") }
    return entry?.file == path ? entry?.name : nil
  }

  /// What a model reads, named as a model or seed is, or `source.table`.
  func inputs(of model: String) -> [String] {
    manifest.entry(named: model, kind: "model").map { inputs($0.uniqueID).compactMap(Self.relation) } ?? []
  }

  /// The tables, seeds and sources that a model reads, by way of views or not; named as above.
  func tables(behind model: String) -> [String] {
    guard let id = manifest.entry(named: model, kind: "model")?.uniqueID else { return [] }
    var found: [String] = []
    var seen: Set<String> = []
    var open = [id]
    while let id = open.popLast() {
      for input in inputs(id) where seen.insert(input).inserted {
        if lineage.isView(input) { open.append(input) } else { found += Self.relation(input).map { [$0] } ?? [] }
      }
    }
    return found.sorted()
  }

  private func inputs(_ id: String) -> [String] { lineage.parents(of: id).filter { Self.relation($0) != nil } }

  /// What a unique id is called: `orders`, `shop.orders`; nil of a versioned model, a macro and the like.
  private static func relation(_ id: String) -> String? {
    let parts = id.split(separator: ".")
    return switch parts.first {
    case "source" where parts.count == 4: "\(parts[2]).\(parts[3])"
    case "model" where parts.count == 3, "seed" where parts.count == 3, "snapshot" where parts.count == 3:
      String(parts[2])
    default: nil
    }
  }

  private func entry(ofRelation name: String) -> Manifest.Entry? {
    if let dot = name.firstIndex(of: ".") {
      let (source, table) = (name[..<dot], name[name.index(after: dot)...])
      let ids = manifest.sourceIDs.filter { $0.hasSuffix(".\(source).\(table)") }
      return ids.count == 1 ? ids.first.flatMap { manifest.entry($0) } : nil
    }
    return ["model", "seed", "snapshot"].lazy.compactMap { manifest.entry(named: name, kind: $0) }.first
  }

  private func call(of entry: Manifest.Entry) -> String? {
    let parts = entry.uniqueID.split(separator: ".").map(String.init)
    guard entry.uniqueID.allSatisfy({ $0.isLetter || $0.isNumber || "._- ".contains($0) }) else { return nil }
    if entry.kind == "source" {
      return parts.count == 4 ? "source('\(parts[2])', '\(parts[3])')" : nil
    }
    // A versioned model has its version behind its name.
    guard parts.count == 3 else { return nil }
    return entry.package == manifest.projectName ? "ref('\(parts[2])')" : "ref('\(parts[1])', '\(parts[2])')"
  }

  /// The tables that a model is, or that read it by way of views only; and whether nothing else gives out what it gives: a
  /// view that no model reads, a snapshot.
  private func tables(from model: String) -> (tables: [String], areAll: Bool) {
    var found: [String] = []
    var areAll = true
    var seen: Set<String> = [model]
    var open = [model]
    while let id = open.first {
      open.removeFirst()
      if ["table", "incremental"].contains(lineage.materialized(id)) { found.append(id) }
      guard lineage.isView(id) else { continue }
      let readers = lineage.readers(of: id).filter { !$0.hasPrefix("test.") && !$0.hasPrefix("unit_test.") }
      if readers.isEmpty, lineage.materialized(id) != "ephemeral" { areAll = false }
      if readers.contains(where: { !$0.hasPrefix("model.") }) { areAll = false }
      for reader in readers where reader.hasPrefix("model.") && seen.insert(reader).inserted {
        open.append(reader)
      }
    }
    return (found, areAll)
  }

  /// The models between a relation and a table, each after what it reads, the table last; nil where the table does
  /// not read the relation by way of views, or a text is not known.
  private func chain(to table: String, from relation: String) -> [ValueTrial.Model]? {
    var walk = Walk(relation: relation)
    guard walk.reaches(table, lineage, isTable: true) else { return nil }
    let models = walk.order.map { id -> ValueTrial.Model? in
      guard let entry = manifest.entry(id), let call = call(of: entry), let text = entry.rawCode,
        entry.file?.hasSuffix(".sql") == true
      else { return nil }
      return ValueTrial.Model(name: entry.name, call: call, text: text)
    }
    let known = models.compactMap(\.self)
    return known.count == models.count ? known : nil
  }

  private struct Walk {
    let relation: String
    /// What must be worked out anew, each after what it reads.
    var order: [String] = []
    private var known: [String: Bool] = [:]

    init(relation: String) { self.relation = relation }

    /// Whether a model reads the relation, by way of views only.
    mutating func reaches(_ id: String, _ lineage: ProjectLineage, isTable: Bool = false) -> Bool {
      if let known = known[id] { return known }
      known[id] = false
      guard id.hasPrefix("model."), isTable || lineage.isView(id) else { return false }
      var isBehind = false
      for parent in lineage.parents(of: id) {
        if parent == relation || reaches(parent, lineage) { isBehind = true }
      }
      known[id] = isBehind
      // An ephemeral model has no relation of its own that could be read as it stands.
      if isBehind || lineage.materialized(id) == "ephemeral" { order.append(id) }
      return isBehind
    }
  }
}

extension Manifest {
  /// The columns of a model that a `unique` test of dbt's looks at, in alphabetical order.
  fileprivate func uniqueColumns(of model: String) -> [String] {
    nodeIDs.filter { $0.hasPrefix("test.") && $0.contains(".unique_") }.compactMap { id -> String? in
      guard let value = value(of: id), value["attached_node"]?.string == model,
        value["test_metadata"]?["name"]?.string == "unique"
      else { return nil }
      return value["column_name"]?.string
    }.sorted()
  }
}
