extension Problem.Code {
  /// Whether only `lint` finds it: it takes patterns apart, runs them, or asks what rules say of each
  /// other's tests.
  package var isFoundByLint: Bool {
    switch self {
    case .ambiguousOverlap, .duplicatePattern, .matchesAnything, .missingDocumentation,
      .needlessRegex, .newlineBlind, .noRequiredLiteral, .overrideOfNothing, .partlyRecognisedFault,
      .regexInSkeleton, .regexPolynomial, .regexRedos, .repeatedPattern, .shadowedRule, .tooManyRules,
      .unescapedMetachar, .unnamedGroup, .unsafeFix, .unsatisfiableScope, .untestedAlternative, .uselessAffix, .vacuousTest, .weakLiteral:
      true
    default: false
    }
  }

  /// Whether it is a matter of taste, which is told only to those who ask.
  package var isStyle: Bool {
    switch self {
    case .missingDocumentation, .needlessRegex, .partlyRecognisedFault, .unnamedGroup: true
    default: false
    }
  }
}
