import HealEngine
import HealLanguage

extension LanguageServer {
  /// What the server can do, as `initialize` tells it.
  static let capabilities: JSON = .object([
    ("positionEncoding", .text("utf-16")),
    (
      "textDocumentSync",
      .object([
        ("openClose", .bool(true)), ("change", .int(2)),
        ("save", .object([("includeText", .bool(false))])),
      ])
    ),
    ("hoverProvider", .bool(true)),
    (
      "completionProvider",
      .object([("triggerCharacters", .list([" ", ".", "{", "<", ":", "("].map { .text($0) }))])
    ),
    ("definitionProvider", .bool(true)), ("referencesProvider", .bool(true)),
    ("documentHighlightProvider", .bool(true)),
    ("renameProvider", .object([("prepareProvider", .bool(true))])),
    ("documentSymbolProvider", .bool(true)), ("workspaceSymbolProvider", .bool(true)),
    ("documentFormattingProvider", .bool(true)),
    ("codeActionProvider", .object([("codeActionKinds", .list([.text("quickfix")]))])),
    ("codeLensProvider", .object([("resolveProvider", .bool(false))])),
    (
      "workspace",
      .object([
        (
          "workspaceFolders",
          .object([("supported", .bool(true)), ("changeNotifications", .bool(true))])
        )
      ])
    ),
  ])

  /// Answers what can be answered at once.
  mutating func feature(_ method: String, _ params: JSON) throws(Refusal) -> JSON {
    switch method {
    case "textDocument/hover": try hover(params)
    case "textDocument/completion": try completion(params)
    case "textDocument/definition": try definition(params)
    case "textDocument/references": try references(params)
    case "textDocument/documentHighlight": try highlights(params)
    case "textDocument/prepareRename": try prepareRename(params)
    case "textDocument/rename": try rename(params)
    case "textDocument/documentSymbol": try symbols(params)
    case "textDocument/formatting": try formatting(params)
    case "textDocument/codeAction": try actions(params)
    case "textDocument/codeLens": try lenses(params)
    case "workspace/symbol": workspaceSymbols(params)
    default: throw Refusal(.methodNotFound, "heal does not know `\(method)`")
    }
  }

  // MARK: Places

  private func name(in params: JSON) throws(Refusal) -> String {
    guard let uri = params[["textDocument", "uri"]]?.string else {
      throw Refusal(.invalidParams, "no document is named")
    }
    return workspace.name(of: uri)
  }

  /// nil where the document holds no rules that are known.
  private mutating func document(
    in params: JSON
  ) throws(Refusal) -> (source: CheckedSource, places: TextPlaces)? {
    let name = try name(in: params)
    return workspace.checked(name).map { ($0, workspace.places(of: name)) }
  }

  private mutating func search(_ params: JSON) throws(Refusal) -> NameSearch? {
    guard let (source, places) = try document(in: params) else { return nil }
    return NameSearch(source, at: try offset(in: params, places))
  }

  private func offset(in params: JSON, _ places: TextPlaces) throws(Refusal) -> Int {
    guard let offset = places.offset(params["position"]) else {
      throw Refusal(.invalidParams, "no position is given")
    }
    return offset
  }

  // MARK: Reading

  private mutating func hover(_ params: JSON) throws(Refusal) -> JSON {
    guard let search = try search(params) else { return .null }
    let rules = workspace.compilation().rules
    guard let (text, range) = Hover(search: search, rules: rules).read() else { return .null }
    return .object([
      ("contents", .object([("kind", .text("markdown")), ("value", .text(text))])),
      ("range", workspace.places(of: search.source.source.name).json(range)),
    ])
  }

  private mutating func completion(_ params: JSON) throws(Refusal) -> JSON {
    guard let (source, places) = try document(in: params) else { return .null }
    let offset = try offset(in: params, places)
    let completion = Completion(
      source: source, places: places, offset: offset, rules: workspace.compilation().rules,
      compiled: workspace.allChecked())
    return .object([("isIncomplete", .bool(false)), ("items", .list(completion.items()))])
  }

  private mutating func found(_ params: JSON) throws(Refusal) -> [(Location, isDefinition: Bool)] {
    guard let search = try search(params), let occurrence = search.occurrence else { return [] }
    let order = { (location: Location) in (location.source, location.range.lowerBound) }
    return workspace.places(of: occurrence, found: search)
      .map { ($0.key, isDefinition: $0.value) }.sorted { order($0.0) < order($1.0) }
  }

  private mutating func definition(_ params: JSON) throws(Refusal) -> JSON {
    let places = try found(params).filter(\.isDefinition)
    return .list(places.map { location($0.0) })
  }

  private mutating func references(_ params: JSON) throws(Refusal) -> JSON {
    let withDefinition = params[["context", "includeDeclaration"]]?.flag ?? true
    let places = try found(params).filter { withDefinition || !$0.isDefinition }
    return .list(places.map { location($0.0) })
  }

