import HealLanguage

/// What may be written at one place of a document, as the protocol lists it.
struct Completion {
  let source: CheckedSource
  let places: TextPlaces
  let offset: Int
  let rules: RuleSet
  let compiled: [CheckedSource]

  func items() -> [JSON] {
    var reader = CompletionReader(source.file, bytes: places.bytes, offset: offset)
    let place = reader.read()
    let range = places.json(reader.start..<offset)
    return entries(place).map { $0.json(range) }
  }

  /// One thing that may be written.
  struct Entry: Hashable {
    var label: String
    var kind: Kind
    /// One line beside the label.
    var detail = ""
    /// Markdown.
    var documentation = ""

    /// As the protocol numbers them.
    enum Kind: Int {
      case function = 3, variable = 6, category = 13, keyword = 14, rule = 18, constant = 21
      case operation = 24, value = 12
    }

    fileprivate func json(_ range: JSON) -> JSON {
      var members: [(String, JSON)] = [
        ("label", .text(label)), ("kind", .int(kind.rawValue)), ("detail", .text(detail)),
        ("textEdit", .object([("range", range), ("newText", .text(label))])),
      ]
      if !documentation.isEmpty {
        let markup: [(String, JSON)] = [
          ("kind", .text("markdown")), ("value", .text(documentation)),
        ]
        members.append(("documentation", .object(markup)))
      }
      return .object(members)
    }
  }

  private func entries(_ place: CompletionPlace) -> [Entry] {
    switch place {
    case .nothing: []
    case .clause(let block): clauses(block)
    case .words(let words): words.map { Entry(label: $0, kind: .keyword) }
    case .category:
      rules.categories.map {
        Entry(label: $0.name, kind: .category, detail: $0.documentation, documentation: "")
      }
    case .rule: ruleNames()
    case .fault:
      rules.faults.map {
        Entry(label: $0.name, kind: .constant, detail: $0.form, documentation: $0.documentation)
      }
    case .pattern(let words):
      source.named.names.map { Entry(label: $0, kind: .constant) }
        + words.map { Entry(label: $0, kind: .keyword) }
    case .adapter: adapters()
    case .subject:
      Subject.allCases.map { Entry(label: $0.rawValue, kind: .constant, detail: $0.summary) }
    case .operation: operations()
    case .capture: captures()
    case .given: facts() + functions { $0.signature.cost != .nothing }
    case .value: captures() + bindings() + facts() + functions { _ in true } + constants()
    case .holeKind: Pattern.holeKinds.map { Entry(label: $0, kind: .keyword) }
    case .code: Problem.Code.allCases.map { Entry(label: $0.rawValue, kind: .constant) }
    }
  }

  private func clauses(_ block: ClauseGuide.Block) -> [Entry] {
    ClauseGuide.all.filter { $0.block == block }.map {
      Entry(
        label: $0.name, kind: .keyword, detail: $0.form, documentation: $0.summary)
    }
  }

  /// Rules with errors too: they have names.
  private func ruleNames() -> [Entry] {
    let details = Dictionary(
      rules.rules.map { ($0.name, $0.category) }, uniquingKeysWith: { first, _ in first })
    var names: Set<String> = []
    for source in compiled {
      for rule in source.file.rules { names.insert(rule.name.text) }
    }
    return names.sorted().map { Entry(label: $0, kind: .rule, detail: details[$0] ?? "") }
  }

  /// Those that other rules name.
  private func adapters() -> [Entry] {
    var names: Set<String> = []
    for source in compiled {
      for rule in source.file.rules {
        for case .adapter(let adapters) in rule.clauses.map(\.kind) {
          names.formUnion(adapters.map(\.text))
        }
      }
    }
    return names.sorted().map { Entry(label: $0, kind: .value) }
  }

  private func operations() -> [Entry] {
    OperationGuide.all.filter { guide in OperationName(rawValue: guide.name)?.isEdit ?? false }.map
    {
      Entry(
        label: $0.name, kind: .operation, detail: $0.form, documentation: Hover.text($0))
    }
  }

  private func functions(_ isWanted: (Function) -> Bool) -> [Entry] {
    Function.allCases.filter(isWanted).map { function in
      let parameters = function.signature.parameters.map(\.name).joined(separator: ", ")
      return Entry(
        label: function.rawValue, kind: .function, detail: "(\(parameters))",
        documentation: Hover.text(function))
    }
  }

  private func facts() -> [Entry] {
    Fact.allCases.map { Entry(label: $0.rawValue, kind: .constant, detail: $0.type.description) }
  }

  private func constants() -> [Entry] {
    ["false", "not", "true"].map { Entry(label: $0, kind: .keyword) }
  }

  private func captures() -> [Entry] {
    let captures = NameSearch(source, at: offset).names?.captures ?? [:]
    return captures.values.sorted { $0.name < $1.name }.map {
      Entry(label: $0.name, kind: .variable, detail: "capture: \($0.type.description)")
    }
  }

  private func bindings() -> [Entry] {
    (NameSearch(source, at: offset).names?.bindings ?? []).map {
      Entry(label: $0.name, kind: .variable, detail: "let")
    }
  }
}
