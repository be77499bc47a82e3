import HealEngine
import HealProject
import HealRunner

/// What `heal record` kept, as people read it.
struct RecordText {
  let style: Style

  func render(_ kept: RecordedRun) -> String {
    guard let recording = kept.recording else { return "" }
    var lines = ["", style.bold("RECORDED") + "  \(recording.folder)"]
    lines += kept.diagnoses.map { "  found        \(found($0))" }
    if kept.diagnoses.isEmpty { lines.append("  found        nothing, as in a green run") }
    let before = kept.files.filter { $0.hasPrefix("before/") }
    lines.append("  files        \(kept.files.count), of which \(before.count) of the project")
    lines += before.map { "               \(style.dim(String($0.dropFirst(7))))" }
    lines += redactions(kept.redactions)
    lines += kept.remarks.map { "  \(style.yellow("note"))         \($0)" }
    lines.append("  next         look it through, then: heal test \(recording.folder)")
    return lines.joined(separator: "\n")
  }

  private func found(_ diagnosis: Diagnosis) -> String {
    let node = diagnosis.failure.node.map { " in \($0.name)" } ?? ""
    guard let finding = diagnosis.findings.first else {
      return style.yellow("no rule knows the failure\(node)")
    }
    return "\(finding.category)\(node) · \(finding.rule)"
  }

  private func redactions(_ all: [RecordedRun.Redaction]) -> [String] {
    guard !all.isEmpty else { return ["  redacted     nothing"] }
    let shown = all.prefix(20).map { redaction in
      let place = redaction.line.map { "\(redaction.file):\($0)" } ?? redaction.file
      return "               \(style.dim(place))  \(redaction.text)"
    }
    let rest = all.count > 20 ? ["               and \(all.count - 20) more"] : []
    return ["  redacted     \(all.count) \(all.count == 1 ? "place" : "places")"] + shown + rest
  }
}
