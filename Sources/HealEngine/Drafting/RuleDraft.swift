import HealLanguage

/// A rule for a failure that no rule knows, as a person may begin with: the message's words with holes for its
/// names, the message as the rule's own test, and a near miss.
package struct RuleDraft {
  /// In the language of rules; compiles without errors beside its library, or the standard categories, and its
  /// tests pass.
  package let text: String
  package let name: String
  /// What a person should know of it before it is used.
  package let remarks: [String]

  /// nil where the message has no words of its own to go by.
  ///
  /// - Parameters:
  ///   - failure: its message redacted.
  ///   - category: what a rule for failures of its kind says; nil for a guess by dbt's heading.
  package init?(_ failure: Failure, category: String?) {
    var material = DraftMaterial()
    material.category = category
    self.init(failure, material)
  }

  /// As ``init(_:category:)``, with all that is known beside the failure.
  package init?(_ failure: Failure, _ material: DraftMaterial) {
    guard let complaint = Self.complaint(of: failure.message) else { return nil }
    var text = DraftText(failure: failure, complaint: complaint, material: material)
    let trial = DraftTrial(failure: failure, material: material, category: text.category)
    guard let rule = trial.rule(of: text.rendered, isAlone: true) else { return nil }
    text.addNearMiss(rule.matches.first?.alternatives.first)
    text.overridden = trial.winners(over: rule)
    guard let done = trial.rule(of: text.rendered, isAlone: false), trial.passes(done) else {
      return nil
    }
    self.text = text.rendered
    name = text.name
    remarks = text.remarks + trial.remarks(on: done)
  }

  /// The first line that says more than the kind of error and the node.
  package static func complaint(of message: String) -> String? {
    let lines = message.split(whereSeparator: \.isNewline).map { String($0).trimmed }
    return lines.first { line in
      !line.isEmpty && !line.contains(" Error in ") && !line.hasSuffix(" Error")
        && !line.hasPrefix("Failure in ")
    }
  }
}
