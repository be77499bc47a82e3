import Platform

@testable import HealRunner

/// The real gh that `HEAL_REAL_GH` names: `make test` sets it, and the tests fail then where there is none.
enum RealGh {
  static let program: String? = unsafe getenv("HEAL_REAL_GH").map { unsafe String(cString: $0) }
    .flatMap { $0.isEmpty ? nil : $0 }
}
