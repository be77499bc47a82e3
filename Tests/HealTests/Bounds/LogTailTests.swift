import HealEngine
import Platform
import Testing

@testable import HealProject
@testable import HealRunner

/// Of a log of any size the last run is read, from the end.
@Suite struct LogTailTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/dbt.log" }

  private static func header(_ id: String) -> String {
    "============================== 21:36:26.123456 | \(id) ==============================\n"
  }

  private static func event(_ id: String, _ code: String, _ text: String = "x") -> String {
    "{\"data\": {}, \"info\": {\"code\": \"\(code)\", \"invocation_id\": \"\(id)\", \"level\": \"info\", \"msg\": \"\(text)\"}}\n"
  }

  /// Appends text after a hole that takes no room on the disk.
  private func append(_ text: String, afterHoleOf size: Int) throws {
    let file = try Descriptor(path, O_WRONLY | O_CREAT | O_APPEND, mode: 0o644)
    if size > 0 { #expect(ftruncate(file.number, off_t(size)) == 0) }
    try file.writeAll(Array(text.utf8), path)
  }

  private func last(most: Int = 1 << 30) -> String? {
    LogTail.lastRun(of: path, most: most).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `a line without an end is not walked through`() throws {
    folder.write(Self.event("a", "A001"), to: "dbt.log")
    try append("\n" + Self.event("b", "Z024"), afterHoleOf: 5 << 30)
    let start = ContinuousClock.now
    #expect(last(most: 1 << 20) == Self.event("b", "Z024"))
    #expect(start.duration(to: .now) < .seconds(20))
  }

  @Test func `five gigabytes cost what the last run does`() throws {
    let run = Self.header("b") + "21:36:26 Encountered an error:\nCompilation Error\n  it is so\n"
    folder.write(Self.header("a") + "21:36:26 [debug] x\n", to: "dbt.log")
    try append("\n" + run, afterHoleOf: 5 << 30)
    #expect(last() == run)
    #expect(readAnything(path: path)?.first?.message.contains("it is so") == true)
  }

  @Test func `five gigabytes of events cost what the last run does`() throws {
    let run =
      Self.event("b", "A001") + Self.event("b", "Q024") + "no event\n" + Self.event("b", "Z030")
    folder.write(Self.event("a", "A001") + Self.event("a", "Z030"), to: "dbt.log")
    try append("\n" + Self.event("a", "Z030") + run, afterHoleOf: 5 << 30)
    #expect(last() == run)
  }

  @Test func `runs side by side are read back to the first event of the last one`() {
    let run =
      Self.event("b", "A001") + Self.event("a", "Q024") + Self.event("b", "Q024")
      + Self.event("a", "Z030") + Self.event("b", "Z030")
    folder.write(Self.event("a", "A001") + run, to: "dbt.log")
    #expect(last() == run)
  }

  @Test func `a log without a beginning is read from the first event of the run`() {
    let run = Self.event("b", "Q024") + Self.event("b", "Z030")
    folder.write(run, to: "dbt.log")
    #expect(last() == run)
    let other = (0..<20_000).map { _ in Self.event("a", "Q024") }.joined()
    folder.write(other + run, to: "dbt.log")
    #expect(last() == run)
  }

  @Test(arguments: [0, 1, 100, 65_535, 65_536, 65_537, 200_000])
  func `the last run is found wherever it begins`(length: Int) {
    let run = Self.header("b") + String(repeating: "y", count: length) + "\nlast"
    let before = Self.header("a") + String(repeating: "x\n", count: length)
    folder.write(before + run, to: "dbt.log")
    #expect(last() == run)
    folder.write(run, to: "dbt.log")
    #expect(last() == run)
  }

  @Test func `of a run that is too long the end is read, in whole lines`() {
    folder.write(Self.header("a") + String(repeating: "0123456789\n", count: 50_000), to: "dbt.log")
    let text = last(most: 100_000) ?? ""
    #expect((100_000..<100_100).contains(text.utf8.count))
    #expect(text.hasPrefix("0123456789\n"))
  }

  @Test func `a line without an end is passed over`() throws {
    let run = Self.header("b") + "short\n"
    try append("{" + String(repeating: "z", count: 100), afterHoleOf: 0)
    try append("\n" + Self.event("b", "A001"), afterHoleOf: 40 << 20)
    #expect(last()?.hasSuffix(Self.event("b", "A001")) == true)
    folder.write(run, to: "dbt.log")
    try append("", afterHoleOf: 17 << 20)
    #expect(last()?.hasPrefix(run) == true)
  }

  @Test(arguments: ["", "\n", "{", "{}\n{}\n", "\u{0}\u{0}"])
  func `what is no log is read as it is`(text: String) {
    folder.write(text, to: "dbt.log")
    #expect(last() == text)
    #expect(LogTail.lastRun(of: folder.path) == nil)
    #expect(LogTail.lastRun(of: folder.path + "/none") == nil)
  }
}
