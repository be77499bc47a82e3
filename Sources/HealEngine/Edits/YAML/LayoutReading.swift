import YAML

/// How far a YAML text can be read, and how well it fits what dbt expects.
struct LayoutReading {
  /// nil where the text cannot be read; of one that says nothing an empty document.
  private var document: YAMLDocument?
  /// The 1-based line where the reader gave up, or the lines that do not fit.
  var faults: [Int]
  /// The 1-based lines of keys that dbt is not known to have; a project may have its own.
  var unknownKeys: [Int] = []
  /// What the reading has cost: bytes, and as much as some of them for each value that an alias repeats.
  private(set) var cost: Int

  var isRead: Bool { document != nil }

  /// nil where the text cannot be read.
  var meaning: YAMLMeaning? {
    document.map { document in document.root.map { YAMLMeaning($0) } ?? .typed("") }
  }

  /// In how many ways collections are indented.
  var steps: Int { document?.root.map { IndentationSteps($0).steps.count } ?? 0 }

  var isInOrder: Bool { faults.isEmpty && unknownKeys.isEmpty }

  /// The first line with something wrong.
  var place: Int { (faults + unknownKeys).min() ?? 1 }

  init(_ text: [UInt8], file: DbtFile) {
    cost = text.count
    do {
      let document = try YAMLDocument.parse(String(decoding: text, as: UTF8.self))
      let check = ShapeCheck(document.root, file: file, text: text)
      self.document = document
      cost += 20 * document.repeated
      unknownKeys = check.unknownKeys.map(\.line)
      faults = check.faults + document.duplicateKeys.map(\.span.start.line)
    } catch {
      faults = [error.mark.line]
    }
  }
}
