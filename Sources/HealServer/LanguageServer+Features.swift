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

  private mutating func document(
    in params: JSON
  ) throws(Refusal) -> (source: CheckedSource, places: TextPlaces) {
    let name = try name(in: params)
    guard let source = workspace.checked(name) else {
      throw Refusal(.invalidParams, "this document is not open")
    }
    return (source, workspace.places(of: name))
  }

  private mutating func search(_ params: JSON) throws(Refusal) -> NameSearch {
    let (source, places) = try document(in: params)
    guard let offset = places.offset(params["position"]) else {
      throw Refusal(.invalidParams, "no position is given")
    }
    return NameSearch(source, at: offset)
  }

  // MARK: Reading

  private mutating func hover(_ params: JSON) throws(Refusal) -> JSON {
    let search = try search(params)
    let rules = workspace.compilation().rules
    guard let (text, range) = Hover(search: search, rules: rules).read() else { return .null }
    return .object([
      ("contents", .object([("kind", .text("markdown")), ("value", .text(text))])),
      ("range", workspace.places(of: search.source.source.name).json(range)),
    ])
  }

  private mutating func completion(_ params: JSON) throws(Refusal) -> JSON {
    let (source, places) = try document(in: params)
    guard let offset = places.offset(params["position"]) else {
      throw Refusal(.invalidParams, "no position is given")
    }
    let completion = Completion(
      source: source, places: places, offset: offset, rules: workspace.compilation().rules,
      compiled: workspace.allChecked())
    return .object([("isIncomplete", .bool(false)), ("items", .list(completion.items()))])
  }

  private mutating func found(_ params: JSON) throws(Refusal) -> [(Location, isDefinition: Bool)] {
    let search = try search(params)
    guard let occurrence = search.occurrence else { return [] }
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
    let (source, places) = try document(in: params)
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
    let (source, places) = try document(in: params)
    let text = format(source.source)
    guard text != source.source.text else { return .list([]) }
    let edit = LineEdit(from: places.bytes, to: Array(text.utf8))
    return .list([
      .object([
        ("range", places.json(edit.range)), ("newText", .text(edit.replacement)),
      ])
    ])
  }

  private mutating func prepareRename(_ params: JSON) throws(Refusal) -> JSON {
    let search = try search(params)
    let renaming = try Renaming(search)
    return .object([
      ("range", workspace.places(of: search.source.source.name).json(renaming.occurrence.range)),
      ("placeholder", .text(renaming.occurrence.name)),
    ])
  }

  private mutating func rename(_ params: JSON) throws(Refusal) -> JSON {
    guard let name = params["newName"]?.string else {
      throw Refusal(.invalidParams, "no new name is given")
    }
    let renaming = try Renaming(try search(params))
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

  // MARK: What was worked out beside the conversation

  mutating func lenses(_ analysis: Analysis) -> JSON {
    guard let source = workspace.checked(analysis.name) else { return .list([]) }
    let lenses = CodeLenses(
      source: source, places: workspace.places(of: analysis.name), analysis: analysis,
      recordings: workspace.world.recordings(for: workspace.folders))
    return .list(lenses.lenses())
  }

  mutating func actions(_ request: JSON, _ analysis: Analysis) -> JSON {
    let places = workspace.places(of: analysis.name)
    guard let range = places.range(request["range"]) else { return .list([]) }
    let only = request[["context", "only"]]?.items?.compactMap(\.string)
    guard only.map({ $0.contains { "quickfix".hasPrefix($0) } }) ?? true else { return .list([]) }
    let server = self
    let actions = CodeActions(
      name: analysis.name, range: range, problems: analysis.problems, places: places,
      location: server.location, uri: server.workspace.uri)
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
