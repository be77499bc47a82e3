import FoundationEssentials
import HealEngine
import HealLanguage

/// `heal diagnose --jsonl`: a filter from lines of failures to lines of diagnoses.
struct BulkDiagnosis {
  let diagnostician: Diagnostician
  /// For lines that name none.
  let adapter: String?

  init(_ diagnostician: Diagnostician, adapter: String?) {
    self.diagnostician = diagnostician
    self.adapter = adapter
  }

  func run() {
    StandardInput.forEachLine { Console.answer(answer(to: $0).rendered(pretty: false)) }
  }

  /// The answer to one line; a line that is not what is asked for gets one with an `error`.
  func answer(to line: String) -> JSON {
    do throws(BulkLine.Fault) {
      return answer(to: try BulkLine(line))
    } catch {
      return .object([("id", error.id), ("error", .text(error.message))])
    }
  }

  private func answer(to line: BulkLine) -> JSON {
    let text = FailureText.read(line.text)
    let failure = Failure(
      id: "line", message: text.message, log: line.text, code: text.code,
      adapter: (line.adapter ?? adapter)?.lowercased(), line: text.line, node: text.node)
    let diagnosis = diagnostician.diagnose([failure], evidence: RecordedEvidence())[0]
    let finding = diagnosis.findings.first
    return .object([
      ("id", line.id),
      ("category", finding.map { .text($0.category) } ?? .null),
      ("rule", finding.map { .text($0.rule) } ?? .null),
      ("transient", .bool(diagnosis.isTransient)),
      ("captures", captures(finding, of: failure)),
      ("faults", .list(diagnosis.faults.map(\.json))),
      ("fixes", .list(diagnosis.possibleFixes)),
      ("advice", finding?.advice.first.map(JSON.text) ?? .null),
    ])
  }

  /// What the rule captured, and what was read of the text whatever the rule: the node, by its kind
  /// (`model`, `test`, `seed`), what builds a table as `model` too, the macro, and the code.
  private func captures(_ finding: Diagnosis.Finding?, of failure: Failure) -> JSON {
    guard let finding else { return .object([]) }
    var captures = finding.captures.mapValues(\.json)
    if let node = failure.node, let kind = node.kind {
      captures[kind] = captures[kind] ?? .text(node.name)
      if kind == "seed" || kind == "snapshot" {
        captures["model"] = captures["model"] ?? .text(node.name)
      }
    }
    if let macro = FailureTrace.macro(in: failure.message) {
      captures["macro"] = captures["macro"] ?? .text(macro)
    }
    if let code = failure.code { captures["code"] = captures["code"] ?? .text(code) }
    return .object(captures.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }
}

/// One line of the bulk form.
struct BulkLine {
  var id: JSON
  var text: String
  var adapter: String?

  struct Fault: Error {
    var id: JSON
    var message: String
  }

  init(_ line: String) throws(Fault) {
    guard let value = JSON(parsing: line) else {
      throw Fault(id: .null, message: "the line is not JSON")
    }
    guard case .object = value else { throw Fault(id: .null, message: "the line is not an object") }
    id = value["id"] ?? .null
    guard case .text(let text) = value["text"] else {
      throw Fault(id: id, message: "`text` is missing or is not a string")
    }
    switch value["adapter"] {
    case .text(let adapter): self.adapter = adapter
    case nil, .null: adapter = nil
    default: throw Fault(id: id, message: "`adapter` is not a string")
    }
    self.text = text
  }
}
