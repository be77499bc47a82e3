import HealEngine
import HealLanguage
import YAML

extension ProjectCatalog {
  /// Of the inputs that a node reads a bare column beside, the only one that had it before another got one of that
  /// name too; as the node's SQL calls it. nil where that is not certain.
  ///
  /// `earlier` gives the columns that a relation had when all was well; nil where that is not known.
  func owner(of column: String, readBy node: String, earlier: (String) -> [String]?) -> String? {
    guard let sql = sql(of: node) else { return nil }
    let givers = inputs(beside: column, in: sql, adapter: nil).filter {
      $0.writesColumn || !$0.relations.isEmpty
    }
    let owners = givers.filter { giver in
      giver.hasColumn { relation in
        earlier(relation)?.contains(name: column) ?? isKnown(column, of: relation, besides: node)
      }
    }
    return givers.count > 1 ? owners.map(\.name).uniqued().only : nil
  }

  /// Of the inputs beside which a node reads `relation.column`, the only other one that has the column: as its own SQL,
  /// the YAML or a seed's header tells. Where none is known to, the only other one.
  func giver(of column: String, besides relation: String, readBy node: String) -> String? {
    guard let sql = sql(of: node) else { return nil }
    let others = inputs(beside: column, of: relation, in: sql, adapter: nil)
      .filter { $0.name.lowercased() != relation.lowercased() }
    let known = others.filter { other in
      other.hasColumn { relation in
        columns(of: relation)?.contains(name: column)
          ?? words(of: relation)?.contains(column.lowercased()) ?? false
      }
    }
    return (known.isEmpty ? others : known).map(\.name).uniqued().only
  }

  /// The one SQL file of a node and of what it reads that casts a column alone.
  func file(casting column: String, behind node: String) -> String? {
    filesBehind(node).filter { path in
      project.files.bytes(path).map { casts(column, in: $0, adapter: nil) } ?? false
    }.only
  }

  /// Of two files that hold the same model byte for byte, the one that is too many; nil where neither is more
  /// at home than the other.
  func spareCopy(of model: String, isKnown: (String) -> Bool) -> String? {
    let files = project.modelPaths.flatMap { project.files.list(under: $0, endings: [".sql"]) }
      .uniqued().filter { $0.split(separator: "/").last == "\(model).sql" }
    guard files.count == 2, project.files.bytes(files[0]) == project.files.bytes(files[1]) else {
      return nil
    }
    let home = declaration(of: model).map { Self.folder(of: $0) }
    return files.filter { !isKnown($0) }.only ?? files.filter { Self.folder(of: $0) != home }.only
  }

  /// Of two YAML files that describe a model in the same words, the one that did not when all last worked.
  func spareEntry(of model: String, committed: (String) -> String?) -> String? {
    let paths = (declarations[model] ?? []).uniqued().filter { !$0.hasPrefix(project.packagesInstallPath + "/") }
    guard paths.count == 2 else { return nil }
    let entries = paths.map { project.files.text($0).flatMap { Self.entry(of: model, in: $0) } }
    guard let one = entries[0], one == entries[1] else { return nil }
    return paths.filter { path in committed(path).flatMap { Self.entry(of: model, in: $0) } == nil }.only
  }

  private static func entry(of model: String, in text: String) -> String? {
    guard let root = try? YAMLDocument.parse(text).root else { return nil }
    return root["models"]?.items?.first { $0["name"]?.text == model }.map { yamlMeaning(of: $0) }
  }

  private static func folder(of path: String) -> String {
    path.split(separator: "/").dropLast().joined(separator: "/")
  }

  /// Whether the YAML names a relation's column, or another model that reads the relation does.
  private func isKnown(_ column: String, of relation: String, besides node: String) -> Bool {
    if seeds[relation] == nil, columns(of: relation)?.contains(name: column) == true { return true }
    return readers(of: relation).contains { reader in
      reader != node && words(of: reader)?.contains(column.lowercased()) == true
    }
  }
}

extension InputName {
  /// Whether the query writes the column itself, or one of the relations behind it gives it.
  fileprivate func hasColumn(_ gives: (String) -> Bool) -> Bool {
    writesColumn || relations.contains(where: gives)
  }
}

extension [String] {
  fileprivate func contains(name: String) -> Bool {
    contains { $0.lowercased() == name.lowercased() }
  }
}
