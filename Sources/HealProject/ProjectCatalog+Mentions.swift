import HealEngine
import HealLanguage
import YAML

extension ProjectCatalog {
  struct Mention {
    var path: String
    var count: Int
  }

  /// The files that name something as a whole word, in any case: SQL with its Jinja but without its
  /// comments, YAML, and the first lines of seeds.
  func mentions(of name: String) -> [Mention] {
    let wanted = name.lowercased()
    guard !wanted.isEmpty else { return [] }
    return ownFiles.compactMap { path in
      guard let text = searchable(path) else { return nil }
      let words = text.split { !SQLText.isWord($0) }
      let count = words.count { $0.text.lowercased() == wanted }
      return count == 0 ? nil : Mention(path: path, count: count)
    }
  }

  /// The words of all names that the project's own files say, one file aside, in lower case: `order` and `id` of
  /// `order_id`.
  func vocabulary(besides path: String) -> Set<String> {
    var words: Set<String> = []
    for file in ownFiles where file != path {
      guard let text = searchable(file) else { continue }
      for name in Set(text.split { !SQLText.isWord($0) }.map(\.text)) {
        words.formUnion(nameWords(name))
      }
    }
    return words
  }

  /// What a node's SQL and that of its inputs says, and the columns that are named for these. nil where
  /// the node is not known.
  func knownNames(of node: String) -> [String]? {
    guard let own = sql(of: node) else { return nil }
    let inputs = SQLText(own).inputs
    let texts = inputs.compactMap { sql(of: $0) }.map { SQLText($0).words }
    let words = texts.reduce(SQLText(own).words) { $0.union($1) }
    let given = inputs.compactMap { self.columns(of: $0) }.flatMap(\.self)
    return Set(words).union(given.map { $0.lowercased() }).sorted()
  }

  /// The one SQL file of a node, of what it reads and of the macros that has a text outside its comments.
  func file(holding text: String, behind node: String) -> String? {
    filesBehind(node).filter { path in
      !text.isEmpty && searchable(path)?[...].firstRange(of: text) != nil
    }.only
  }

  /// A macro's name with the package before its dot, as a node's SQL calls it; where that does not, as what it reads and
  /// the project's macros do. nil where it is called as several packages' or as none's.
  func call(of macro: String, behind node: String) -> String? {
    let own = sql(of: node).map { SQLText($0).calls(of: macro) } ?? []
    if !own.isEmpty { return own.only }
    return filesBehind(node).compactMap { text(of: $0) }.flatMap { SQLText($0).calls(of: macro) }.uniqued().only
  }

  /// The one SQL file behind a node that has lost an alias since it last worked, and nothing else there.
  func file(losing alias: String, behind node: String, committed: (String) -> String?) -> String? {
    filesBehind(node).filter { path in
      guard let text = text(of: path), let earlier = committed(path) else { return false }
      return (try? AliasRestoration(committed: earlier, alias: alias).edits(in: text)) != nil
    }.only
  }

  /// Of the models in a circle, `model.shop.a --> model.shop.b`, the file of the one that refers to another of them in a
  /// `depends_on` comment and nowhere else.
  func file(forcing circle: String) -> String? {
    let names = circle.split { $0.isWhitespace || $0 == ">" || $0 == "," }.compactMap { id in
      id.contains(".") ? id.split(separator: ".").last.map(String.init) : nil
    }
    return Set(names).compactMap { name -> String? in
      guard let path = models[name], path.hasSuffix(".sql"), !path.hasPrefix(project.packagesInstallPath + "/"),
        let text = text(of: path)
      else { return nil }
      let said = SQLText(text).inputs
      let forced = text.split(separator: 0x0A).filter { $0.text.contains("depends_on:") }
        .flatMap { line in names.filter { line.text.contains("'\($0)'") || line.text.contains("\"\($0)\"") } }
      return !forced.isEmpty && forced.allSatisfy { !said.contains($0) } ? path : nil
    }.only
  }

  private var ownFiles: [String] {
    let folders =
      project.modelPaths + project.seedPaths + project.snapshotPaths + project.macroPaths
      + project.testPaths + project.analysisPaths
    return folders.flatMap {
      project.files.list(under: $0, endings: [".sql", ".py", ".yml", ".yaml", ".csv"])
    }.uniqued()
  }

  private func searchable(_ path: String) -> [UInt8]? {
    guard let bytes = project.files.bytes(path) else { return nil }
    if path.hasSuffix(".csv") { return Array(bytes.prefix { $0 != 0x0A }) }
    return path.hasSuffix(".sql") ? SQLText.withoutComments(bytes) : bytes
  }

  /// The one file in which a column and the next line's run together, as `id ⏎ status,` does: the
  /// node's own or one of its inputs'.
  func file(swallowing column: String, readBy node: String) -> String? {
    let own = file(of: node).map { [$0] } ?? []
    let inputs = sql(of: node).map { SQLText($0).inputs } ?? []
    let paths = own + inputs.compactMap { models[$0] }
    return paths.uniqued().filter { path in
      guard path.hasSuffix(".sql"), let text = text(of: path) else { return false }
      return swallowsColumn(column, in: text)
    }.only
  }

  private func file(of node: String) -> String? { models[node] ?? snapshots[node] }
}
