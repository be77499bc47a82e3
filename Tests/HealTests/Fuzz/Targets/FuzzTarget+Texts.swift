import HealLanguage
import YAML

@testable import HealEngine
@testable import HealProject

extension FuzzTarget {
  static let texts = [sql, sqlEdits, yaml, yamlEdits]

  private static let sql = FuzzTarget("sql") { bytes in
    for adapter in [nil, "snowflake", "bigquery", "postgres"] {
      let dialect = Dialect(adapter: adapter)
      try hold(areCovered(bytes, by: dialect), "the tokens do not cover the text")
      _ = try? SQLView.all(of: bytes, dialect: dialect)
      _ = readability(of: bytes, path: "models/m.sql", adapter: adapter)
    }
    let text = SQLText(bytes)
    _ = (text.words, text.inputs, JinjaDefinitions(bytes))
    try hold(rendersAlike(bytes.asText, bytes.asText), "a text does not render like itself")
    _ = JinjaTag.read(in: bytes)
    try holdTrial(bytes)
  }

  /// A changed text that is read in part must be read as the whole is.
  static func holdTrial(_ bytes: [UInt8]) throws {
    guard var trial = JinjaTrial(bytes) else { return }
    for (number, text) in ["'", "{{ ", "", ")", " %}", "}", "{% endfor %}"].enumerated() {
      for place in stride(from: number, to: bytes.count, by: max(1, bytes.count / 6)) {
        let edit = TextEdit(place..<place + (text.isEmpty ? 1 : 0), text)
        var changed = bytes
        changed.replaceSubrange(edit.range, with: text.utf8)
        let isSound = try trial.isSound(with: edit)
        try hold(
          isSound == JinjaCheck.isSound(changed), "a trial of \(edit) does not say what is read")
      }
    }
  }

  /// An operation with its arguments (`rename_column|old|new|adapter`), the file, and the file as it was committed.
  private static let sqlEdits = FuzzTarget("sql-edits") { bytes in
    try edit(bytes, path: "models/m.sql")
  }

  private static let yaml = FuzzTarget("yaml") { bytes in
    let document = try? YAMLDocument.parse(bytes.asText)
    try hold(areCoveredByLines(bytes), "the lines do not cover the text")
    for path in ["models/schema.yml", "dbt_project.yml", "packages.yml"] {
      _ = readability(of: bytes, path: path, adapter: nil)
    }
    guard let root = document?.root else { return }
    _ = root.pairs?.map { ($0.key.text, $0.value.items) }
    for name in ["dbt_project.yml", "packages.yml", "models/schema.yml"] {
      FuzzFolder.write(bytes, to: "yaml/\(name)")
    }
    let project = DbtProject.read(directory: FuzzFolder.path + "/yaml")
    let catalog = ProjectCatalog(project, targetDirectory: FuzzFolder.path + "/none")
    _ = (catalog.columns(of: "orders"), catalog.declaration(of: "orders"))
    _ = DeclaredPackages.names(in: project.files)
  }

  private static let yamlEdits = FuzzTarget("yaml-edits") { bytes in
    try edit(bytes, path: "models/schema.yml")
    try edit(bytes, path: "dbt_project.yml")
  }

  private static func edit(_ bytes: [UInt8], path: String) throws {
    let parts = bytes.parts(3)
    let words = parts[0].asText.split(separator: "|", omittingEmptySubsequences: false)
      .map(String.init)
    let text = parts[1].asText
    guard let request = EditRequest(words, committed: parts[2].asText) else { return }
    let adapter = words.count > 3 && !words[3].isEmpty ? words[3] : nil
    guard let edits = try? request.edits(in: text, path: path, adapter: adapter) else { return }
    try hold(!edits.isEmpty, "an edit changes nothing and is no refusal")
    try holdEdits(edits, to: text)
    let change = FileChange(path: path, before: text, edits: edits)
    _ = (touchesSafetyNet(change), closedPlace(change))
    let after = apply(edits, to: text)
    _ = readability(of: Array(after.utf8), path: path, adapter: adapter)
    _ = unifiedDiff(path: path, before: text, after: after)
    if let back = reverting(after, to: text, in: after) {
      try hold(back == text, "a reverted edit leaves another text")
    }
  }

  /// Edits lie apart in the text, in order, and cut no character.
  static func holdEdits(_ edits: [TextEdit], to text: String) throws {
    var bytes = Array(text.utf8)
    let ranges = edits.map(\.range)
    try hold(
      ranges.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= bytes.count }
        && zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound },
      "edits are not in order or not in the text")
    for edit in edits.reversed() { bytes.replaceSubrange(edit.range, with: edit.replacement.utf8) }
    try hold(bytes.elementsEqual(bytes.asText.utf8), "an edit cuts a character")
    try hold(bytes.elementsEqual(apply(edits, to: text).utf8), "bytes beside the edits change")
  }
}

extension EditRequest {
  /// nil where the first word is no operation on a file.
  init?(_ words: [String], committed: String) {
    let a = words.count > 1 ? words[1] : "a"
    let b = words.count > 2 ? words[2] : "b"
    guard let name = words.first.flatMap(OperationName.init(rawValue:)) else { return nil }
    let place = Location(source: "a.heal", range: 0..<a.utf8.count)
    let pattern = {
      Pattern.skeleton(a, location: place, contentStart: 0).pattern
    }
    switch name {
    case .correctColumn: self = .correctColumn(a, to: b)
    case .renameColumn: self = .renameColumn(a, to: b)
    case .renameRef: self = .renameRef(a, to: b)
    case .replace: self = .replace(a, with: b, all: words.count > 4)
    case .replaceMatch, .deleteMatch, .insertBefore, .insertAfter:
      guard let pattern = pattern() else { return nil }
      let all = words.count > 4
      switch name {
      case .replaceMatch: self = .replaceMatch(pattern, with: b, all: all)
      case .deleteMatch: self = .deleteMatch(pattern, all: all)
      case .insertBefore: self = .insertBefore(pattern, b, all: all)
      default: self = .insertAfter(pattern, b, all: all)
      }
    case .restoreLine: self = .restoreLine(Int(a) ?? 1, of: committed)
    case .restoreAlias, .restoreCommitted: self = .correction(name, [a, committed])
    case .rereadRetyped: self = .correction(name, ["\(a)=\(b)"])
    case .correctKey: self = .correctKey(a, to: b)
    case .correctTest: self = .correctTest(a, to: b)
    case .correctValue: self = .correctValue(of: "materialized", a, to: b)
    case .mendLayout: self = .mendLayout
    case .set: self = .set(a, to: b)
    case .append: self = .append(a, b)
    case .remove: self = .remove(a)
    case .move: self = .move(a, under: b)
    default:
      guard let count = name.correctionParameters?.count else { return nil }
      self = .correction(name, Array([a, b, b].prefix(count)))
    }
  }
}
