/// By what right a fix may be applied without a person.
package enum Proof: Hashable, Sendable {
  /// None is needed: it waits, installs packages, or the rule's author wrote the change out in full.
  case notNeeded
  /// What shows that nothing else can have been meant; a clause.
  case shown(String)
  /// What is missing for that; a clause. A person may still approve the fix.
  case missing(String)

  /// What a fix made of two changes rests on: it lacks a proof as soon as one of them does.
  func and(_ other: Proof) -> Proof {
    switch (self, other) {
    case (.missing, _): self
    case (_, .missing): other
    case (.notNeeded, _): other
    case (_, .notNeeded): self
    case (.shown(let one), .shown(let two)): one == two ? self : .shown("\(one); \(two)")
    }
  }

  /// The clause that shows it; nil where there is none.
  package var shown: String? { if case .shown(let clause) = self { clause } else { nil } }

  /// The clause that says what is missing; nil where nothing is.
  package var missing: String? { if case .missing(let clause) = self { clause } else { nil } }
}
