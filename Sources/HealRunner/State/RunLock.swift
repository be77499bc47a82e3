import Platform

/// The right to work on a project: at most one process holds it.
///
/// It is a lock of the system (`flock`), so it ends with its process, however that ends. A dbt that outlives a killed
/// heal still counts as working on the project: the lock file then names an owner who has not given the lock back.
package final class RunLock {
  private var file: Descriptor?
  private let folder: HealFolder
  private let owner: String

  /// Takes the lock, waiting for another run to end.
  ///
  /// - Parameters:
  ///   - folder: heal's folder in the project; it is created where there is none.
  ///   - owner: written into the lock file, for the messages of others: `process 4711, run 2026…`.
  ///   - timeout: in seconds; 0 gives up at once.
  ///   - interruption: a signal ends the wait.
  ///   - onWait: called once, with the owner's text, before waiting begins.
  /// - Throws: ``RunnerError/locked(by:waited:)``, ``RunnerError/interrupted(signal:)``.
  package init(
    _ folder: HealFolder, owner: String, timeout: Double, interruption: Interruption,
    onWait: (String) -> Void = { _ in }
  ) throws(RunnerError) {
    self.folder = folder
    self.owner = owner
    try folder.create()
    let file = try Descriptor(folder.lock, O_RDWR | O_CREAT, mode: 0o644)
    try Self.lock(file, folder, timeout, interruption, onWait)
    guard ftruncate(file.number, 0) == 0 else { throw .system("write", folder.lock) }
    try file.writeAll(Array(owner.utf8), folder.lock)
    self.file = consume file
  }

  /// Takes the lock anew where someone has removed its file, so that no other run can begin.
  ///
  /// - Returns: whether that had happened.
  /// - Throws: what the system refuses, and ``RunnerError/locked(by:waited:)`` where another run was faster.
  func renew() throws(RunnerError) -> Bool {
    let isInPlace = file?.isAt(folder.lock) ?? true
    guard !isInPlace else { return false }
    try folder.create()
    let new = try Descriptor(folder.lock, O_RDWR | O_CREAT, mode: 0o644)
    guard flock(new.number, LOCK_EX | LOCK_NB) == 0 else {
      throw .locked(by: Self.owner(of: folder), waited: 0)
    }
    try new.writeAll(Array(owner.utf8), folder.lock)
    file = consume new
    return true
  }

  /// Gives the lock back; a lock that is let go gives it back too.
  package func release() {
    guard let number = file?.number else { return }
    // Without an owner's name nobody looks for what a killed owner has left running.
    _ = ftruncate(number, 0)
    file = nil
  }

  deinit { release() }

  private static func lock(
    _ file: borrowing Descriptor, _ folder: HealFolder, _ timeout: Double,
    _ interruption: Interruption, _ onWait: (String) -> Void
  ) throws(RunnerError) {
    let start = ContinuousClock.now
    var hasTold = false
    while let other = try obstacle(file, folder) {
      let waited = start.duration(to: .now).inSeconds
      // A lock without an owner is given back: a program that was being started meanwhile holds a copy until it runs.
      let timeout = FileSystem.read(folder.lock)?.isEmpty == true ? max(timeout, 1) : timeout
      guard waited < timeout else { throw .locked(by: other, waited: timeout) }
      if !hasTold { onWait(other) }
      hasTold = true
      interruption.sleep(min(0.1, timeout - waited))
      if let signal = interruption.signal { throw .interrupted(signal: signal) }
    }
  }

  /// Who is still at work on the project; nil once the lock is taken.
  private static func obstacle(
    _ file: borrowing Descriptor, _ folder: HealFolder
  ) throws(RunnerError) -> String? {
    guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw .system("lock", folder.lock) }
      return owner(of: folder)
    }
    guard FileSystem.read(folder.lock)?.isEmpty == false,
      let process = OrphanedDbt.process(of: folder)
    else { return nil }
    return "process \(process), a dbt whose heal was killed (\(owner(of: folder)))"
  }

  /// Who holds the lock at this moment, by their own words; nil where nobody does. Changes nothing.
  static func holder(of folder: HealFolder) -> String? {
    guard let file = try? Descriptor(folder.lock, O_RDONLY) else { return nil }
    guard flock(file.number, LOCK_SH | LOCK_NB) != 0,
      FileSystem.read(folder.lock)?.isEmpty == false
    else { return nil }
    return owner(of: folder)
  }

  /// Who holds the lock, by their own words.
  private static func owner(of folder: HealFolder) -> String {
    let text = FileSystem.read(folder.lock).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return text.isEmpty ? "owner not known" : text
  }
}
