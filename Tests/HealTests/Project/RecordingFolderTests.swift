import HealProject
import Testing

@Suite struct RecordingFolderTests {
  @Test func `a recording tells what was run and what an engineer says of it`() throws {
    let folder = TemporaryFolder()
    folder.write(
      #"""
      {"adapter": "duckdb", "exit_code": 1, "green": false, "label": "typo", "category": "SCHEMA",
       "also_ok": ["SYNTAX"], "command": ["dbt", "run", "--vars", "{a: 1}"]}
      """#, to: "shop/typo/recording.json")
    let recording = try #require(Recording.all(below: folder.path).first)
    #expect(recording.name == "shop/typo")
    #expect(recording.run.exit == .code(1))
    #expect(recording.run.arguments == ["dbt", "run", "--vars", "{a: 1}"])
    #expect(recording.acceptedCategories == ["SCHEMA", "SYNTAX"])
    #expect(!recording.isGreen)
    #expect(Recording.all(below: recording.folder).map(\.name) == ["typo"])
  }

  @Test func `recordings are found below any folder, and none inside another`() {
    let folder = TemporaryFolder()
    for name in ["b", "a/deep/er", "a/z", ".hidden/x", "b/before/models"] {
      folder.write("{}", to: name + "/recording.json")
    }
    folder.write("no JSON", to: "c/recording.json")
    #expect(Recording.all(below: folder.path + "/").map(\.name) == ["a/deep/er", "a/z", "b"])
    #expect(Recording.all(below: folder.path + "/missing").isEmpty)
  }

  @Test func `the command of an older recording is read from its text`() throws {
    let recording = try Recording.named("duckdb/ref_missing")
    #expect(recording.arguments.first == "dbt")
    #expect(recording.exitCode != 0)
  }
}
