import HealLanguage
import Testing

/// `Tests/Golden/syntax/*.heal` and, beside each, the tree that is read and what is said about it.
@Suite struct SyntaxTests {
  static let folder = "Tests/Golden/syntax"
  static let cases = (try? Repository.files(in: folder, ending: ".heal")) ?? []

  @Test(arguments: cases) func `a text has the tree that was recorded`(file: String) throws {
    let source = Source(name: file, text: try Repository.text("\(Self.folder)/\(file)"))
    let (tree, problems) = Syntax.read(source)
    let answer = Outline(of: tree, source.text).text + "\n" + problems.rendered([source])
    try expectGolden(answer, "\(Self.folder)/\(file.dropLast(5)).tree")
  }

  @Test func `there are cases`() { #expect(Self.cases.count >= 4) }
}
