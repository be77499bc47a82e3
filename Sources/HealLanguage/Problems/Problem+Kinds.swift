extension Problem.Code {
  /// Whether only `lint` finds it: it runs patterns, or asks what rules say of each other's tests.
  package var isFoundByLint: Bool {
    switch self {
    default: false
    }
  }
}
