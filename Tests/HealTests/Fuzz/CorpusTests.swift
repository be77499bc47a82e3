import FoundationEssentials
import Testing

/// The inputs that `make fuzz` has found and the repository keeps, fed to the same targets again.
@Suite(.serialized) struct CorpusTests {
  @Test(arguments: FuzzTarget.all.map(\.name))
  func `what the repository keeps of a target is read`(name: String) throws {
    defer { FuzzFolder.remove() }
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let inputs = try Self.inputs(in: "Tests/Fuzz/Corpus/\(name).txt")
    #expect(inputs.count > 2)
    for input in inputs {
      do { try target.read(input) } catch { Issue.record("\(error) in \(input.asText)") }
    }
  }

  @Test(arguments: Samples.all.keys.sorted())
  func `what heal itself writes is read`(name: String) throws {
    defer { FuzzFolder.remove() }
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    for sample in Samples.all[name] ?? [] { try target.read(sample) }
  }

  /// One a line, in base 64.
  private static func inputs(in path: String) throws -> [[UInt8]] {
    try Repository.text(path).split(separator: "\n").map { line in
      Array(try #require(Data(base64Encoded: String(line))))
    }
  }
}
