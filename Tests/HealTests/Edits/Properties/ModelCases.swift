import HealEngine
import HealLanguage

/// Makes a model for an operation, with a place for it to change, and the request to change it.
struct ModelCases {
  var writer: ModelWriter
  let operation: OperationName

  /// All operations that edit SQL, but the ones that search for a mend, which take long, and the one that leaves
  /// nothing.
  static let operations: [OperationName] = OperationName.allCases.filter {
    $0.isEdit && !PropertyFile.onlyYAML.contains($0)
      && !PropertyFile.mends.contains($0) && !PropertyFile.byExample.contains($0)
  }

  init(_ operation: OperationName, seed: UInt64) {
    self.operation = operation
    var random = SplitMix(seed: seed)
    // There `"…"` is no name.
    let adapters = ModelWriter.adapters.filter {
      operation != .quoteAsText || !["bigquery", "databricks", "spark", "mysql"].contains($0)
    }
    writer = ModelWriter(seed: seed, adapter: random.one(of: adapters))
    writer.allowsBranches = true
  }

  mutating func make() -> EditCase {
    var made = MadeCase(.replace("", with: "", all: false), [])
    switch operation {
    case .renameColumn, .correctColumn, .rereadColumn, .correctAlias: made = columns()
    case .qualify, .requalify, .correctQualifier, .correctJoin: made = inputs()
    case .completeGroupBy: made = grouped()
    case .separate, .quoteAsText, .wrapCall, .unwrapCall, .wrapCast: made = items()
    case .correctKeyword: made = keyword()
    case .renameFunction, .renameType, .renameRelation: made = names()
    case .renameRef, .renameSource, .renameMacro: made = calls()
    case .correctKey, .correctValue: made = settings()
    default:
      writer.allowsBranches = false
      made = text()
    }
    let style = FileStyle(&writer.random)
    var test = EditCase(made.request, style.text(made.lines))
    test.adapter = writer.adapter
    test.inverse = made.inverse
    if let committed = made.committed {
      (test.request, test.inverse) = restoration(of: committed, made.lines, style, test.text)
      test.expected = style.text(committed)
    }
    return test
  }

  /// Puts lines back as they were; a line can be put back to what it is now, too.
  private func restoration(
    of committed: [String], _ lines: [String], _ style: FileStyle, _ text: String
  ) -> (EditRequest, EditRequest?) {
    let earlier = style.text(committed)
    let changed = zip(committed, lines).prefix { $0 == $1 }.count
    guard operation == .restoreLine else {
      return (
        .correction(.restoreCommitted, ["", earlier]), .correction(.restoreCommitted, ["", text])
      )
    }
    return (.restoreLine(changed + 1, of: earlier), .restoreLine(changed + 1, of: text))
  }
}

/// The lines of a file before the edit, and what is asked for.
struct MadeCase {
  var request: EditRequest
  var lines: [String]
  var inverse: EditRequest?
  /// The lines as they were, for what restores them.
  var committed: [String]?

  init(_ request: EditRequest, _ lines: [String], inverse: EditRequest? = nil) {
    self.request = request
    self.lines = lines
    self.inverse = inverse
  }

  /// A change of one name to another, and back.
  init(_ name: OperationName, _ old: String, _ new: String, _ lines: [String]) {
    self.init(
      .correction(name, [old, new]), lines, inverse: .correction(name, [new, old]))
  }
}

enum PropertyFile {
  static let onlyYAML: Set<OperationName> = [
    .append, .correctTest, .mendLayout, .move, .remove, .set,
  ]
  static let mends: Set<OperationName> = [.mendJinja, .mendLayout, .mendSyntax]
  /// Those that `RepeatedEntryTests` and the like ask for: they want what no generated file has.
  static let byExample: Set<OperationName> = [.castOutput, .removeCopy, .removeRepeated, .rereadRetyped, .restoreAlias]
}
