import FoundationEssentials

/// The repository that the tests were built in.
enum Repository {
  static let root: String = {
    let here = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    guard let tests = here.lastIndex(of: "Tests") else { preconditionFailure("not below Tests/") }
    return here[..<tests].joined(separator: "/")
  }()

  static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: "\(root)/\(path)")), as: UTF8.self)
  }

  static func files(in folder: String, ending: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")
      .filter { $0.hasSuffix(ending) }.sorted()
  }
}
