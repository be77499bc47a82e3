package import HealLanguage

/// What a draft of a rule may go by beside the failure itself.
package struct DraftMaterial: Sendable {
  /// Names of the project.
  package var known = KnownNames()
  /// Other failures, some of which may be of the same shape; redacted as the failure is.
  package var others: [Failure] = []
  /// Wanted by the person; nil for a guess.
  package var category: String?
  /// Wanted by the person; nil for one made of the message.
  package var name: String?
  /// The rules that the draft will stand beside, and what they were compiled from; empty where they are not at hand.
  package var rules = RuleSet()
  package var library: [HealLanguage.Source] = []
  /// About the project of the failure.
  package var evidence: any Evidence & Sendable = RecordedEvidence()

  package init() {}
}
