/// What happens to a fix by its risk. In the mode human-in-loop a person decides on every fix anyway, except
/// on waiting and running again.
package struct Tiers: Hashable, Sendable {
  package var safe = Safe.threshold
  package var review = Review.threshold
  package var destructive = Destructive.ask

  package init() {}

  package enum Safe: String, CaseIterable, Hashable, Sendable {
    /// Applied whatever its confidence.
    case auto
    /// Applied from the policy's threshold on.
    case threshold
    /// A person decides.
    case ask
  }

  package enum Review: String, CaseIterable, Hashable, Sendable {
    case threshold, ask
  }

  /// There is no `auto`: what may destroy something is never applied without a person.
  package enum Destructive: String, CaseIterable, Hashable, Sendable {
    case ask
    /// Not even proposed.
    case never
  }
}
