import FoundationEssentials
import Testing

@testable import HealRunner

/// A copy of one of `examples/`, gone when the test is over.
struct Example {
  let folder = TemporaryFolder()
  let name: String
  /// The folder of the dbt that runs in it, with its Python; nil for the one that `HEAL_REAL_DBT` names.
  let dbtFolder: String?

  var path: String { folder.path + "/" + name }

  init(_ name: String, dbtIn folder: String? = nil) throws {
    self.name = name
    dbtFolder = folder
    try FileManager.default.copyItem(atPath: "\(HouseTests.root)/examples/\(name)", toPath: path)
  }

  /// The project as it should have been: its patch applied, its packages installed, built.
  static func healthy(_ name: String, dbtIn folder: String? = nil) async throws -> Example {
    let example = try Example(name, dbtIn: folder)
    if example.has("healthy.patch") {
      try await example.succeed(["git", "apply", "healthy.patch"])
    }
    if example.has("packages.yml") { try await example.succeed(["dbt", "deps"]) }
    try await example.succeed(["dbt", "build"])
    return example
  }

  func heal(_ options: String..., dbt words: [String] = ["build"]) async throws -> CommandResult {
    try await run([RealDbt.heal, "run", "--project-dir", "."] + options + ["--", "dbt"] + words)
  }

  func run(_ words: [String]) async throws -> CommandResult {
    try await RealDbt.run(words, in: path, dbtIn: dbtFolder)
  }

  func has(_ file: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + file) }

  func read(_ file: String) -> String? { folder.read(name + "/" + file) }

  func write(_ text: String, to file: String) { folder.write(text, to: name + "/" + file) }

  func replace(_ text: String, with other: String, in file: String) throws {
    let before = try #require(read(file))
    #expect(before.contains(text))
    folder.write(before.replacing(text, with: other), to: name + "/" + file)
  }

  /// The project's own files; without what dbt, heal and DuckDB leave behind.
  var tree: [String: String] {
    folder.tree.filter { file, _ in
      let parts = file.split(separator: "/").dropFirst()
      let isLeftBehind = [".heal", "target", "logs", "dbt_packages"].contains(parts.first ?? "")
      return !isLeftBehind && !file.hasSuffix(".duckdb") && !file.hasSuffix(".wal")
    }
  }

  /// These tables and views, or every one, with its columns and all rows in an order of their own.
  func tables(_ names: String...) async throws -> String {
    let result = try await run(["python", "-c", Self.dump, "shop.duckdb"] + names)
    #expect(result.isSuccess, "\(result.printed)")
    return result.printed
  }

  private func succeed(_ words: [String]) async throws {
    let result = try await run(words)
    try #require(result.isSuccess, "\(words) in \(name): \(result.printed)")
  }

  private static let dump = """
    import duckdb, sys
    database = duckdb.connect(sys.argv[1], read_only=True)
    names = database.sql(
        "select table_schema, table_name from information_schema.tables order by all").fetchall()
    for schema, name in names:
        if sys.argv[2:] and name not in sys.argv[2:]:
            continue
        relation = database.sql(f'select * from "{schema}"."{name}"')
        print(schema, name, list(zip(relation.columns, map(str, relation.types))))
        for row in sorted(map(repr, relation.fetchall())):
            print(" ", row)
    """
}
