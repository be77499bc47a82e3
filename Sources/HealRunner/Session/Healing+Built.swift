import HealProject

extension Healing {
  /// What dbt has built with the fixes in place, of all that they can have changed; nil where that is nothing.
  var builtByFixes: BuiltRelations? { builtRelations(from: Set(standing.flatMap(\.changes).map(\.path))) }

  /// What dbt has built since files were first changed, of all that these can reach; nil where that is nothing.
  func builtRelations(from files: Set<String>) -> BuiltRelations? {
    guard !files.isEmpty, !builtSinceEdit.isEmpty else { return nil }
    let lineage = ProjectLineage(manifest: paths.target + "/manifest.json")
    let reached = lineage?.reached(from: files)
    let built = builtSinceEdit.filter { reached?.contains($0) ?? true }.sorted()
    guard !built.isEmpty else { return nil }
    let incremental = built.filter {
      lineage?.materialized($0) == "incremental" || $0.hasPrefix("snapshot.")
    }
    let names = built.map(Self.selector)
    return BuiltRelations(
      names: names, incremental: incremental.map(Self.selector),
      command: session.command.build(select: names))
  }

  /// Takes in what a run has built where a fix has edited something before.
  func noteBuilt(_ statuses: [String: NodeStatus]) {
    let relations = statuses.filter { id, status in
      status == .success && ["model", "seed", "snapshot"].contains(id.prefix { $0 != "." })
    }
    warehouse.noteBuilt(relations.keys.compactMap(Self.name))
    guard !changedFiles.isEmpty else { return }
    builtSinceEdit.formUnion(relations.keys)
  }

  /// `orders` of `model.shop.orders`, and of `model.shop.orders.v2`.
  static func name(_ uniqueID: String) -> String? { uniqueID.split(separator: ".").dropFirst(2).first.map(String.init) }

  /// `model.shop.orders.v2` is selected as `orders.v2`.
  private static func selector(_ uniqueID: String) -> String {
    uniqueID.split(separator: ".").dropFirst(2).joined(separator: ".")
  }
}
