import YAML

/// How far a YAML text can be read, and how well it fits what dbt expects.
struct LayoutReading {
  /// nil where the text cannot be read.
  var meaning: YAMLMeaning?
  /// The 1-based line where the reader gave up, or the lines that do not fit; empty for a text in order.
  var faults: [Int]
  var steps = 0

  init(_ text: [UInt8], file: DbtFile) {
    do {
      let document = try YAMLDocument.parse(String(decoding: text, as: UTF8.self))
      let check = ShapeCheck(document.root, file: file, text: text)
      meaning = document.root.map { YAMLMeaning($0) } ?? .typed("")
      faults = check.faults + document.duplicateKeys.map(\.span.start.line)
      steps = document.root.map { IndentationSteps($0).steps.count } ?? 0
    } catch {
      meaning = nil
      faults = [error.mark.line]
    }
  }
}
