import HealEngine
import HealLanguage
import Testing

/// Every kind of problem is shown as people see it: `Tests/Golden/problems/<code>[-variant].heal` and,
/// beside it, what `heal lint` says about it.
@Suite struct ProblemTests {
  static let folder = "Tests/Golden/problems"
  static let cases = (try? Repository.files(in: folder, ending: ".heal")) ?? []

  /// All that `heal lint` says; matters of taste only where the case is about one.
  private static func problems(in source: Source) -> [Problem] {
    let isStyle = Problem.Code.allCases.contains {
      $0.isStyle && source.name.hasPrefix($0.rawValue)
    }
    return lint([source], options: LintOptions(includesStyle: isStyle))
  }

  @Test(arguments: cases) func `a problem reads as recorded`(file: String) throws {
    let source = Source(name: file, text: try Repository.text("\(Self.folder)/\(file)"))
    let problems = Self.problems(in: source)
    try expectGolden(
      problems.renderedWithRemedies([source]), "\(Self.folder)/\(file.dropLast(5)).txt")
    #expect(problems.count == 1, "one mistake gives one message")
  }

  @Test(arguments: Problem.Code.allCases) func `each code has a case`(code: Problem.Code) throws {
    let mine = Self.cases.filter { file in
      let rest = file.dropFirst(code.rawValue.count)
      return file.hasPrefix(code.rawValue) && (rest.hasPrefix(".") || rest.hasPrefix("-"))
    }
    let codes = try mine.map { file in
      let source = Source(name: file, text: try Repository.text("\(Self.folder)/\(file)"))
      return Self.problems(in: source).map(\.code)
    }
    #expect(codes.contains([code]), "no case in \(Self.folder) shows `\(code.rawValue)`")
  }

  @Test func `each code has a section in the guide and no section is left over`() throws {
    let guide = try Repository.text("grammar/problems.md")
    let sections = guide.split(separator: "\n").filter { $0.hasPrefix("## ") }
      .map { $0.dropFirst(3).filter { $0 != "`" } }
    #expect(sections == Problem.Code.allCases.map(\.rawValue))
    for section in guide.split(separator: "\n## ").dropFirst() {
      for part in ["*avoid*", "*prefer*", "*why*"] {
        #expect(section.contains(part), "\(section.prefix(30)) has no \(part)")
      }
    }
  }

  @Test(arguments: cases) func `a title keeps the form`(file: String) throws {
    let source = Source(name: file, text: try Repository.text("\(Self.folder)/\(file)"))
    for problem in Self.problems(in: source) {
      #expect(problem.title.count <= 72, "\(problem.title)")
      #expect(!problem.title.hasSuffix("."))
      #expect(problem.title.first?.isUppercase == false || problem.title.hasPrefix("`"))
      #expect(!problem.labels.isEmpty)
    }
  }

  @Test func `codes are in alphabetical order`() {
    let codes = Problem.Code.allCases.map(\.rawValue)
    #expect(codes == codes.sorted())
  }
}
