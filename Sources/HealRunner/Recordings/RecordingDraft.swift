import HealEngine
import HealLanguage
import HealProject

/// The files of a recording before they are written: trimmed, the same for the same failure, and redacted.
struct RecordingDraft {
  let normalizer: RunNormalizer
  let redactor: Redactor
  private(set) var files: [String: [UInt8]] = [:]
  /// By file, in the order of the lines.
  private(set) var redactions: [String: [RecordedRun.Redaction]] = [:]

  init(normalizer: RunNormalizer, redactor: Redactor) {
    self.normalizer = normalizer
    self.redactor = redactor
  }

  /// A text that dbt printed, normalised already.
  mutating func add(_ path: String, text: String) { put(path, Array(text.utf8)) }

  /// A file of the project, as it is.
  mutating func add(_ path: String, bytes: [UInt8]) { put(path, bytes) }

  /// JSON, a value a line.
  mutating func add(_ path: String, lines: [JSON]) {
    addJSON(path, lines.map(normalizer.normalized)) { $0.rendered() + "\n" }
  }

  /// JSON that is laid out over many lines.
  mutating func add(_ path: String, json: JSON) {
    addJSON(path, [normalizer.normalized(json)]) { $0.rendered(pretty: true) + "\n" }
  }

  mutating func remove(below folder: String) {
    for path in files.keys where path.hasPrefix(folder) {
      files[path] = nil
      redactions[path] = nil
    }
  }

  /// Each text by itself, so that quotes and escapes stay; then the whole, for a name and its secret may
  /// stand in two texts.
  private mutating func addJSON(_ path: String, _ values: [JSON], _ render: (JSON) -> String) {
    let after = values.map { value in
      let text = render(redacted(value))
      let whole = redactor.redact(text)
      return JSON(parsing: whole) == nil ? text : whole
    }
    files[path] = Array(after.joined().utf8)
    note(path, Array(values.map(render).joined().utf8))
  }

  private func redacted(_ value: JSON) -> JSON {
    switch value {
    case .text(let text): .text(redactor.redact(text))
    case .list(let items): .list(items.map { redacted($0) })
    case .object(let members): .object(members.map { ($0.0, redacted($0.1)) })
    default: value
    }
  }

  private mutating func put(_ path: String, _ bytes: [UInt8]) {
    files[path] = redactor.redact(bytes)
    note(path, bytes)
  }

  private mutating func note(_ path: String, _ before: [UInt8]) {
    guard let after = files[path], after != before else { return }
    let old = before.split(separator: 10, omittingEmptySubsequences: false)
    let new = after.split(separator: 10, omittingEmptySubsequences: false)
    guard old.count == new.count else {
      redactions[path] = [RecordedRun.Redaction(file: path, line: nil, text: "several lines")]
      return
    }
    redactions[path] = old.indices.filter { old[$0] != new[$0] }.map { index in
      RecordedRun.Redaction(
        file: path, line: index + 1, text: Self.surroundings(old[index], new[index]))
    }
  }

  /// The first place where the redacted line differs, with some words around it.
  private static func surroundings(_ old: ArraySlice<UInt8>, _ new: ArraySlice<UInt8>) -> String {
    let same = zip(old, new).prefix { $0 == $1 }.count
    let line = Array(new)
    let (start, end) = (max(0, same - 40), min(line.count, same + 40))
    let text = String(decoding: line[start..<end], as: UTF8.self)
    return (start > 0 ? "…" : "") + text + (end < line.count ? "…" : "")
  }
}
