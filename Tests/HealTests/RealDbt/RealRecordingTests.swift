import Testing

@testable import HealProject
@testable import HealRunner

/// Recordings of a real dbt on DuckDB.
@Suite(.serialized, .enabled(if: RealDbt.dbt != nil, "set HEAL_REAL_DBT, or use make test"))
struct RealRecordingTests {
  @Test(arguments: ["renamed-column", "misspelt-macro", "two-in-a-row", "packages-not-installed"])
  func `the same failure gives the same bytes, and heal test passes`(name: String) async throws {
    let example = try Example(name)
    for recording in ["one", "two"] {
      let kept = try await record(["--name", recording], example)
      #expect(kept.exit == .code(0), "\(kept.printed)")
      #expect(!kept.printed.contains("the rules say more"), "\(kept.printed)")
    }
    let one = files("recordings/one/", example)
    #expect(one == files("recordings/two/", example))
    #expect(one["expect.heal"]?.contains("expect fix") == true, "\(one["expect.heal"] ?? "")")
    #expect(!one.values.contains { $0.contains(example.path) }, "no place on this machine")
    let tested = try await RealDbt.run([RealDbt.heal, "test"], in: example.path)
    #expect(tested.exit == .code(0), "\(tested.printed)")
    #expect(tested.printed.contains("2 recordings: 2 passed"), "\(tested.printed)")
  }

  @Test func `a green run is kept, and no rule knows anything of it`() async throws {
    let example = try await Example.healthy("renamed-column")
    let kept = try await record(["--green"], example)
    #expect(kept.exit == .code(0), "\(kept.printed)")
    let tested = try await RealDbt.run([RealDbt.heal, "test"], in: example.path)
    #expect(tested.exit == .code(0), "\(tested.printed)")
  }

  private func record(_ options: [String], _ example: Example) async throws -> CommandResult {
    try await RealDbt.run(
      [RealDbt.heal, "record"] + options + ["--", "dbt", "build"], in: example.path)
  }

  private func files(_ folder: String, _ example: Example) -> [String: String] {
    example.tree.reduce(into: [:]) { files, file in
      let path = example.name + "/" + folder
      if file.key.hasPrefix(path) { files[String(file.key.dropFirst(path.count))] = file.value }
    }
  }
}
