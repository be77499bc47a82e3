import Synchronization

/// A regex that is compiled when it is first asked for, once, whichever thread asks.
package final class LazyRegex: Sendable {
  package let pattern: String
  private let limits: Regex.Limits
  private let result = Mutex<Result<Regex, Regex.Fault>?>(nil)

  package init(_ pattern: String, limits: Regex.Limits = Regex.Limits()) {
    self.pattern = pattern
    self.limits = limits
  }

  /// - Throws: ``Regex/Fault`` each time, where the pattern is not valid.
  package func compiled() throws(Regex.Fault) -> Regex {
    try result.withLock { result in
      if let result { return result }
      let made = Result { () throws(Regex.Fault) in try Regex(pattern, limits: limits) }
      result = made
      return made
    }.get()
  }
}
