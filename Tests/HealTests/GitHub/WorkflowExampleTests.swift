import FoundationEssentials
import HealProject
import Testing
import YAML

@testable import HealRunner

/// The workflows that people copy: valid, and they keep what heal needs of one run for the next.
@Suite struct WorkflowExampleTests {
  private static let nightly = "examples/github-actions/nightly.yml"

  private static func steps() throws -> [YAMLNode] {
    let root = try #require(try YAMLDocument.parse(Repository.text(nightly)).root)
    return try #require(root["jobs"]?["build"]?["steps"]?.items)
  }

  @Test func `what heal knows is saved after a failure too`() throws {
    let steps = try Self.steps()
    let index = { (use: String) in
      steps.firstIndex { $0["uses"]?.text?.hasPrefix(use) == true }
    }
    let restore = try #require(index("actions/cache/restore@"))
    let save = try #require(index("actions/cache/save@"))
    let run = try #require(steps.firstIndex { $0["id"]?.text == "heal" })
    #expect(restore < run && run < save)
    #expect(index("actions/cache@") == nil, "that one saves only after success")
    #expect(steps[save]["if"]?.text == "always()")
    #expect(steps[save]["with"]?["path"]?.text == ".heal")
    #expect(steps[restore]["with"]?["path"]?.text == ".heal")
    #expect(steps[save]["with"]?["key"]?.text == steps[restore]["with"]?["key"]?.text)
    #expect(steps[save]["with"]?["key"]?.text?.contains("run_attempt") == true)
  }

  @Test func `the artifact has the proposals, which lie in a hidden folder`() throws {
    let upload = try #require(
      try Self.steps().first { $0["uses"]?.text?.hasPrefix("actions/upload-artifact@") == true })
    #expect(upload["if"]?.text == "always()")
    #expect(upload["with"]?["path"]?.text?.contains(".heal/proposals/") == true)
    #expect(upload["with"]?["include-hidden-files"]?.text == "true")
  }

  @Test(.enabled(if: EditorPython.program != nil, "set HEAL_EDITOR_PYTHON, or use make test"))
  func `the workflows follow the schema of GitHub's workflows`() async throws {
    let folder = TemporaryFolder()
    folder.write(try Repository.text(Self.nightly), to: "nightly.yml")
    folder.write(ProjectSetup.workflow(folder: nil), to: "rules.yml")
    folder.write(ProjectSetup.workflow(folder: "dbt/shop"), to: "nested.yml")
    let script = """
      import json, sys, yaml, jsonschema
      schema = json.load(open(sys.argv[1]))
      def load(name):
          read = yaml.safe_load(open(name))
          read["on"] = read.pop(True)  # YAML 1.1 takes the key for a truth
          return read
      for name in sys.argv[2:]:
          jsonschema.Draft7Validator(schema).validate(load(name))
      broken = load(sys.argv[2])
      broken["jobs"]["build"]["steps"][0]["ues"] = "x"
      try:
          jsonschema.Draft7Validator(schema).validate(broken)
          sys.exit("a misspelt key is accepted")
      except jsonschema.ValidationError:
          pass
      """
    let files = ["nightly.yml", "rules.yml", "nested.yml"].map { folder.path + "/" + $0 }
    let words =
      [EditorPython.program ?? "python3", "-c", script]
      + [Repository.root + "/Tests/Schemas/github-workflow.json"] + files
    let result = try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(words, environment: [:], folder: folder.path, timeLimit: 60))
    }
    #expect(result.exit == .code(0), "\(result.printed)")
  }
}
