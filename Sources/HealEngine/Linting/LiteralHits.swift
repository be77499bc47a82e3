package import HealLanguage

/// How often the words that rules are found by stand in a corpus, whether the rules match or not.
package struct LiteralHits: Sendable {
  /// By rule: the failures that have its words.
  package private(set) var counts: [Int]
  /// By rule: the subject and the words, any of which will do; nil for a rule that is always tried.
  package let gates: [(subject: Subject, texts: [LiteralText])?]

  package init(_ rules: [Rule], in failures: [Failure]) {
    gates = rules.map(\.gate)
    counts = gates.map { $0 == nil ? failures.count : 0 }
    for subject in Subject.allCases {
      var literals: [LiteralIndex.Literal] = []
      for (rule, gate) in gates.enumerated() where gate?.subject == subject {
        literals += (gate?.texts ?? []).map { LiteralIndex.Literal(text: $0, probe: rule) }
      }
      guard !literals.isEmpty else { continue }
      let index = LiteralIndex(literals)
      for failure in failures {
        guard let text = failure.text(of: subject) else { continue }
        for rule in Set(index.probes(in: subject.capped(Array(text.utf8)))) { counts[rule] += 1 }
      }
    }
  }
}

extension Rule {
  /// The clause that keeps the rule from being tried where its words are missing.
  fileprivate var gate: (subject: Subject, texts: [LiteralText])? {
    let gates = matches.compactMap {
      clause -> (subject: Subject, texts: [LiteralText], words: Int)? in
      let required = clause.alternatives.map(\.requiredText)
      guard !required.contains(where: \.anyOf.isEmpty) else { return nil }
      let words = required.map(\.literalBytes).min() ?? 0
      return (clause.subject, Set(required.flatMap(\.anyOf)).sorted(), words)
    }
    let best = gates.min { left, right in
      left.subject == right.subject
        ? left.words > right.words : left.subject.cost < right.subject.cost
    }
    return best.map { ($0.subject, $0.texts) }
  }
}
