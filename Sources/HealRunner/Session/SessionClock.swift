/// The time as a session sees it; tests bring their own.
package struct SessionClock {
  /// Seconds since some moment; never goes back.
  package var now: () -> Double
  /// Waits so many seconds, or until heal is interrupted.
  package var sleep: (Double) -> Void

  package init(now: @escaping () -> Double, sleep: @escaping (Double) -> Void) {
    self.now = now
    self.sleep = sleep
  }

  package static func system(_ interruption: Interruption) -> SessionClock {
    let start = ContinuousClock.now
    return SessionClock(
      now: { start.duration(to: .now).inSeconds }, sleep: { interruption.sleep($0) })
  }
}
