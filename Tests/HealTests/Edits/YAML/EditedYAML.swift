import HealEngine
import Testing
import YAML

/// The text of a file after an edit that is asked for. Throws an `EditRefusal` where it cannot be made.
func edited(_ text: String, _ request: EditRequest, _ path: String) throws -> String {
  apply(try request.edits(in: text, path: path, adapter: nil), to: text)
}

/// Edits of 2,000 mutations of a sample, where they can be made, change the text and leave YAML.
func expectYAML(after requests: [EditRequest], of sample: String, _ random: inout SplitMix) {
  for _ in 0..<2000 {
    let text = String(decoding: random.mutated(sample), as: UTF8.self)
    for request in requests {
      guard let after = try? edited(text, request, "models/schema.yml") else { continue }
      #expect(after != text)
      #expect((try? YAMLDocument.parse(after)) != nil, "\(request) of \(text)")
    }
  }
}
