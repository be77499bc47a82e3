package import HealEngine
package import HealLanguage
import Synchronization
import YAML

/// Answers about a dbt project on disk, each question read at most once: after a change to the
/// project ask a new one. Never writes.
///
/// The project need not parse. Its files are read one by one; only for YAML that is broken does the
/// last manifest stand in.
package final class ProjectEvidence: Evidence, Sendable {
  private let project: DbtProject
  private let targetDirectory: String
  private let outside: any OutsideEvidence
  private let memory = Mutex(Memory())

  private struct Memory {
    var answers: [Question: Value] = [:]
    var catalog: ProjectCatalog?
    /// nil until it is first asked for; nil within when there is no manifest.
    var kept: KeptValues??
    var renames: [RenameKey: [String: DataProof]] = [:]
  }

  private struct RenameKey: Hashable {
    var column: String
    var node: String
  }

  /// - Parameters:
  ///   - projectDirectory: the project's folder.
  ///   - targetDirectory: where dbt keeps its artifacts.
  ///   - outside: knows what the files do not tell.
  package init(
    projectDirectory: String, targetDirectory: String,
    outside: any OutsideEvidence = NothingOutside()
  ) {
    self.outside = outside
    project = DbtProject.read(directory: projectDirectory)
    self.targetDirectory = targetDirectory
  }

  /// Lists of names are sorted. Unknown is all that concerns a folder without `dbt_project.yml`.
  package func answer(_ question: Question) -> Value {
    memory.withLock { memory in answer(question, &memory) }
  }

  private func answer(_ question: Question, _ memory: inout Memory) -> Value {
    if let known = memory.answers[question] { return known }
    let value = find(question, &memory)
    memory.answers[question] = value
    return value
  }

  private func find(_ question: Question, _ memory: inout Memory) -> Value {
    switch question {
    case .fileText(let path): return .from(project.files.text(path))
    case .nameHistory(let name, let path):
      return outside.history(of: name, in: path)?.value ?? .unknown
    case .isGreenText(let path): return .from(outside.isGreenText(path))
    case .renameProof(let column, let name, let node):
      return renames(of: column, in: node, &memory).first { $0.key.lowercased() == name.lowercased() }?.value.value
        ?? .unknown
    case .tableProof(let source, let table, let node):
      return comparison(&memory)?.proof(source: source, table: table, model: node)?.value ?? .unknown
    case .editProof(let path, let text, let names):
      return comparison(&memory)?.proof(path: path, text: text, names: names)?.value ?? .unknown
    case .lastChange(let path): return .from(outside.lastChange(of: path))
    case .pastIsShallow: return .from(outside.pastIsShallow)
    case .dictionary: return .from(outside.dictionary)
    case .function(.commonTables, let arguments):
      guard let path = arguments.first?.asText, let text = project.files.bytes(path) else {
        return .unknown
      }
      return .from(commonTables(in: text, adapter: nil))
    case .function(.exists, let arguments):
      guard let path = arguments.first?.asText else { return .unknown }
      return .bool(project.files.exists(path))
    case .function(.yaml, let arguments): return yaml(arguments)
    case .function(.keys, let arguments): return keys(arguments)
    case .function(.unknownKeys, let arguments):
      guard let path = arguments.first?.asText, let text = project.files.bytes(path) else {
        return .unknown
      }
      return .from(unknownKeys(in: text, path: path))
    case .function(.folders, let arguments):
      guard let path = arguments.first?.asText else { return .unknown }
      return .from(project.files.folders(in: path))
    case .function(.projects, let arguments):
      guard let path = arguments.first?.asText else { return .unknown }
      return .from(DeclaredPackages.projects(in: path, of: project))
    case .function(.lostPackages, let arguments):
      guard let path = arguments.first?.asText else { return .unknown }
      return .from(DeclaredPackages.lost(in: path, of: project.files))
    case .vars where project.isBroken: return .unknown
    case .vars: return .from(project.vars.sorted())
    case .packages: return .from(DeclaredPackages.names(in: project.files))
    case .function(.appeared, let arguments):
      return .from(arguments.first?.asText.flatMap { ColumnChange(of: $0, outside)?.appeared })
    case .function(.vanishedFrom, let arguments):
      return .from(pair(arguments).flatMap { input(of: $1, lacking: $0, catalog(&memory)) })
    case .function(.retyped, let arguments):
      return .from(arguments.first?.asText.flatMap { retypings(readBy: $0, &memory) }?.map(\.column))
    case .function(.rereadings, let arguments):
      return .from(
        arguments.first?.asText.flatMap { retypings(readBy: $0, &memory) }?.map { "\($0.column)=\($0.reading)" })
    case .function(.spareEntryIn, let arguments):
      return .from(arguments.first?.asText.flatMap { name in
        catalog(&memory).spareEntry(of: name) { outside.committedText($0) }
      })
    case .function(.columnWith, let arguments):
      return .from(
        pair(arguments).flatMap { value, node in
          kept(&memory).flatMap { outside.columns(with: value, in: $0.tables(behind: node)) }?.only
        })
    case .function(.appearedBeside, let arguments):
      return .from(arguments.first?.asText.flatMap { appeared(beside: $0, catalog(&memory)) })
    case .function(.sameRows, let arguments):
      guard arguments.count == 3, let source = arguments[0].asText, let tables = arguments[1].texts,
        let node = arguments[2].asText
      else { return .unknown }
      return .from(
        tables.prefix(Self.mostTables).filter { table in
          DataProof(answer(.tableProof(source: source, table: table, node: node), &memory))?.isProven == true
        }.only)
    case .function(.sameValues, let arguments):
      guard arguments.count == 3, let column = arguments[0].asText, let names = arguments[1].texts,
        let node = arguments[2].asText
      else { return .unknown }
      return .from(
        renames(of: column, in: node, &memory).filter { names.name($0.key) != nil && $0.value.isProven }.keys.sorted()
          .only)
    case .function(let function, let arguments) where function.asksOutside:
      return ask(function, arguments)
    default:
      guard project.files.exists(DbtProject.fileName) else { return .unknown }
      return find(question, in: catalog(&memory))
    }
  }

  private func catalog(_ memory: inout Memory) -> ProjectCatalog {
    let catalog = memory.catalog ?? ProjectCatalog(project, targetDirectory: targetDirectory)
    memory.catalog = catalog
    return catalog
  }

  /// The columns of a node's inputs that it reads and that come as texts now; nil where there are none, or one of them
  /// cannot be read for certain.
  private func retypings(readBy node: String, _ memory: inout Memory) -> [Retyping]? {
    let catalog = catalog(&memory)
    guard let sql = catalog.sql(of: node).map({ SQLText($0) }), let adapter = kept(&memory)?.adapter
    else { return nil }
    var found: [Retyping] = []
    for input in sql.inputs {
      guard let more = Retyping.all(of: input, readAs: sql.words, adapter: adapter, outside) else { return nil }
      found += more
    }
    return found.isEmpty ? nil : found
  }

  // MARK: Renamed tables and columns

  /// Each takes a start of dbt.
  private static let mostTables = 4

  /// The tables that have come into the schema of a source's table, which was there and is gone.
  private func appeared(beside source: String, _ catalog: ProjectCatalog) -> [String]? {
    guard let name = source.split(separator: ".").first.map(String.init),
      let table = catalog.identifier(ofSource: source)?.lowercased(),
      let before = outside.recordedTables(ofSource: name), let now = outside.tables(ofSource: name),
      before.contains(table), !now.contains(table)
    else { return nil }
    return now.filter { !before.contains($0) }
  }

  /// The only input of a node that was recorded with a column and lacks it now.
  private func input(of node: String, lacking column: String, _ catalog: ProjectCatalog) -> String? {
    let inputs = catalog.sql(of: node).map { SQLText($0).inputs } ?? []
    return inputs.filter { input in
      // What the project itself has changed did not change upstream.
      if let path = catalog.models[input], outside.hasChangedSinceGreen(path) == true { return false }
      return ColumnChange(of: input, outside)?.vanished.name(column) != nil
    }.only
  }

  /// What the data say of each column that appeared in an input of the node, as the new name of one that vanished
  /// there.
  private func renames(of column: String, in node: String, _ memory: inout Memory) -> [String: DataProof] {
    let key = RenameKey(column: column.lowercased(), node: node)
    if let known = memory.renames[key] { return known }
    var found: [String: DataProof] = [:]
    if let relation = input(of: node, lacking: column, catalog(&memory)),
      let kept = kept(&memory)
    {
      let trail = kept.trail(of: node, behind: relation)
      found = RenameSearch(relation: relation, trail: trail, outside: outside).findings(on: column)
    }
    memory.renames[key] = found
    return found
  }

  /// By the manifest of the run that failed.
  private func kept(_ memory: inout Memory) -> KeptValues? {
    if let known = memory.kept { return known }
    let path = ProjectFiles.joined(targetDirectory, "manifest.json")
    let kept = ProjectFiles.artifact(at: path).flatMap { KeptValues($0) }
    memory.kept = .some(kept)
    return kept
  }

  private func comparison(_ memory: inout Memory) -> ChangeComparison? {
    kept(&memory).map { ChangeComparison(kept: $0, outside: outside) }
  }

  private func find(_ question: Question, in catalog: ProjectCatalog) -> Value {
    switch question {
    case .models: .from(catalog.models.keys.sorted())
    case .seeds: .from(catalog.seeds.keys.sorted())
    case .sources: .from(catalog.sources.sorted())
    case .macros: .from(catalog.macros.sorted())
    case .tests: .from(catalog.tests.sorted())
    case .vocabulary(let path): .from(catalog.vocabulary(besides: path).sorted())
    case .function(.columns, let arguments):
      .from(arguments.first?.asText.flatMap { columns(of: $0, in: catalog) })
    case .function(.seedHeader, let arguments):
      .from(arguments.first?.asText.flatMap { catalog.seedHeader($0) })
    case .function(.upstreamColumns, let arguments):
      .from(
        arguments.first?.asText.flatMap { node in
          catalog.upstreamColumns(of: node) { columns(of: $0, in: catalog) }
        })
    case .function(.readers, let arguments):
      .from(arguments.first?.asText.map { catalog.readers(of: $0) })
    case .function(.inputs, let arguments):
      .from(arguments.first?.asText.flatMap { catalog.sql(of: $0) }.map { SQLText($0).inputs })
    case .function(.foundIn, let arguments):
      .from(pair(arguments).flatMap { catalog.file(holding: $0, behind: $1) })
    case .function(.calledAs, let arguments):
      .from(pair(arguments).flatMap { catalog.call(of: $0, behind: $1) })
    case .function(.aliasLostIn, let arguments):
      .from(pair(arguments).flatMap { catalog.file(losing: $0, behind: $1) { outside.committedText($0) } })
    case .function(.ownerOf, let arguments):
      .from(pair(arguments).flatMap { owner(of: $0, readBy: $1, in: catalog) })
    case .function(.giverOf, let arguments):
      .from(
        texts(arguments, 3).flatMap {
          catalog.giver(of: $0[0], besides: $0[1], readBy: $0[2])
        })
    case .function(.spareCopy, let arguments):
      .from(
        arguments.first?.asText.flatMap { model in
          catalog.spareCopy(of: model) { outside.committedText($0) != nil }
        })
    case .function(.castIn, let arguments):
      .from(pair(arguments).flatMap { catalog.file(casting: $0, behind: $1) })
    case .function(.sourceOf, let arguments):
      .from(arguments.first?.asText.flatMap { catalog.source(of: $0) })
    case .function(.declaredIn, let arguments):
      .from(arguments.first?.asText.flatMap { catalog.declaration(of: $0) })
    case .function(.unused, let arguments): unused(arguments, in: catalog)
    case .function(.knownNames, let arguments):
      .from(arguments.first?.asText.flatMap { catalog.knownNames(of: $0) })
    case .function(.mentions, let arguments):
      arguments.first?.asText.map { .int(catalog.mentions(of: $0).reduce(0) { $0 + $1.count }) }
        ?? .unknown
    case .function(.mentionedIn, let arguments):
      .from(arguments.first?.asText.flatMap { catalog.mentions(of: $0).only?.path })
    case .function(.swallowedIn, let arguments): swallowedIn(arguments, in: catalog)
    case .function(.testedColumn, let arguments):
      .from(test(arguments)?.column)
    case .function(.testedFile, let arguments): .from(test(arguments)?.file)
    case .function(.testedModel, let arguments): .from(test(arguments)?.model)
    case .function(.changedUpstream, let arguments):
      .from(
        arguments.first?.asText.map { node in
          catalog.filesBehind(test(arguments)?.model ?? node)
            .filter { outside.hasChangedSinceGreen($0) == true }
        })
    case .function(.acceptedValues, let arguments): .from(test(arguments)?.accepted)
    case .function, .vars, .packages, .fileText, .nameHistory, .isGreenText, .lastChange, .renameProof, .editProof, .tableProof,
      .pastIsShallow, .dictionary:
      .unknown
    }
  }

  /// As the project names them; else as the warehouse has them. A source comes from outside: of it the warehouse knows
  /// best.
  private func columns(of relation: String, in catalog: ProjectCatalog) -> [String]? {
    let isSource = catalog.sources.contains(relation)
    if isSource, let standing = outside.columns(of: relation) { return standing.map(\.name) }
    return catalog.columns(of: relation) ?? outside.columns(of: relation)?.map(\.name)
  }

  /// By the record of the last green run; for a seed without one by its file as it was last committed.
  private func owner(of column: String, readBy node: String, in catalog: ProjectCatalog) -> String?
  {
    catalog.owner(of: column, readBy: node) { relation in
      outside.greenColumns(of: relation)
        ?? catalog.seeds[relation].flatMap { outside.committedText($0) }.flatMap {
          CSVHeader.columns(Array($0.utf8))
        }
    }
  }

  private func pair(_ arguments: [Value]) -> (String, String)? {
    texts(arguments, 2).map { ($0[0], $0[1]) }
  }

  /// nil unless there are so many, and all are known.
  private func texts(_ arguments: [Value], _ count: Int) -> [String]? {
    let texts = arguments.compactMap(\.asText)
    return texts.count == count && arguments.count == count ? texts : nil
  }

  private func ask(_ function: Function, _ arguments: [Value]) -> Value {
    guard let first = arguments.first?.asText else { return .unknown }
    switch function {
    case .committedText: return .from(outside.committedText(first))
    case .changedSinceGreen: return .from(outside.hasChangedSinceGreen(first))
    case .lastGreenColumns: return .from(outside.greenColumns(of: first))
    case .rows: return .from(outside.rows(first))
    case .values:
      guard arguments.count == 2, let column = arguments[1].asText else { return .unknown }
      return .from(outside.values(of: column, in: first))
    case .lastGreenLine:
      guard arguments.count == 2, case .int(let line) = arguments[1],
        let now = project.files.text(first), let earlier = outside.committedText(first)
      else { return .unknown }
      return .from(LineRestoration(line, of: earlier).text(in: now))
    default: return .unknown
    }
  }

  private func unused(_ arguments: [Value], in catalog: ProjectCatalog) -> Value {
    guard arguments.count == 2, case .list(let items) = arguments[0],
      let node = arguments[1].asText, let words = catalog.words(of: node)
    else { return .unknown }
    let columns = items.compactMap(\.asText)
    guard columns.count == items.count else { return .unknown }
    return .from(columns.filter { !words.contains($0.lowercased()) })
  }

  private func keys(_ arguments: [Value]) -> Value {
    guard arguments.count == 2, let path = arguments[0].asText, let keys = arguments[1].asText,
      let text = project.files.text(path), let root = try? YAMLDocument.parse(text).root,
      let node = keys.isEmpty ? root : root.value(at: keys)
    else { return .unknown }
    return .from(node.pairs?.compactMap(\.key.text))
  }

  private func swallowedIn(_ arguments: [Value], in catalog: ProjectCatalog) -> Value {
    .from(pair(arguments).flatMap { catalog.file(swallowing: $0, readBy: $1) })
  }

  private func test(_ arguments: [Value]) -> Manifest.Test? {
    guard let name = arguments.first?.asText else { return nil }
    let path = ProjectFiles.joined(targetDirectory, "manifest.json")
    let bytes = ProjectFiles.artifact(at: path, limit: .manifest)
    return bytes.flatMap { Manifest($0) }?.test(named: name)
  }

  private func yaml(_ arguments: [Value]) -> Value {
    guard arguments.count == 2, let path = arguments[0].asText, let keys = arguments[1].asText,
      let text = project.files.text(path), let root = try? YAMLDocument.parse(text).root,
      let node = root.value(at: keys), !node.isNull
    else { return .unknown }
    return .from(node.text)
  }
}

extension Function {
  /// Whether the project's files alone cannot answer it.
  fileprivate var asksOutside: Bool {
    switch self {
    case .committedText, .changedSinceGreen, .lastGreenColumns, .lastGreenLine, .rows, .values: true
    default: false
    }
  }
}

extension Value {
  fileprivate static func from(_ truth: Bool?) -> Value { truth.map(Value.bool) ?? .unknown }

  fileprivate static func from(_ text: String?) -> Value { text.map(Value.text) ?? .unknown }

  fileprivate static func from(_ names: [String]?) -> Value {
    names.map { .list($0.map(Value.text)) } ?? .unknown
  }

  fileprivate var asText: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }
}
