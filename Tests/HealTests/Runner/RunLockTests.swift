import Platform
import Testing

@testable import HealRunner

struct RunLockTests {
  let folder = TemporaryFolder()

  @Test func `a second run is told who holds the lock, and gives up in time`() async throws {
    let heal = HealFolder(project: folder.path)
    let first = try RunLock(heal, owner: "process 1", timeout: 0, interruption: Interruption())
    let told = try await offPool {
      var told: [String] = []
      do {
        _ = try RunLock(heal, owner: "process 2", timeout: 0.25, interruption: Interruption()) {
          told.append($0)
        }
      } catch {
        told.append("\(error)")
      }
      return told
    }
    #expect(told.first == "process 1")
    #expect(told.count == 2)
    #expect(told.last?.contains("process 1") == true)
    _ = consume first
  }

  @Test func `the lock is free again when its holder is gone`() throws {
    let heal = HealFolder(project: folder.path)
    do {
      let first = try RunLock(heal, owner: "1", timeout: 0, interruption: Interruption())
      _ = consume first
    }
    let second = try RunLock(heal, owner: "2", timeout: 0, interruption: Interruption())
    #expect(folder.read(".heal/lock") == "2")
    _ = consume second
  }

  @Test func `git is told to leave heal's folder alone`() throws {
    try HealFolder(project: folder.path).create()
    try HealFolder(project: folder.path).create()
    #expect(folder.read(".heal/.gitignore") == "*\n")
  }

  @Test func `names of runs sort as the runs began`() {
    let early = RunID(at: Timestamp(seconds: 1_763_852_709))
    let late = RunID(at: Timestamp(seconds: 1_763_852_710))
    #expect(early < late)
    #expect(early.description.hasPrefix("20251122-230509-"))
    #expect(RunID(early.description) == early)
    #expect(RunID("../../etc") == nil)
    #expect(RunID("") == nil)
    #expect(Timestamp(seconds: 1_763_852_709.25).iso8601 == "2025-11-22T23:05:09.250Z")
  }
}