  private mutating func highlights(_ params: JSON) throws(Refusal) -> JSON {
    let name = try name(in: params)
    let places = try found(params).filter { $0.0.source == name }
    return .list(
      places.map { place in
        .object([
          ("range", workspace.places(of: name).json(place.0.range)),
          ("kind", .int(place.isDefinition ? 3 : 2)),
        ])
      })
  }

  private mutating func symbols(_ params: JSON) throws(Refusal) -> JSON {
    guard let (source, places) = try document(in: params) else { return .list([]) }
    return .list(Symbols(source: source, places: places).outline())
  }

  /// Rules and categories whose name has the letters asked for, in their order.
  private mutating func workspaceSymbols(_ params: JSON) -> JSON {
    let query = (params["query"]?.string ?? "").lowercased()
    var symbols: [JSON] = []
    for source in workspace.allChecked() {
      for name in FileNames(source.file).occurrences where name.isDefinition {
        guard name.name.lowercased().hasSubsequence(query) else { continue }
        let place = Location(source: source.source.name, range: name.range)
        symbols.append(
          .object([
            ("name", .text(name.name)), ("kind", .int(name.kind == .rule ? 5 : 10)),
            ("location", location(place)),
          ]))
      }
    }
    return .list(symbols)
  }

  // MARK: Changing

  private mutating func formatting(_ params: JSON) throws(Refusal) -> JSON {
    guard let (source, places) = try document(in: params) else { return .list([]) }
    let text = format(source.source)
    guard text != source.source.text else { return .list([]) }
    let edit = LineEdit(from: places.bytes, to: Array(text.utf8))
    return .list([
      .object([
        ("range", places.json(edit.range)), ("newText", .text(edit.replacement)),
      ])
    ])
  }

  private mutating func renaming(
    _ params: JSON
  ) throws(Refusal) -> (search: NameSearch, renaming: Renaming) {
    guard let search = try search(params) else {
      throw Refusal(.requestFailed, "there is no name here")
    }
    return (search, try Renaming(search))
  }

  private mutating func prepareRename(_ params: JSON) throws(Refusal) -> JSON {
    let (search, renaming) = try renaming(params)
    return .object([
      ("range", workspace.places(of: search.source.source.name).json(renaming.occurrence.range)),
      ("placeholder", .text(renaming.occurrence.name)),
    ])
  }

  private mutating func rename(_ params: JSON) throws(Refusal) -> JSON {
    guard let name = params["newName"]?.string else {
      throw Refusal(.invalidParams, "no new name is given")
    }
    let (_, renaming) = try renaming(params)
    try renaming.check(name, in: &workspace)
    let places = workspace.places(of: renaming.occurrence, found: renaming.search).keys
    if let other = places.first(where: { !workspace.isOwn($0.source) }) {
      throw Refusal(
        .requestFailed,
        "`\(renaming.occurrence.name)` is named in \(other.source), outside of this workspace")
    }
    return .object([("changes", changes(places.sorted { $0.order < $1.order }, to: name))])
  }

  private func changes(_ places: [Location], to name: String) -> JSON {
    let bySource = Dictionary(grouping: places, by: \.source)
    return .object(
      bySource.keys.sorted().map { source in
        let edits: [JSON] = (bySource[source] ?? []).map {
          .object([
            ("range", workspace.places(of: source).json($0.range)), ("newText", .text(name)),
          ])
        }
        return (workspace.uri(of: source), .list(edits))
      })
  }

  // MARK: Tests and remedies

  private mutating func lenses(_ params: JSON) throws(Refusal) -> JSON {
    guard let (source, places) = try document(in: params) else { return .list([]) }
    let lenses = CodeLenses(
      source: source, places: places, tests: testCounts(of: source),
      recordings: workspace.recordings ?? [:])
    return .list(lenses.lenses())
  }

  /// The remedies of the problems that the client has been told of: those of linting, once that was done
  /// for the text as it is now, and those of compiling before.
  private mutating func actions(_ params: JSON) throws(Refusal) -> JSON {
    guard let (source, places) = try document(in: params),
      let range = places.range(params["range"])
    else { return .list([]) }
    let only = params[["context", "only"]]?.items?.compactMap(\.string)
    guard only.map({ $0.contains { "quickfix".hasPrefix($0) } }) ?? true else { return .list([]) }
    let name = source.source.name
    let analysis = analyses[name].flatMap { $0.edition == workspace.edition ? $0 : nil }
    var problems = analysis?.problems ?? workspace.compilation().problems
    problems = problems.filter { $0.touches(range, of: name) }
    if analysis == nil {
      problems = keepingTriedRemedies(
        problems, of: workspace.sources, workspace.compilation())
    }
    let server = self
    let actions = CodeActions(
      problems: problems, places: places, location: server.location, uri: server.workspace.uri)
    return .list(actions.actions())
  }
}

extension Location {
  fileprivate var order: (String, Int) { (source, range.lowerBound) }
}

extension String {
  /// Whether the characters of the other text occur in this one, in their order.
  fileprivate func hasSubsequence(_ other: String) -> Bool {
    var rest = other.utf8[...]
    for byte in utf8 where byte == rest.first { rest = rest.dropFirst() }
    return rest.isEmpty
  }
}
