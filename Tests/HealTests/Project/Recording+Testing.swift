import HealProject
import Testing

extension Recording: CustomTestStringConvertible {
  package var testDescription: String { name }

  /// All of `Tests/Recordings`, in the order of their names.
  static let all = Recording.all(below: HouseTests.root + "/Tests/Recordings")

  static func named(_ name: String) throws -> Recording {
    try #require(Recording(folder: HouseTests.root + "/Tests/Recordings/" + name, name: name))
  }
}
