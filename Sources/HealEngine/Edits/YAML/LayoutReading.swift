import YAML

/// How far a YAML text can be read, and how well it fits what dbt expects.
struct LayoutReading {
  /// nil where the text cannot be read.
  var meaning: YAMLMeaning?
  /// The 1-based line where the reader gave up, or the lines that do not fit.
  var faults: [Int]
  /// The 1-based lines of keys that dbt is not known to have; a project may have its own.
  var unknownKeys: [Int] = []
  var steps = 0

  var isInOrder: Bool { faults.isEmpty && unknownKeys.isEmpty }

  /// The first line with something wrong.
  var place: Int { (faults + unknownKeys).min() ?? 1 }

  init(_ text: [UInt8], file: DbtFile) {
    do {
      let document = try YAMLDocument.parse(String(decoding: text, as: UTF8.self))
      let check = ShapeCheck(document.root, file: file, text: text)
      meaning = document.root.map { YAMLMeaning($0) } ?? .typed("")
      unknownKeys = check.unknownKeys.map(\.line)
      faults = check.faults + document.duplicateKeys.map(\.span.start.line)
      steps = document.root.map { IndentationSteps($0).steps.count } ?? 0
    } catch {
      meaning = nil
      faults = [error.mark.line]
    }
  }
}
